package dev.jobber.shell.script;

import dev.jobber.shell.syntax.TextEncoding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the rc file: the first of `$JOBBER_RC`, `./jobber.rc`, `$XDG_CONFIG_HOME/jobber/jobber.rc`
/// and `~/.jobber.rc`.
///
/// @param environment the process environment
/// @param directory where the shell is started
public record RcLookup(Map<String, String> environment, Path directory) {
    private static final String NAME = "jobber.rc";

    /// The rc file that is read unless the command line says which; the file of `$JOBBER_RC` must
    /// exist, the others are used if they exist.
    ///
    /// @return its path as messages show it
    public Optional<String> find() {
        var encoding = TextEncoding.of(environment);
        Optional<String> named = variable("JOBBER_RC");
        if (named.isPresent()) {
            return named;
        }
        String home = variable("HOME").orElseGet(() -> System.getProperty("user.home"));
        String config = variable("XDG_CONFIG_HOME").orElse(home + "/.config");
        return Stream.of(NAME, config + "/jobber/" + NAME, home + "/." + NAME)
                .filter(path -> Files.exists(encoding.path(directory, path)))
                .findFirst();
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
