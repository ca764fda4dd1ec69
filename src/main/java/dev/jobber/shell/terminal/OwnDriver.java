package dev.jobber.shell.terminal;

import java.io.IOError;
import java.io.IOException;
import org.jline.nativ.CLibrary;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;

/// The driver of the terminal of this process.
///
/// @param terminal how JLine reads it
record OwnDriver(Terminal terminal) implements ScreenTerminal.Driver {
    private static final int INPUT = 0;

    /// How long a key that waits may take to be read, in milliseconds.
    private static final long WITHIN = 100;

    private static final long FIONREAD_LINUX = 0x541B;
    private static final long FIONREAD_DARWIN = 0x4004667F;

    @Override
    public boolean stop() {
        return TerminalSuspension.stopJob();
    }

    /// A Ctrl-C that was pressed before the keys were signals again waits as a key.
    @Override
    public boolean takeInterrupt() {
        if (!isAnyThere()) {
            return false; // a look at the reader would wait for a key
        }
        try {
            int interrupt = terminal.getAttributes().getControlChar(ControlChar.VINTR);
            return terminal.reader().peek(WITHIN) == interrupt
                    && terminal.reader().read(WITHIN) == interrupt;
        } catch (IOException | IOError gone) {
            return false;
        }
    }

    private static boolean isAnyThere() {
        boolean isMac = System.getProperty("os.name", "").startsWith("Mac");
        var count = new int[1];
        return CLibrary.ioctl(INPUT, isMac ? FIONREAD_DARWIN : FIONREAD_LINUX, count) == 0
                && count[0] > 0;
    }
}
