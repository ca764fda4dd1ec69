package dev.jobber;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// A request to end the program before its lines have ended: by a signal, or because its output has
/// lost its reader.
final class ExitRequest {
    private final List<Runnable> hooks = new ArrayList<>();
    private OptionalInt exitCode = OptionalInt.empty();

    /// Runs the hook when the end is requested, or at once if it has been requested already.
    synchronized void then(Runnable hook) {
        hooks.add(hook);
        if (exitCode.isPresent()) {
            hook.run();
        }
    }

    /// Requests the end with this exit code. The first request counts.
    synchronized void with(int code) {
        if (exitCode.isEmpty()) {
            exitCode = OptionalInt.of(code);
            hooks.forEach(Runnable::run);
        }
    }

    /// The requested exit code, or else the exit code of the lines.
    synchronized int code(int ofLines) {
        return exitCode.orElse(ofLines);
    }
}
