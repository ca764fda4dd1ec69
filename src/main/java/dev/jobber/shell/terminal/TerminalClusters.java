package dev.jobber.shell.terminal;

import java.util.Map;
import java.util.Set;

/// Which terminals draw an emoji of several characters, as a family or a flag, as one sign of two
/// columns. A terminal could be asked, but its answer would have to be waited for at each start.
final class TerminalClusters {
    private static final Set<String> PROGRAMS = Set.of("ghostty", "iTerm.app", "WezTerm");
    private static final Set<String> TYPES =
            Set.of("contour", "foot", "foot-extra", "wezterm", "xterm-ghostty", "xterm-kitty");

    private TerminalClusters() {}

    /// Whether the terminal of this environment is known to do so. Within tmux or screen it is they
    /// who draw, whatever terminal they draw on, and they do not.
    static boolean areOne(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "");
        boolean nested =
                type.startsWith("screen")
                        || type.startsWith("tmux")
                        || environment.containsKey("TMUX")
                        || environment.containsKey("STY");
        return !nested
                && (TYPES.contains(type)
                        || PROGRAMS.contains(environment.getOrDefault("TERM_PROGRAM", "")));
    }
}
