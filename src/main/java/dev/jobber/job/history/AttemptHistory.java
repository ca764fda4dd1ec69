package dev.jobber.job.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last attempts of a job, the oldest first.
///
/// Most jobs have one attempt, and very many jobs may be kept: so an attempt is one object.
///
/// Not for use by several threads at once.
public final class AttemptHistory {
    /// So many attempts of a job are remembered.
    public static final int MOST = 50;

    private static final AttemptLog NOTHING = new AttemptLog(0, line -> {});

    static {
        NOTHING.over();
    }

    private @Nullable Attempt last;

    /// No attempt has begun yet.
    public AttemptHistory() {}

    private static final class Attempt {
        private final int number;
        private final long startMillis;
        private long endMillis;
        private @Nullable AttemptResult result;
        private @Nullable String error;
        private AttemptLog log;
        private @Nullable Attempt before;

        Attempt(int number, Instant start, AttemptLog log, @Nullable Attempt before) {
            this.number = number;
            this.startMillis = start.toEpochMilli();
            this.log = log;
            this.before = before;
        }

        AttemptInfo info() {
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

    /// An attempt begins.
    public void began(int number, Instant now, AttemptLog log) {
        last = new Attempt(number, now, log, last);
        Attempt oldest = last;
        for (int kept = 1; oldest != null && kept < MOST; kept++) {
            oldest = oldest.before;
        }
        if (oldest != null) {
            oldest.before = null;
        }
    }

    /// The attempt that is under way is over. Nothing happens if none is.
    public void ended(AttemptResult result, Optional<String> error, Instant now) {
        Attempt over = last;
        if (over != null && over.result == null) {
            over.result = result;
            over.error = error.orElse(null);
            over.endMillis = now.toEpochMilli();
            over.log.over();
            over.log = over.log.isEmpty() ? NOTHING : over.log;
        }
    }

    /// The log of the last attempt.
    public Optional<AttemptLog> lastLog() {
        return Optional.ofNullable(last).map(attempt -> attempt.log);
    }

    /// Has the last attempt been ended, and does not end?
    public boolean isLingering() {
        Attempt now = last;
        return now != null && now.log.lingering().isPresent();
    }

    /// The attempts that are remembered.
    public List<AttemptInfo> attempts() {
        List<AttemptInfo> attempts = new ArrayList<>();
        for (Attempt each = last; each != null; each = each.before) {
            attempts.addFirst(each.info());
        }
        return List.copyOf(attempts);
    }
}
