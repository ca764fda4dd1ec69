package dev.jobber.shell.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Counts the lines that are held back until the user is told of them.
final class HeldLines {
    /// @param first when the first of them came
    private record Held(long lines, Instant first) {}

    private static final Held NONE = new Held(0, Instant.EPOCH);

    private final AtomicReference<Held> held = new AtomicReference<>(NONE);

    void add(Instant at) {
        held.updateAndGet(now -> new Held(now.lines() + 1, now.lines() == 0 ? at : now.first()));
    }

    long count() {
        return held.get().lines();
    }

    /// What tells of them, if there are any. Counts from nothing again.
    Optional<LogEntry.HeldBack> tell(Instant at) {
        Held told = held.getAndSet(NONE);
        return told.lines() == 0
                ? Optional.empty()
                : Optional.of(
                        new LogEntry.HeldBack(
                                at, told.lines(), Duration.between(told.first(), at)));
    }
}
