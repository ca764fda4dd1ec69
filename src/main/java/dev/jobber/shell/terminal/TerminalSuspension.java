package dev.jobber.shell.terminal;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/// Ctrl-Z at the prompt: the shell stops until `fg`. Meanwhile the terminal has the settings of the
/// parent shell.
///
/// JLine reads in raw mode. There Ctrl-Z is a character and sends no signal.
final class TerminalSuspension {
    private static final String WIDGET = "suspend";

    private final LineReaderImpl reader;
    private final Terminal terminal;
    private final BooleanSupplier stop;
    private final Attributes found;

    private TerminalSuspension(LineReaderImpl reader, Terminal terminal, BooleanSupplier stop) {
        this.reader = reader;
        this.terminal = terminal;
        this.stop = stop;
        this.found = new Attributes(terminal.getAttributes());
        found.setLocalFlag(Attributes.LocalFlag.ECHO, true);
    }

    /// @param stop stops the programs that run on the terminal, and waits until they go on
    static void bind(LineReaderImpl reader, Terminal terminal, BooleanSupplier stop) {
        var suspension = new TerminalSuspension(reader, terminal, stop);
        reader.getWidgets().put(WIDGET, suspension::suspend);
        for (KeyMap<Binding> keys : reader.getKeyMaps().values()) {
            keys.bind(new Reference(WIDGET), KeyMap.ctrl('Z'));
        }
    }

    private boolean suspend() {
        Attributes raw = terminal.getAttributes();
        Terminal.SignalHandler continued =
                terminal.handle(Terminal.Signal.CONT, Terminal.SignalHandler.SIG_DFL);
        terminal.puts(Capability.keypad_local);
        terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_OFF);
        terminal.writer().println();
        terminal.flush();
        terminal.setAttributes(found);
        boolean stopped = stop.getAsBoolean();
        terminal.setAttributes(raw);
        terminal.handle(Terminal.Signal.CONT, continued);
        terminal.puts(Capability.keypad_xmit);
        terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_ON);
        reader.callWidget(LineReader.REDRAW_LINE);
        reader.callWidget(LineReader.REDISPLAY);
        return stopped;
    }

    /// Stops the whole process group, as Ctrl-Z does elsewhere; returns after `fg`. The signal is
    /// sent by a program, because the JVM cannot raise a signal that it does not handle.
    static boolean stopJob() {
        try {
            return new ProcessBuilder("sh", "-c", "kill -TSTP 0").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
