package dev.jobber.shell.terminal;

import java.util.Map;
import java.util.Set;

/// Which terminals draw an emoji of several characters, as a family or a flag, as one sign of two
/// columns. The terminal is not asked, because each start would have to wait for its reply.
final class TerminalClusters {
    private static final Set<String> PROGRAMS = Set.of("ghostty", "iTerm.app", "WezTerm");
    private static final Set<String> TYPES =
            Set.of("contour", "foot", "foot-extra", "wezterm", "xterm-ghostty", "xterm-kitty");

    private TerminalClusters() {}

    /// Whether the terminal of this environment is known to do so. Under tmux or screen the answer
    /// is no on every terminal, because these programs draw each character by itself.
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
