package dev.jobber;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// How the program ends when it is not because its lines have ended: a signal, or an output that
/// nobody reads.
final class ExitRequest {
    private final List<Runnable> hooks = new ArrayList<>();
    private OptionalInt exitCode = OptionalInt.empty();

    /// Does this when the end is asked for; at once where it has been.
    synchronized void then(Runnable hook) {
        hooks.add(hook);
        if (exitCode.isPresent()) {
            hook.run();
        }
    }

    /// Asks for the end, with this exit code. The first one asked for counts.
    synchronized void with(int code) {
        if (exitCode.isEmpty()) {
            exitCode = OptionalInt.of(code);
            hooks.forEach(Runnable::run);
        }
    }

    /// The exit code that was asked for, else the one of the lines.
    synchronized int code(int ofLines) {
        return exitCode.orElse(ofLines);
    }
}
