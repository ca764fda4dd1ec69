package dev.jobber.shell.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whether output is coloured: `--color auto|always|never`.
public enum ConsoleColour {
    AUTO,
    ALWAYS,
    NEVER;

    /// The setting of this name, as users write it.
    public static Optional<ConsoleColour> named(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.toString().equals(name))
                .findFirst();
    }

    /// Whether output to this place is coloured. `AUTO` looks at `NO_COLOR`, then at
    /// `CLICOLOR_FORCE`, then at `TERM`.
    ///
    /// @param environment the process environment
    /// @param terminal whether the output is a terminal
    public boolean applies(Map<String, String> environment, boolean terminal) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> {
                if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
                    yield false;
                }
                String force = environment.getOrDefault("CLICOLOR_FORCE", "");
                if (!force.isEmpty() && !force.equals("0")) {
                    yield true;
                }
                yield terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
            }
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
