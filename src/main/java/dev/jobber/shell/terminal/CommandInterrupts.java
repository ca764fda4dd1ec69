package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Prompt;
import java.util.Optional;

/// What Ctrl-C does while the commands of a line run: it cancels the one that runs. Between two
/// commands it cancels the next one.
final class CommandInterrupts {
    private Optional<Runnable> cancel = Optional.empty();
    private boolean pending;

    /// The line is over: a key that came too late for its last command cancels nothing.
    synchronized void forget() {
        pending = false;
    }

    synchronized void interrupt() {
        pending = cancel.isEmpty();
        cancel.ifPresent(Runnable::run);
    }

    /// A command runs, or a part of it that is cancelled in another way.
    ///
    /// @param how what cancels it; must not block
    synchronized Prompt.Running running(Runnable how) {
        Optional<Runnable> before = cancel;
        cancel = Optional.of(how);
        if (pending) {
            pending = false;
            how.run();
        }
        return () -> ended(before);
    }

    private synchronized void ended(Optional<Runnable> before) {
        cancel = before;
    }
}
