package dev.jobber.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// A clock for tests: time stands still until [#advance(Duration)] moves it, and no test sleeps.
///
/// ```java
/// var clock = new ManualClock();
/// try (var node = Node.builder().clock(clock).build()) {
///     …
///     clock.advance(Duration.ofSeconds(5)); // everything that happens within five seconds has happened
/// }
/// ```
public final class ManualClock extends Clock {
    /// When an alarm rings, and its number among the alarms of that time.
    private record Moment(long dueNanos, long number) implements Comparable<Moment> {
        @Override
        public int compareTo(Moment other) {
            return dueNanos == other.dueNanos
                    ? Long.compare(number, other.number)
                    : Long.compare(dueNanos, other.dueNanos);
        }
    }

    /// A lock of its own, because users may lock the clock itself.
    private final Object lock = new Object();

    private Instant start;
    private final TreeMap<Moment, TimerEntry> entries = new TreeMap<>();
    private final Map<TimerEntry, Moment> moments = new HashMap<>();
    private long now;
    private long scheduled;

    /// A clock that stands at 1970-01-01T00:00:00Z.
    public ManualClock() {
        this(Instant.EPOCH);
    }

    /// A clock that stands at this time.
    public ManualClock(Instant start) {
        this.start = start;
    }

    /// Alarms of the closed node are removed: they would keep the node in memory.
    @Override
    void detach(Node node) {
        super.detach(node);
        synchronized (lock) {
            moments.keySet().removeIf(entry -> entry.node() == node);
            entries.values().retainAll(moments.keySet());
        }
    }

    /// Moves time forward, alarm by alarm; before each, and at the end, waits until all processes
    /// of the clock's nodes wait.
    ///
    /// Blocks, for real, as long as they work. Throws [IllegalStateException] if they do not come
    /// to rest within 30 s.
    public void advance(Duration time) {
        settle();
        long until = later(nanoTime(), nanos(time));
        while (ringNext(until)) {
            settle();
        }
        synchronized (lock) {
            now = until;
        }
        settle();
    }

    /// Moves time forward to the next alarm, rings it, and waits until all processes wait. False if
    /// no alarm is set.
    public boolean advanceToNext() {
        settle();
        boolean rang = ringNext(Long.MAX_VALUE);
        settle();
        return rang;
    }

    /// Sets the wall clock forward, or back where the step is negative, as a person or a time
    /// server does. No time passes, and no alarm rings.
    public void setWall(Duration step) {
        synchronized (lock) {
            start = start.plus(step);
        }
    }

    private boolean ringNext(long until) {
        TimerEntry entry;
        synchronized (lock) {
            if (entries.isEmpty() || entries.firstKey().dueNanos() > until) {
                return false;
            }
            Map.Entry<Moment, TimerEntry> first = entries.pollFirstEntry();
            entry = first.getValue();
            moments.remove(entry);
            now = Math.max(now, first.getKey().dueNanos());
        }
        ring(entry);
        return true;
    }

    /// Waits until everything that could happen without time passing has happened.
    public void settle() {
        nodes().forEach(Node::awaitQuiet);
    }

    @Override
    public long nanoTime() {
        synchronized (lock) {
            return now;
        }
    }

    @Override
    public Instant instant() {
        synchronized (lock) {
            return start.plusNanos(now);
        }
    }

    @Override
    void schedule(TimerEntry entry, Duration delay) {
        synchronized (lock) {
            var moment = new Moment(later(now, nanos(delay)), scheduled++);
            entry.dueNanos = moment.dueNanos();
            entries.put(moment, entry);
            moments.put(entry, moment);
        }
    }

    @Override
    void set(Alarm alarm) {
        synchronized (lock) {
            cancel(alarm);
            schedule(alarm, Duration.ofNanos(alarm.deadline() - now));
        }
    }

    @Override
    void unset(Alarm alarm) {
        cancel(alarm);
    }

    @Override
    boolean cancel(TimerEntry entry) {
        synchronized (lock) {
            Moment moment = moments.remove(entry);
            if (moment == null) {
                return false;
            }
            entries.remove(moment);
            return true;
        }
    }

    @Override
    boolean isPending(TimerEntry entry) {
        synchronized (lock) {
            return moments.containsKey(entry);
        }
    }

    @Override
    public int pending() {
        synchronized (lock) {
            return entries.size();
        }
    }

    @Override
    public void close() {}
}
