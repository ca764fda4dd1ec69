package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// Ends a wait when its time is over. A process has one alarm for all its waits, because nearly
/// every wait ends long before its deadline.
///
/// So the [SystemClock] is not told when a wait ends: the alarm stays set, and may ring after its
/// wait is over. If it then finds no wait, it does nothing; if it finds a later wait, it sets
/// itself again for that deadline. A thousand calls of one process within five seconds set one
/// alarm.
///
/// **No deadline is missed**: the thread that waits writes `deadline` and then reads `ringsAt`; the
/// clock writes `ringsAt` when it takes the alarm out and then, ringing, reads `deadline`. So one
/// of the two sets it again, and setting it twice is harmless, for the clock's lock guards that.
final class Alarm extends TimerEntry implements Awaitable {
    /// Later than any time.
    static final long NEVER = Long.MAX_VALUE;

    private final Node node;
    private final Clock clock;
    private final boolean kept;

    /// When the present wait is over; [#NEVER] if there is none.
    private volatile long deadline = NEVER;

    /// When the clock will ring it; [#NEVER] if it is not set. Written under the clock's lock.
    private volatile long ringsAt = NEVER;

    /// The deadline for which it has rung. A later wait has a later deadline, so the two cannot be
    /// confused.
    private volatile long rungFor;

    /// Written before `deadline`: a thread that has read `deadline` sees this value or a later one.
    private @Nullable Thread sleeper;

    /// Written last, once the clock knows the alarm: until then the process counts as running.
    /// Otherwise a [ManualClock] could find it quiet, and pass by an alarm that is not set yet.
    private volatile @Nullable Awaitable what;

    /// @param kept whether it is used for one wait after the other
    Alarm(Node node, boolean kept) {
        this.node = node;
        this.clock = node.clock();
        this.kept = kept;
    }

    /// A wait of the current thread begins.
    void begin(Awaitable newWhat, long newDeadline) {
        sleeper = Thread.currentThread();
        deadline = newDeadline;
        clock.set(this);
        what = newWhat;
    }

    /// A wait without a limit begins, or such a wait is over.
    void waitsFor(@Nullable Awaitable newWhat) {
        what = newWhat;
    }

    boolean isKept() {
        return kept;
    }

    /// The wait is over. Nothing is kept of it.
    void end() {
        deadline = NEVER;
        sleeper = null;
        what = null;
        if (kept) {
            clock.unset(this);
        } else {
            clock.cancel(this);
        }
    }

    long deadline() {
        return deadline;
    }

    long ringsAt() {
        return ringsAt;
    }

    void ringsAt(long time) {
        ringsAt = time;
    }

    @Override
    boolean isWanted() {
        return deadline != NEVER;
    }

    @Override
    Node node() {
        return node;
    }

    @Override
    void fire() {
        long due = deadline;
        if (clock.nanoTime() >= due) {
            rungFor = due;
            node.gate().unpark(sleeper);
        } else if (due != NEVER) {
            clock.set(this);
        }
    }

    boolean isOver() {
        return rungFor == deadline;
    }

    @Override
    public boolean isDone() {
        Awaitable awaited = what;
        return awaited == null || awaited.isDone() || isOver();
    }
}
