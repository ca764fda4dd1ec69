package dev.jobber.shell.script;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.jobber.job.durable.StoreException;
import dev.jobber.otp.ExitException;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ExitErrors;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.PromptCommand;
import dev.jobber.shell.session.WaitReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Runs a command so that whatever it throws becomes an answer.
@FunctionalInterface
public interface CommandRunner {
    /// Runs a command and waits for its answer.
    Answer run(Callable<Answer> command);

    /// Runs commands on the thread that asks for it.
    static CommandRunner direct() {
        return command -> {
            FutureTask<Answer> task = new FutureTask<>(command);
            task.run();
            return answer(task);
        };
    }

    /// Runs each command on a thread of its own, so that Ctrl-C can end the wait for it. It is a
    /// platform thread, because busy processes may use every carrier of virtual threads.
    ///
    /// A command that is cancelled may go on for a while; the files that it runs do not.
    ///
    /// @param tell gets the line that says what a command waits for, if the wait is long
    static CommandRunner cancelledBy(Prompt prompt, Consumer<String> tell) {
        return command -> {
            FutureTask<Answer> task = new FutureTask<>(command);
            var progress = new PromptCommand();
            Runnable cancel =
                    () -> {
                        progress.cancel();
                        task.cancel(true);
                    };
            try (var _ = prompt.whileRunning(cancel)) {
                Thread.ofPlatform().daemon().name("command").start(() -> progress.run(task));
                tellWaits(task, progress, tell);
                Answer answer = answer(task);
                return task.isCancelled() ? Answer.failed(progress.cancelledFault()) : answer;
            }
        };
    }

    /// Waits for the answer of a command, and tells the user what the command waits for.
    private static void tellWaits(
            FutureTask<Answer> task, PromptCommand progress, Consumer<String> tell) {
        while (!task.isDone()) {
            Duration silent = progress.untilNews();
            try {
                task.get((silent.isZero() ? PromptCommand.SILENT : silent).toNanos(), NANOSECONDS);
            } catch (TimeoutException late) {
                progress.news().map(WaitReason::line).ifPresent(tell);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | CancellationException ended) {
                return;
            }
        }
    }

    private static Answer answer(FutureTask<Answer> task) {
        try {
            return task.get();
        } catch (ExecutionException thrown) {
            return failure(Optional.ofNullable(thrown.getCause()).orElse(thrown));
        } catch (CancellationException cancelled) {
            return cancelled();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return cancelled();
        }
    }

    private static Answer failure(Throwable thrown) {
        return switch (thrown) {
            case ShellException wrong -> Answer.failed(wrong.error());
            case StoreException away -> Answer.failed(ExitErrors.of(away));
            case ExitException exit -> Answer.failed(ExitErrors.of(exit.reason()));
            case InterruptedException _ -> cancelled();
            case CancellationException _ -> cancelled();
            default -> Answer.crashed(thrown);
        };
    }

    /// The answer of a command that Ctrl-C has cancelled.
    static Answer cancelled() {
        return Answer.failed(UserError.of(ErrorCode.CANCELLED, "cancelled"));
    }
}
