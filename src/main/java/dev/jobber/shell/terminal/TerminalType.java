package dev.jobber.shell.terminal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jline.utils.InfoCmp;

/// What a type of terminal can do: JLine knows a few types, the machine may know more, and most
/// others say in their name which of these they are like.
final class TerminalType {
    private static final String MODERN = "xterm-256color";
    private static final String PLAIN = "ansi";

    /// The start of a type's name, and the known type that is nearest to it.
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

    /// Types that the machine is asked for, and that are like the plainest where it does not know
    /// them.
    private static final List<String> OLD =
            List.of(
                    "linux", "vt", "ansi", "pcansi", "cons25", "cygwin", "eterm", "Eterm",
                    "dtterm");

    private TerminalType() {}

    /// Makes known what this type can do.
    ///
    /// @return the type that JLine is told, or empty where none is near
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

    /// JLine starts a program to learn what a terminal can do, even one that it knows itself,
    /// unless it is told.
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
