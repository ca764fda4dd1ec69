package dev.jobber.otp;

/// How many restarts lie within the last seconds, and whether one more is allowed.
///
/// As OTP counts: in whole seconds, and a restart just as old as the window is long still counts.
///
/// The supervisor's own process adds to it; any thread may look at it. Its monitor guards both.
final class RestartWindow {
    static final int DEFAULT_RESTARTS = 3;
    static final int DEFAULT_SECONDS = 5;

    private final int maxRestarts;
    private final int maxSeconds;

    /// The seconds of the restarts remembered: `count` of them, in a ring, the oldest at `oldest`.
    private long[] ring = new long[0];

    private int oldest;
    private int count;

    RestartWindow(int maxRestarts, int maxSeconds) {
        this.maxRestarts = maxRestarts;
        this.maxSeconds = maxSeconds;
    }

    /// One more restart, at this second; false if that is one too many.
    synchronized boolean add(long second) {
        forget(second);
        if (count >= maxRestarts) {
            return false;
        }
        if (count == ring.length) {
            grow();
        }
        ring[(oldest + count) % ring.length] = second;
        count++;
        return true;
    }

    /// How many lie within the window at this second.
    synchronized int within(long second) {
        forget(second);
        return count;
    }

    /// Forgets restarts that are too old. Time does not go back, so they stay too old.
    private void forget(long second) {
        while (count > 0 && ring[oldest] < second - maxSeconds) {
            oldest = (oldest + 1) % ring.length;
            count--;
        }
    }

    /// It grows only when needed: most supervisors allow three restarts and see none.
    private void grow() {
        var larger = new long[(int) Math.min(maxRestarts, Math.max(4L, 2L * count))];
        for (int i = 0; i < count; i++) {
            larger[i] = ring[(oldest + i) % ring.length];
        }
        ring = larger;
        oldest = 0;
    }
}
