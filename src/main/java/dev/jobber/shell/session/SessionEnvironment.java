package dev.jobber.shell.session;

import dev.jobber.shell.console.Console;
import dev.jobber.shell.log.LogGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The things from outside that a session needs.
///
/// @param console where answers go
/// @param log where log lines go
/// @param environment the process environment
/// @param directory what relative paths are relative to
/// @param pause waits, and ends early with an exception when its thread is interrupted
public record SessionEnvironment(
        Console console,
        LogGateway log,
        Map<String, String> environment,
        Path directory,
        Pause pause) {
    /// Waits for a while.
    @FunctionalInterface
    public interface Pause {
        /// Returns when the time is over.
        void sleep(Duration time) throws InterruptedException;
    }
}
