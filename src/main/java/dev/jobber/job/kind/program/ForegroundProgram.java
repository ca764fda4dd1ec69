package dev.jobber.job.kind.program;

import dev.jobber.job.kind.program.os.ProgramExit;
import dev.jobber.job.kind.program.os.ProgramStartException;
import dev.jobber.job.kind.program.os.SignalNames;
import dev.jobber.otp.ExitReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A program that is run to its end in the foreground: it reads and prints where jobber itself
/// does, and may be tried several times.
///
/// One thread tries it; any thread may end it.
public final class ForegroundProgram {
    private final Program program;
    private final Programs programs;
    private final Duration grace;
    private RunningProgram current = new RunningProgram();
    private boolean ended;

    /// @param command the program and its arguments
    /// @param grace how long it may take to end after it was asked to
    /// @param environment jobber's own environment
    /// @param bytes the bytes of a text, as programs are given them
    public ForegroundProgram(
            List<String> command,
            Duration grace,
            Map<String, String> environment,
            Path directory,
            Function<String, byte[]> bytes) {
        this.program = Program.of(command);
        this.programs = Programs.forOne(program, environment, directory, bytes);
        this.grace = grace;
    }

    /// What came of an attempt.
    public sealed interface Ending {
        /// The program ended by itself, with this exit code.
        record Exited(int code) implements Ending {}

        /// A signal ended it.
        ///
        /// @param name what the signal is called
        record Signaled(int number, String name) implements Ending {}

        /// It took too long, and was ended.
        record TimedOut() implements Ending {}

        /// It could not be started.
        ///
        /// @param sentence says why
        /// @param isMissing whether there is no such program
        record NotStarted(String sentence, boolean isMissing) implements Ending {}
    }

    /// Tries it once, and ends all that is left of it.
    ///
    /// @param number the number of the attempt, from 1 on
    /// @param timeout how long it may take; empty for no limit
    public Ending attempt(int number, Optional<Duration> timeout) throws InterruptedException {
        var running = new RunningProgram();
        try {
            synchronized (this) {
                current = running;
                if (ended) {
                    running.close(ExitReason.SHUTDOWN);
                }
            }
            running.start(
                    () ->
                            programs.startInForeground(
                                    program, new Programs.Attempt("run", number, grace)),
                    _ -> {});
        } catch (ProgramStartException failed) {
            return new Ending.NotStarted(failed.getMessage(), failed.isMissing());
        }
        if (timeout.isPresent() && !running.awaitOwnEnd(timeout.get())) {
            running.close(ExitReason.SHUTDOWN);
            ProgramExit _ = running.await();
            return new Ending.TimedOut();
        }
        ProgramExit exit = running.await();
        return exit.isSignal()
                ? new Ending.Signaled(exit.number(), SignalNames.of(exit.number()))
                : new Ending.Exited(exit.number());
    }

    /// Ends it, and waits until nothing of it is left. It can be tried no more.
    public void end() {
        RunningProgram last;
        synchronized (this) {
            ended = true;
            last = current;
        }
        last.close(ExitReason.SHUTDOWN);
        last.closed().toCompletableFuture().join();
        programs.close();
    }

    /// Whether it was ended from outside.
    public synchronized boolean hasBeenEnded() {
        return ended;
    }
}
