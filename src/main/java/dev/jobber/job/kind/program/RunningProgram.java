package dev.jobber.job.kind.program;

import dev.jobber.job.history.OutputLines;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Port;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One run of a program, with whatever the program starts.
///
/// It is closed when nothing of it is left: its own process has ended, no other process of its
/// family lives, and its output has been read. The first request to end it starts a thread that
/// sees to that; a kill that comes later takes the grace away.
///
/// | | the program | closed |
/// |---|---|---|
/// | [#start] | runs | no |
/// | [#close] before [#start] | never starts | at once |
/// | [#close] after [#start] | is ended | when nothing is left |
///
/// The monitor decides between [#start] and [#close].
final class RunningProgram implements Port {
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    private @Nullable Family family;
    private boolean closing;
    private volatile boolean hurry;

    /// What runs.
    private record Family(
            Process process, ProcessFamily members, OutputPoller.Reading output, Started started) {}

    /// What it takes to end the program.
    ///
    /// @param process the program's own process
    /// @param begin a time before its start, in the units of the table of processes
    /// @param mark the entry of its environment that tells its family
    /// @param grace how long it may take to end after it was asked to
    /// @param programs who has started it
    record Started(Process process, long begin, String mark, Duration grace, Programs programs) {}

    /// Starts the program.
    @FunctionalInterface
    interface Start {
        Started now();
    }

    /// Starts the program, unless it has been closed before.
    ///
    /// @param lines where its output goes
    synchronized void start(Start start, OutputLines lines) {
        if (closing) {
            throw new ProgramStartException("the job was ended before its program was started");
        }
        Started started = start.now();
        Programs programs = started.programs();
        Process process = started.process();
        programs.guardian().guard(started.mark(), process.pid());
        family =
                new Family(
                        process,
                        new ProcessFamily(
                                programs.table(), process.pid(), started.begin(), started.mark()),
                        programs.poller().read(process.getInputStream(), lines),
                        started);
    }

    /// Waits until the program's own process has ended, then ends what is left of its family.
    ///
    /// @return its exit code; 128 and the number of a signal that ended it
    int await() throws InterruptedException {
        Family running;
        synchronized (this) {
            running = family;
        }
        if (running == null) {
            throw new IllegalStateException("expected a program that was started");
        }
        int code = running.process().waitFor();
        close(ExitReason.SHUTDOWN);
        closed.join();
        return code;
    }

    @Override
    public void close(ExitReason reason) {
        if (reason.equals(ExitReason.KILL) || reason.equals(ExitReason.KILLED)) {
            hurry = true;
        }
        Family running;
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            running = family;
        }
        if (running == null) {
            closed.complete(null);
        } else {
            Thread.ofPlatform()
                    .daemon()
                    .name("jobber-end-" + running.process().pid())
                    .start(() -> finish(running));
        }
    }

    private void finish(Family running) {
        Started started = running.started();
        try {
            running.members().end(started.grace(), () -> hurry);
            running.process().onExit().join();
            started.programs().poller().finish(running.output());
        } finally {
            started.programs().guardian().forget(started.mark());
            closed.complete(null);
        }
    }

    @Override
    public CompletionStage<?> closed() {
        return closed;
    }
}
