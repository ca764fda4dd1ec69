package dev.jobber.job.kind.code;

import dev.jobber.job.JobInfo;
import dev.jobber.job.Outcome;
import dev.jobber.job.history.AttemptLog.Progress;
import dev.jobber.job.policy.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// What every snippet extends: the methods that it may call without a class before them. There is
/// one more, `sleep("5s")`, which the snippet's own class declares.
public abstract class Snippet {
    private @Nullable CodeScope scope;

    /// For the compiled class.
    protected Snippet() {}

    void scope(CodeScope start) {
        scope = start;
    }

    private Surroundings around() {
        CodeScope start = scope;
        if (start == null) {
            throw new IllegalStateException("expected to be called by a snippet that runs");
        }
        start.check();
        return start.surroundings();
    }

    /// The snippet itself. What it returns may be null.
    protected abstract Object work() throws Throwable;

    /// Done, with nothing to say.
    protected static Outcome ok() {
        return Outcome.ok();
    }

    /// Done, with this result, or with null for none.
    protected static Outcome ok(Object value) {
        return value == null ? Outcome.ok() : Outcome.ok(value);
    }

    /// Not done, for no reason given; the job is tried again.
    protected static Outcome error() {
        return Outcome.error();
    }

    /// Not done, for this reason, or with null for none; the job is tried again.
    protected static Outcome error(Object reason) {
        return reason == null ? Outcome.error() : Outcome.error(String.valueOf(reason));
    }

    /// Writes a line to the log.
    protected final void log(Object text) {
        around().log(String.valueOf(text));
    }

    /// Says how far the snippet has come: `n` of `total`.
    protected final void progress(long n, long total) {
        around().progress(new Progress(n, total));
    }

    /// All jobs that are known.
    protected final List<JobInfo> jobs() {
        return around().jobs();
    }

    /// Waits for a time such as `5s`, `50ms` or `1h30m`, on the clock of the node.
    protected final void pause(String time) throws InterruptedException {
        pause(
                DurationText.parse(time)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "unknown duration '"
                                                + time
                                                + "': write 50ms, 5s, 2m or 1h30m")));
    }

    /// Waits, on the clock of the node.
    protected final void pause(Duration time) throws InterruptedException {
        around().sleep(time);
    }

    /// The same for code that declares no [InterruptedException]: an interrupt is a
    /// [CancellationException].
    protected final void pauseQuietly(String time) {
        try {
            pause(time);
        } catch (InterruptedException interrupted) {
            throw cancelled();
        }
    }

    /// Waits, on the clock of the node; an interrupt is a [CancellationException].
    protected final void pauseQuietly(Duration time) {
        try {
            pause(time);
        } catch (InterruptedException interrupted) {
            throw cancelled();
        }
    }

    private static CancellationException cancelled() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while asleep");
    }
}
