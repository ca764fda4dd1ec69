package dev.jobber.shell.terminal;

import dev.jobber.shell.result.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jline.utils.InfoCmp;

/// The abilities of a type of terminal. JLine knows a few types, and the machine may know more. The
/// name of most other types tells which known type is similar.
final class TerminalType {
    private static final String MODERN = "xterm-256color";
    private static final String PLAIN = "ansi";

    /// The start of a type's name, and the known type that is most similar.
    private record Kin(String begin, String nearest) {}

    private static final List<Kin> KIN =
            List.of(
                    new Kin("tmux", "screen-256color"),
                    new Kin("screen", "screen-256color"),
                    new Kin("rxvt-unicode", "rxvt-unicode-256color"),
                    new Kin("rxvt", "rxvt"),
                    new Kin("xterm", MODERN),
                    new Kin("alacritty", MODERN),
                    new Kin("foot", MODERN),
                    new Kin("kitty", MODERN),
                    new Kin("ghostty", MODERN),
                    new Kin("wezterm", MODERN),
                    new Kin("konsole", MODERN),
                    new Kin("gnome", MODERN),
                    new Kin("vte", MODERN),
                    new Kin("iterm", MODERN),
                    new Kin("iTerm", MODERN),
                    new Kin("nsterm", MODERN),
                    new Kin("mintty", MODERN),
                    new Kin("mlterm", MODERN),
                    new Kin("contour", MODERN),
                    new Kin("rio", MODERN),
                    new Kin("st-", MODERN),
                    new Kin("putty", MODERN));

    /// Types that the machine is asked for. If it does not know them, they are treated as the
    /// simplest type.
    private static final List<String> OLD =
            List.of(
                    "linux", "vt", "ansi", "pcansi", "cons25", "cygwin", "eterm", "Eterm",
                    "dtterm");

    private TerminalType() {}

    /// Tells JLine the abilities of this type.
    ///
    /// @return the type that JLine must use, or empty if no known type is similar
    static Optional<String> learn(String type) {
        if (InfoCmp.getDefaultInfoCmp(type) != null) {
            return known(type, type);
        }
        for (Kin kin : KIN) {
            if (type.startsWith(kin.begin())) {
                return known(type, kin.nearest());
            }
        }
        if (machineKnows(type)) {
            return Optional.of(type);
        }
        return OLD.stream().anyMatch(type::startsWith) || type.equals("st")
                ? known(type, PLAIN)
                : Optional.empty();
    }

    /// A sentence for the user about a type that is not known.
    static String unknown(String type) {
        return "the terminal type '"
                + UserError.shown(type)
                + "' is unknown on this machine, so the prompt has no editing keys; set TERM to a"
                + " known type, for example xterm-256color";
    }

    /// Without this, JLine starts a program to learn the abilities of a terminal, even of a type
    /// that it knows.
    private static Optional<String> known(String type, String nearest) {
        InfoCmp.setLoadedInfoCmp(type, InfoCmp.getDefaultInfoCmp(nearest));
        return Optional.of(type);
    }

    private static boolean machineKnows(String type) {
        try {
            String capabilities = InfoCmp.getInfoCmp(type);
            return capabilities != null && !capabilities.isBlank();
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
