package dev.jobber.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What a node takes the time from, and what rings its alarms: the only source of time in the
/// kernel.
///
/// [#system()] is real time; [ManualClock] stands still until a test moves it.
public abstract sealed class Clock implements AutoCloseable permits SystemClock, ManualClock {
    /// The nodes that take their time from here and are not closed. They hear of timers that fail,
    /// and of a thread that does.
    private final List<Node> nodes = new CopyOnWriteArrayList<>();

    Clock() {}

    /// A node takes its time from here.
    void attach(Node node) {
        nodes.add(node);
    }

    /// The node is closed: it takes no more time from here, and nothing of it is kept.
    void detach(Node node) {
        nodes.remove(node);
    }

    final List<Node> nodes() {
        return nodes;
    }

    final void report(Event event) {
        nodes.forEach(node -> node.emitLater(event));
    }

    /// Rings an entry. What foreign code throws in it is told, and stops no other entry.
    final void ring(TimerEntry entry) {
        Throwable problem = Guard.problemOf(entry::fire);
        if (problem != null) {
            report(new Event.CodeFailed("A timer", problem));
        }
    }

    /// A clock of real time, with a thread of its own that lives until the clock, or the last node
    /// it was given to, is closed.
    public static Clock system() {
        return new SystemClock();
    }

    /// A rising number of nanoseconds from an arbitrary start; never goes back.
    public abstract long nanoTime();

    /// A rising number of whole seconds from an arbitrary start, as `monotonic_time(1)`.
    final long seconds() {
        return Math.floorDiv(nanoTime(), 1_000_000_000L);
    }

    /// The wall-clock time.
    public abstract Instant instant();

    /// Rings once, not before the delay is over; entries that are due at one moment ring in the
    /// order scheduled.
    abstract void schedule(TimerEntry entry, Duration delay);

    /// Has an alarm ring at its deadline or before.
    abstract void set(Alarm alarm);

    /// An alarm need not ring, but may.
    abstract void unset(Alarm alarm);

    /// Takes an entry out. False if it has rung, or was never scheduled.
    abstract boolean cancel(TimerEntry entry);

    /// Whether the entry has not rung yet.
    abstract boolean isPending(TimerEntry entry);

    /// The longest delay there is, in nanoseconds: 73 years. It and the time that has passed since
    /// a clock began can be added without an overflow, so what is longer is as good as never.
    static final long FOREVER_NANOS = Long.MAX_VALUE / 4;

    /// A delay in nanoseconds, between zero and [#FOREVER_NANOS].
    static long nanos(Duration delay) {
        if (delay.isNegative()) {
            return 0;
        }
        try {
            return Math.min(delay.toNanos(), FOREVER_NANOS);
        } catch (ArithmeticException farAway) {
            return FOREVER_NANOS;
        }
    }

    /// A time so much after another, at most the last one before [Alarm#NEVER].
    static long later(long time, long nanos) {
        return time > Alarm.NEVER - 1 - nanos ? Alarm.NEVER - 1 : time + nanos;
    }

    /// A duration in milliseconds; the most that a `long` holds if it is longer.
    public static long millis(Duration duration) {
        try {
            return duration.toMillis();
        } catch (ArithmeticException farAway) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /// How many alarms are set.
    public abstract int pending();

    @Override
    public abstract void close();
}
