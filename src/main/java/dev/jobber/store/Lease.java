package dev.jobber.store;

import java.time.Duration;
import java.time.Instant;

/// For how long this node is sure to have its jobs.
///
/// It is sure of them until a time that it counts from before it told the store that it lives, so
/// it never counts longer than the store does. It counts on two clocks, of which the one that has
/// gone further counts: the clock that only goes on stands still while the machine sleeps, and the
/// wall clock may be set back.
final class Lease {
    private volatile Duration length = DEFAULT;
    private volatile End end = End.PASSED;

    /// How long unless something else is set: 3 s.
    static final Duration DEFAULT = Duration.ofSeconds(3);

    /// How often the node tells that it lives within the time of a lease.
    private static final int BEATS = 6;

    private record End(Moment from, Duration length) {
        static final End PASSED = new End(new Moment(0, Instant.EPOCH), Duration.ZERO);

        boolean hasPassed() {
            return from.age().compareTo(length) >= 0;
        }
    }

    /// A moment on both clocks.
    record Moment(long nanos, Instant wall) {
        static Moment now() {
            return new Moment(System.nanoTime(), Instant.now());
        }

        Duration age() {
            Duration counted = Duration.ofNanos(System.nanoTime() - nanos);
            Duration shown = Duration.between(wall, Instant.now());
            return counted.compareTo(shown) > 0 ? counted : shown;
        }
    }

    Duration length() {
        return length;
    }

    void length(Duration time) {
        length = time;
    }

    Duration beatEvery() {
        return length.dividedBy(BEATS);
    }

    /// The store was told at this moment, or later, that the node lives for so long. The node looks
    /// at each beat whether its lease has passed, so it counts one beat less: what it has is ended
    /// before another node may have it.
    void renewed(Moment asked, Duration told) {
        end = new End(asked, told.minus(told.dividedBy(BEATS)));
    }

    void passed() {
        end = End.PASSED;
    }

    boolean isHeld() {
        return !end.hasPassed();
    }
}
