package dev.jobber.job.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last attempt of a job, with those before it.
///
/// Most jobs have one attempt, and very many jobs may be kept: so an attempt and what leads to
/// those before it is one object.
///
/// Not for use by several threads at once.
public final class AttemptHistory {
    /// How many attempts of a job are remembered.
    public static final int MOST = 50;

    private static final AttemptLog NOTHING = new AttemptLog(0, line -> {});

    static {
        NOTHING.over();
    }

    private final int number;
    private final long startMillis;
    private long endMillis;
    private @Nullable AttemptResult result;
    private @Nullable String error;
    private AttemptLog log;
    private @Nullable AttemptHistory before;

    private AttemptHistory(
            int number, Instant start, AttemptLog log, @Nullable AttemptHistory before) {
        this.number = number;
        this.startMillis = start.toEpochMilli();
        this.log = log;
        this.before = before;
    }

    /// An attempt begins.
    ///
    /// @param before the attempts before it; null if it is the first
    /// @param number which attempt of the job it is
    @SuppressWarnings("exports") // an annotation, which only compilers read
    public static AttemptHistory began(
            @Nullable AttemptHistory before, int number, Instant now, AttemptLog log) {
        var last = new AttemptHistory(number, now, log, before);
        AttemptHistory oldest = last;
        for (int kept = 1; oldest != null && kept < MOST; kept++) {
            oldest = oldest.before;
        }
        if (oldest != null) {
            oldest.before = null;
        }
        return last;
    }

    /// The last attempt is over. Nothing happens if it was before.
    public void ended(AttemptResult how, Optional<String> problem, Instant now) {
        if (result == null) {
            result = how;
            error = problem.orElse(null);
            endMillis = now.toEpochMilli();
            log.over();
            log = log.isEmpty() ? NOTHING : log;
        }
    }

    /// The log of the last attempt.
    public AttemptLog lastLog() {
        return log;
    }

    /// Whether the last attempt was told to end, and a thread of it still runs.
    public boolean isLingering() {
        return log.lingering().isPresent();
    }

    /// The attempts that are remembered, the oldest first.
    public List<AttemptInfo> attempts() {
        List<AttemptInfo> attempts = new ArrayList<>();
        for (AttemptHistory each = this; each != null; each = each.before) {
            attempts.addFirst(each.info());
        }
        return List.copyOf(attempts);
    }

    private AttemptInfo info() {
        return new AttemptInfo(
                number,
                Instant.ofEpochMilli(startMillis),
                Optional.ofNullable(result)
                        .map(it ->
                                new AttemptInfo.End(
                                        Instant.ofEpochMilli(endMillis),
                                        it,
                                        Optional.ofNullable(error))),
                log);
    }
}
