package dev.jobber.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells a node the time and rings its alarms. It is the only source of time in the kernel.
///
/// [#system()] is real time; [ManualClock] stands still until a test moves it.
public abstract sealed class Clock implements AutoCloseable permits SystemClock, ManualClock {
    /// The nodes that use this clock and are not closed. They are told of timers and of a thread
    /// that fail.
    private final List<Node> nodes = new CopyOnWriteArrayList<>();

    Clock() {}

    /// A node begins to use this clock.
    void attach(Node node) {
        nodes.add(node);
    }

    /// The node is closed: it does not use this clock any more, and the clock keeps nothing of it.
    void detach(Node node) {
        nodes.remove(node);
    }

    final List<Node> nodes() {
        return nodes;
    }

    final void report(Event event) {
        nodes.forEach(node -> node.emitLater(event));
    }

    /// Rings an entry. If foreign code throws in it, that is reported and stops no other entry.
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

    /// Lets an alarm ring at its deadline or before.
    abstract void set(Alarm alarm);

    /// An alarm need not ring, but may.
    abstract void unset(Alarm alarm);

    /// Takes an entry out. False if it has rung, or was never scheduled.
    abstract boolean cancel(TimerEntry entry);

    /// Whether the entry has not rung yet.
    abstract boolean isPending(TimerEntry entry);

    /// The longest delay, in nanoseconds: 73 years. What is to happen later than that happens then.
    /// [#later] adds it to a time.
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

    /// The time that is this much after another; at most the last time before [Alarm#NEVER].
    static long later(long time, long nanos) {
        return time > Alarm.NEVER - 1 - nanos ? Alarm.NEVER - 1 : time + nanos;
    }

    /// A duration in milliseconds; [Long#MAX_VALUE] if it is longer than that.
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
