package dev.jobber.attach.client;

import dev.jobber.attach.WindowSize;
import java.util.Optional;
import org.jline.nativ.CLibrary;
import org.jline.nativ.CLibrary.Termios;
import org.jline.nativ.CLibrary.WinSize;

/// The terminal of a client. While a shell is attached the terminal sends each key as it is
/// pressed, and treats none itself: the tree's program does that.
final class ClientTerminal {
    private static final int INPUT = 0;
    private static final int OUTPUT = 1;

    /// What a shell may have switched on: bracketed paste, the keys of the number pad, and a hidden
    /// cursor. The program at the other end may not have been able to switch them off.
    private static final String PLAIN = "\u001b[?2004l\u001b[?1l\u001b>\u001b[?25h";

    /// The settings as they were found, while they are others.
    private Optional<Termios> found = Optional.empty();

    /// The flags of the C library that are switched off, which are others on each system.
    private record Flags(long input, long output, long local, int leastBytes, int mostTime) {
        private static final Flags LINUX = new Flags(0x5EB, 0x1, 0x804B, 6, 5);
        private static final Flags DARWIN = new Flags(0x3EB, 0x1, 0x598, 16, 17);

        static Flags ofThisSystem() {
            return System.getProperty("os.name", "").startsWith("Mac") ? DARWIN : LINUX;
        }
    }

    static boolean isTerminal(int stream) {
        try {
            return CLibrary.isatty(stream) == 1;
        } catch (LinkageError none) {
            return false;
        }
    }

    /// The file of the terminal, where there is one.
    static Optional<String> name() {
        return Optional.ofNullable(CLibrary.ttyname(INPUT)).filter(name -> !name.isEmpty());
    }

    static WindowSize size() {
        var size = new WinSize();
        return CLibrary.ioctl(OUTPUT, CLibrary.TIOCGWINSZ, size) == 0
                ? new WindowSize(Short.toUnsignedInt(size.ws_col), Short.toUnsignedInt(size.ws_row))
                : WindowSize.UNKNOWN;
    }

    /// From now on each key is sent as it is pressed.
    synchronized void raw() {
        var settings = new Termios();
        if (CLibrary.tcgetattr(INPUT, settings) != 0) {
            return;
        }
        if (found.isEmpty()) {
            found = Optional.of(copy(settings));
        }
        var flags = Flags.ofThisSystem();
        settings.c_iflag &= ~flags.input;
        settings.c_oflag &= ~flags.output;
        settings.c_lflag &= ~flags.local;
        settings.c_cc[flags.leastBytes] = 1;
        settings.c_cc[flags.mostTime] = 0;
        var _ = CLibrary.tcsetattr(INPUT, CLibrary.TCSADRAIN, settings);
    }

    private static Termios copy(Termios settings) {
        var copy = new Termios();
        copy.c_iflag = settings.c_iflag;
        copy.c_oflag = settings.c_oflag;
        copy.c_cflag = settings.c_cflag;
        copy.c_lflag = settings.c_lflag;
        copy.c_cc = settings.c_cc.clone();
        copy.c_ispeed = settings.c_ispeed;
        copy.c_ospeed = settings.c_ospeed;
        return copy;
    }

    /// Whether the settings are others than they were found.
    synchronized boolean isRaw() {
        return found.isPresent();
    }

    /// Gives the terminal back as it was found.
    ///
    /// @return what to write to it before that; empty if it is as it was found
    synchronized String restore() {
        if (found.isEmpty()) {
            return "";
        }
        var _ = CLibrary.tcsetattr(INPUT, CLibrary.TCSANOW, found.get());
        found = Optional.empty();
        return PLAIN;
    }
}
