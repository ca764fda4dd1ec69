package dev.jobber.job.kind.code;

import dev.jobber.job.JobInfo;
import dev.jobber.job.Work;
import dev.jobber.job.history.AttemptLog.Progress;
import dev.jobber.job.history.OutputLines;
import dev.jobber.otp.ExitReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Runs code without a job around it, and hears what it says.
final class CodeLab implements Surroundings {
    private static final AtomicInteger STARTS = new AtomicInteger();

    final List<String> logged = new CopyOnWriteArrayList<>();
    final List<String> printed = new CopyOnWriteArrayList<>();
    final List<Progress> progress = new CopyOnWriteArrayList<>();
    final List<Integer> exits = new CopyOnWriteArrayList<>();
    final CompletableFuture<String> firstLine = new CompletableFuture<>();
    final CompletableFuture<String> lingers = new CompletableFuture<>();
    final CompletableFuture<String> gone = new CompletableFuture<>();

    /// A start of code that has a grace.
    CodeRun start(Code code, Duration grace) {
        int number = STARTS.incrementAndGet();
        return new CodeRun(code, new CodeRun.Place("code " + number, "lab-" + number, grace), this);
    }

    /// What a snippet returns.
    @Nullable Object value(Code code) throws Throwable {
        return start(code, Duration.ofSeconds(30)).run();
    }

    /// Runs code on a thread of its own until it says something.
    ///
    /// @return completes with what came of it
    CompletableFuture<Object> runUntilFirstLine(CodeRun run) {
        var end = new CompletableFuture<Object>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        Object value = run.run();
                        end.complete(value == null ? "null" : value);
                    } catch (Throwable thrown) {
                        firstLine.completeExceptionally(thrown);
                        end.completeExceptionally(thrown);
                    }
                });
        var _ = firstLine.join();
        return end;
    }

    /// Ends code as a kill does, and waits until nothing of it is left.
    static void kill(CodeRun run) {
        run.close(ExitReason.KILL);
        run.closed().toCompletableFuture().join();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    @Override
    public void log(String line) {
        logged.add(line);
        firstLine.complete(line);
    }

    @Override
    public void progress(Progress now) {
        progress.add(now);
    }

    @Override
    public List<JobInfo> jobs() {
        return List.of();
    }

    @Override
    public OutputLines output() {
        return OutputLines.of(100_000, printed::add);
    }

    @Override
    public Optional<Work.Attempt> attempt() {
        return Optional.empty();
    }

    @Override
    public void exited(int code) {
        exits.add(code);
    }

    @Override
    public void lingers(String what) {
        lingers.complete(what);
    }

    @Override
    public void gone() {
        gone.complete("");
    }
}
