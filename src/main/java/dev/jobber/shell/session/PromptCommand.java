package dev.jobber.shell.session;

import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/// How far a command entered at a prompt has come: its place in a file, and what it waits for. The
/// thread of the command writes this, and the thread of the prompt reads it.
public final class PromptCommand {
    /// How long a command may wait before the user is told what it waits for.
    public static final Duration SILENT = Duration.ofSeconds(1);

    private static final ScopedValue<PromptCommand> OF_THREAD = ScopedValue.newInstance();

    private volatile String place = "";
    private volatile boolean cancelled;
    private volatile Command current = new Command();

    /// What the cancelled command waited for.
    private volatile Optional<WaitReason> leftBehind = Optional.empty();

    /// A command; it may stand in a file that another command runs.
    private static final class Command {
        private final long begin = System.nanoTime();
        private volatile Optional<WaitReason> waiting = Optional.empty();

        /// Asked and changed by the prompt's thread alone.
        private boolean told;
    }

    /// Runs what a prompt's command runs on this thread.
    public void run(Runnable work) {
        ScopedValue.where(OF_THREAD, this).run(work);
    }

    /// Runs a command on this thread; the one that runs it, if one does, goes on afterwards.
    public static <T> T of(Callable<T> command) throws Exception {
        if (!OF_THREAD.isBound()) {
            return command.call();
        }
        PromptCommand progress = OF_THREAD.get();
        Command outer = progress.current;
        progress.current = new Command();
        try {
            return command.call();
        } finally {
            progress.current = outer;
        }
    }

    /// The command that this thread runs waits for this from now on.
    static void waitsFor(WaitReason waiting) {
        if (OF_THREAD.isBound()) {
            OF_THREAD.get().current.waiting = Optional.of(waiting);
        }
    }

    /// The command that this thread runs comes to this place of a file.
    ///
    /// @param place as errors begin with it
    /// @return false where the command has been cancelled, so that the place is not to run
    public static boolean reaches(String place) {
        if (!OF_THREAD.isBound()) {
            return true;
        }
        PromptCommand progress = OF_THREAD.get();
        if (progress.cancelled) {
            return false;
        }
        progress.place = place;
        return true;
    }

    /// Whether the command that this thread runs may still say something.
    public static boolean isHeard() {
        return !OF_THREAD.isBound() || !OF_THREAD.get().cancelled;
    }

    /// The command is not waited for any more, and what it runs comes to no further place.
    public void cancel() {
        leftBehind = current.waiting;
        cancelled = true;
    }

    /// What to tell the user now, if anything: each command tells it once, after it has run as long
    /// as it may be silent.
    public Optional<WaitReason> news() {
        Command command = current;
        if (command.told || !untilNews().isZero()) {
            return Optional.empty();
        }
        Optional<WaitReason> waiting = command.waiting;
        command.told = waiting.isPresent();
        return waiting;
    }

    /// How long the command that runs now may still be silent.
    public Duration untilNews() {
        Duration left = SILENT.minusNanos(System.nanoTime() - current.begin);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// The error of the cancelled command: where it was, and what goes on.
    public UserError cancelledFault() {
        return new UserError(
                        ErrorCode.CANCELLED,
                        "cancelled",
                        leftBehind.map(WaitReason::goesOn).orElse(""))
                .at(place);
    }
}
