package dev.jobber.shell;

import dev.jobber.otp.ExitException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Runs a command so that whatever it throws becomes an answer.
@FunctionalInterface
interface CommandRunner {

    /// Runs a command and waits for its answer.
    Answer run(Callable<Answer> command);

    /// Runs commands on the thread that asks for it.
    static CommandRunner direct() {
        return command -> {
            var task = new FutureTask<>(command);
            task.run();
            return answer(task);
        };
    }

    /// Runs each command on a thread of its own, so that Ctrl-C can take it away from the shell.
    /// The thread is one of the platform, because processes that are busy may hold every carrier of
    /// virtual threads.
    ///
    /// A command that is cancelled may go on for a while; the files that it runs do not.
    static CommandRunner cancelledBy(LineSource prompt) {
        return command -> {
            var task = new FutureTask<>(command);
            var progress = new Progress(task);
            try (var _ = prompt.whileRunning(() -> task.cancel(true))) {
                Thread.ofPlatform()
                        .daemon()
                        .name("command")
                        .start(() -> ScopedValue.where(Progress.OF_THREAD, progress).run(task));
                var answer = answer(task);
                return task.isCancelled() ? cancelled(progress.place) : answer;
            }
        };
    }

    /// How far a command is.
    final class Progress {

        private static final ScopedValue<Progress> OF_THREAD = ScopedValue.newInstance();

        private final FutureTask<Answer> task;
        private volatile String place = "";

        private Progress(FutureTask<Answer> task) {
            this.task = task;
        }

        /// The command that this thread runs comes to this place of a file.
        ///
        /// @param place as errors begin with it
        /// @return false where the command has been cancelled, so that the place is not to run
        static boolean reaches(String place) {
            if (!OF_THREAD.isBound()) {
                return true;
            }
            var progress = OF_THREAD.get();
            if (progress.task.isCancelled()) {
                return false;
            }
            progress.place = place;
            return true;
        }
    }

    private static Answer answer(FutureTask<Answer> task) {
        try {
            return task.get();
        } catch (ExecutionException thrown) {
            return failure(Optional.ofNullable(thrown.getCause()).orElse(thrown));
        } catch (CancellationException cancelled) {
            return cancelled("");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return cancelled("");
        }
    }

    private static Answer failure(Throwable thrown) {
        return switch (thrown) {
            case ShellException wrong -> Answer.failed(wrong.fault());
            case ExitException exit -> Answer.failed(ExitFaults.of(exit.reason()));
            case InterruptedException _ -> cancelled("");
            case CancellationException _ -> cancelled("");
            default -> Answer.crashed(thrown);
        };
    }

    private static Answer cancelled(String place) {
        return Answer.failed(Fault.of(ErrorCode.CANCELLED, "cancelled").at(place));
    }
}
