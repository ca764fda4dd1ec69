package dev.jobber.shell.session;

import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// A command that was entered at a prompt, while it runs: its place in a file, the reason why it
/// waits, and whether it was cancelled. The thread of the command writes this, and the thread of
/// the prompt reads it.
public final class PromptCommand {
    /// How long a command may wait before the user is told what it waits for.
    public static final Duration SILENT = Duration.ofSeconds(1);

    private static final ScopedValue<PromptCommand> OF_THREAD = ScopedValue.newInstance();

    private volatile Optional<Supplier<String>> place = Optional.empty();
    private volatile boolean cancelled;
    private volatile Command current = new Command();

    /// What the cancelled command waited for.
    private volatile Optional<WaitReason> leftBehind = Optional.empty();

    /// A command that runs. It may be a line of a file that another command runs.
    private static final class Command {
        private final long begin = System.nanoTime();
        private volatile Optional<WaitReason> waiting = Optional.empty();

        /// Used only by the prompt's thread.
        private boolean told;
    }

    /// Runs the work of this command on the calling thread.
    public void run(Runnable work) {
        ScopedValue.where(OF_THREAD, this).run(work);
    }

    /// Runs a command on the calling thread. If another command runs a file with this one, that
    /// command goes on afterwards.
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

    /// The command of the calling thread waits for this reason from now on.
    static void waitsFor(WaitReason waiting) {
        if (OF_THREAD.isBound()) {
            OF_THREAD.get().current.waiting = Optional.of(waiting);
        }
    }

    /// The command of the calling thread waits for the user, who knows that.
    static void waitsForUser() {
        if (OF_THREAD.isBound()) {
            OF_THREAD.get().current.waiting = Optional.empty();
        }
    }

    /// The command of the calling thread reaches this place of a file.
    ///
    /// @param place the first words of an error at this place; made when there is one
    /// @return false if the command was cancelled; then this place must not run
    public static boolean reaches(Supplier<String> place) {
        if (!OF_THREAD.isBound()) {
            return true;
        }
        PromptCommand progress = OF_THREAD.get();
        if (progress.cancelled) {
            return false;
        }
        progress.place = Optional.of(place);
        return true;
    }

    /// Whether the calling thread runs a command that the user has entered at the prompt, and no
    /// line of a file.
    public static boolean isEntered() {
        return OF_THREAD.isBound() && OF_THREAD.get().place.isEmpty();
    }

    /// Whether the command of the calling thread may still print.
    public static boolean isHeard() {
        return !OF_THREAD.isBound() || !OF_THREAD.get().cancelled;
    }

    /// The prompt does not wait for the command any more, and the command reaches no further place.
    public void cancel() {
        leftBehind = current.waiting;
        cancelled = true;
    }

    /// The reason to show now, if any. Each command shows it once, after it has run as long as
    /// [#SILENT].
    public Optional<WaitReason> news() {
        Command command = current;
        if (command.told || !untilNews().isZero()) {
            return Optional.empty();
        }
        Optional<WaitReason> waiting = command.waiting;
        command.told = waiting.isPresent();
        return waiting;
    }

    /// How long the current command may still run before its reason is shown.
    public Duration untilNews() {
        Duration left = SILENT.minusNanos(System.nanoTime() - current.begin);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// The error of the cancelled command: its place, and what still happens.
    public UserError cancelledFault() {
        return new UserError(
                        ErrorCode.CANCELLED,
                        "cancelled",
                        leftBehind.map(WaitReason::goesOn).orElse(""))
                .at(place.map(Supplier::get).orElse(""));
    }
}
