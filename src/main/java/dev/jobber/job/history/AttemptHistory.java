package dev.jobber.job.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The last attempts of a job, the oldest first.
///
/// Not for use by several threads at once.
public final class AttemptHistory {
    /// So many attempts of a job are remembered.
    public static final int MOST = 50;

    private static final AttemptLog NOTHING = new AttemptLog(0, line -> {});

    private final List<AttemptInfo> attempts = new ArrayList<>(1);

    /// No attempt has begun yet.
    public AttemptHistory() {}

    /// An attempt begins.
    public void began(int number, Instant now, AttemptLog log) {
        if (attempts.size() == MOST) {
            attempts.removeFirst();
        }
        attempts.add(new AttemptInfo(number, now, Optional.empty(), log));
    }

    /// The attempt that is under way is over. Nothing happens if none is.
    public void ended(AttemptResult result, Optional<String> error, Instant now) {
        if (isUnderWay()) {
            AttemptInfo last = attempts.removeLast();
            AttemptLog log = last.log().isEmpty() ? NOTHING : last.log();
            attempts.add(
                    new AttemptInfo(
                            last.number(),
                            last.start(),
                            Optional.of(new AttemptInfo.End(now, result, error)),
                            log));
        }
    }

    private boolean isUnderWay() {
        return !attempts.isEmpty() && attempts.getLast().end().isEmpty();
    }

    /// The attempts that are remembered.
    public List<AttemptInfo> attempts() {
        return List.copyOf(attempts);
    }
}
