package dev.jobber.job.kind.program;

import dev.jobber.job.kind.program.os.Launcher;
import dev.jobber.job.kind.program.os.ProcessEnder;
import dev.jobber.job.kind.program.os.ProcessFamily;
import dev.jobber.job.kind.program.os.ProgramExit;
import dev.jobber.job.kind.program.os.ProgramStartException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Port;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run of a program, with whatever the program starts.
///
/// It is closed when nothing of it is left: its own process has ended, no other process of its
/// family lives, and its output has been read. The thread that waits for the program's own end sees
/// to that; the first request to end it before has another thread do so. A kill that comes later
/// takes the grace away.
///
/// | | the program | closed |
/// |---|---|---|
/// | [#start] | runs | no |
/// | [#close] before [#start] | never starts | at once |
/// | [#close] after [#start] | is ended | when nothing is left |
///
/// The monitor decides between [#start], the program's own end and [#close].
final class RunningProgram implements Port {
    /// A program that ends sooner cannot have started so many processes that their numbers begin
    /// anew.
    private static final Duration BRIEF = Duration.ofSeconds(1);

    private final CompletableFuture<ProgramExit> closed = new CompletableFuture<>();
    private @Nullable Family family;
    private boolean closing;
    private volatile boolean hurry;

    /// What runs.
    private record Family(
            ProcessFamily members, Started started, Consumer<ProgramExit> told, long startNanos) {}

    /// What it takes to end the program.
    ///
    /// @param process the program's own process
    /// @param begin a time before its start, in the units of the table of processes
    /// @param number tells it from all others that these programs have started
    /// @param grace how long it may take to end after it was asked to
    /// @param programs the programs that have started it
    record Started(
            Launcher.Launched process,
            long begin,
            long number,
            Duration grace,
            Programs programs) {}

    /// Starts the program, unless it has been closed before.
    ///
    /// @param told is told how the program's own process ended, before this is closed
    synchronized void start(Supplier<Started> start, Consumer<ProgramExit> told) {
        if (closing) {
            throw new ProgramStartException("the job was ended before its program was started");
        }
        long now = System.nanoTime();
        Started started = start.get();
        Programs programs = started.programs();
        long pid = started.process().pid();
        programs.guard(started.number(), pid);
        family =
                new Family(
                        new ProcessFamily(pid, started.begin(), programs.mark(started.number())),
                        started,
                        told,
                        now);
    }

    /// Waits until the program's own process has ended, or the time is over.
    ///
    /// @return whether it has ended
    boolean awaitOwnEnd(Duration most) throws InterruptedException {
        try {
            running()
                    .started()
                    .process()
                    .ended()
                    .toCompletableFuture()
                    .get(most.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private synchronized Family running() {
        Family running = family;
        if (running == null) {
            throw new IllegalStateException("expected a program that was started");
        }
        return running;
    }

    /// Waits until the program's own process has ended, then ends what is left of its family.
    ///
    /// @return how its own process ended
    ProgramExit await() throws InterruptedException {
        Family running = running();
        try {
            running.started().process().ended().toCompletableFuture().get();
            if (beginsToClose()) {
                boolean isBrief = System.nanoTime() - running.startNanos() < BRIEF.toNanos();
                ProcessEnder ender = running.started().programs().ender();
                if (!isBrief || !ender.isNoneLeft(running.members())) {
                    end(running).toCompletableFuture().join();
                }
                finish(running).toCompletableFuture().join();
            }
            return closed.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Only the first caller sees to the end.
    private synchronized boolean beginsToClose() {
        boolean isFirst = !closing;
        closing = true;
        return isFirst;
    }

    @Override
    public void close(ExitReason reason) {
        if (reason.equals(ExitReason.KILL) || reason.equals(ExitReason.KILLED)) {
            hurry = true;
        }
        if (!beginsToClose()) {
            return;
        }
        Family running;
        synchronized (this) {
            running = family;
        }
        if (running == null) {
            closed.complete(new ProgramExit(0, false));
        } else {
            var _ = end(running).thenCompose(_ -> finish(running));
        }
    }

    private CompletionStage<?> end(Family running) {
        Started started = running.started();
        return started.programs().ender().end(running.members(), started.grace(), () -> hurry);
    }

    /// Nothing of the program lives any more: reads what it has printed, and tells its end.
    private CompletionStage<?> finish(Family running) {
        Launcher.Launched process = running.started().process();
        return process.ended()
                .thenCompose(_ -> process.drain())
                .thenRun(() -> {
                    ProgramExit exit = process.reap();
                    running.told().accept(exit);
                    running.started().programs().forget(running.started().number());
                    closed.complete(exit);
                });
    }

    @Override
    public CompletionStage<?> closed() {
        return closed;
    }
}
