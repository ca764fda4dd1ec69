package dev.jobber.job.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The times of the last starts: as many as the greatest rate that was ever asked for needs.
///
/// Not for use by several threads at once.
final class StartTimes {
    private static final int FIRST_SIZE = 16;

    private long @Nullable [] ring;
    private int oldest;
    private int size;
    private int wanted;

    /// How long it takes until one more may start; zero if it may now.
    ///
    /// @param now nanoseconds of a clock that never goes back
    Duration untilNext(Rate rate, long now) {
        return switch (rate) {
            case Rate.None() -> Duration.ZERO;
            case Rate.Per(int starts, Duration time) -> {
                wanted = Math.max(wanted, starts);
                if (size < starts) {
                    yield Duration.ZERO;
                }
                Duration passed = Duration.ofNanos(now - newest(starts));
                Duration left = time.minus(passed);
                yield left.isPositive() ? left : Duration.ZERO;
            }
        };
    }

    /// The time of the start that was the n-th last, from 1.
    private long newest(int n) {
        long[] times = times();
        return times[(oldest + size - n) % times.length];
    }

    private long[] times() {
        if (ring == null) {
            ring = new long[Math.min(FIRST_SIZE, wanted)];
        }
        return ring;
    }

    /// One starts. Nothing is remembered before a rate has been asked for.
    void add(long now) {
        if (wanted == 0) {
            return;
        }
        long[] times = times();
        if (size == times.length && size < wanted) {
            times = grown(times);
        }
        if (size == times.length) {
            oldest = (oldest + 1) % times.length;
            size--;
        }
        times[(oldest + size++) % times.length] = now;
    }

    private long[] grown(long[] times) {
        var larger = new long[(int) Math.min(wanted, 2L * times.length)];
        for (int i = 0; i < size; i++) {
            larger[i] = times[(oldest + i) % times.length];
        }
        oldest = 0;
        ring = larger;
        return larger;
    }

    /// A start at this time did not come about. Nothing happens if it is not remembered.
    void remove(long time) {
        long[] times = ring;
        if (times == null) {
            return;
        }
        int n = size - 1; // it is one of the last
        while (n >= 0 && times[(oldest + n) % times.length] != time) {
            n--;
        }
        if (n < 0) {
            return;
        }
        for (; n < size - 1; n++) {
            times[(oldest + n) % times.length] = times[(oldest + n + 1) % times.length];
        }
        size--;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
