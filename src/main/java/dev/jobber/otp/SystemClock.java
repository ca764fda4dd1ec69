package dev.jobber.otp;

import dev.jobber.otp.scheduling.DaemonThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Real time: a wheel of lists, one for each millisecond of the next four seconds and used again
/// and again after that.
///
/// Scheduling and cancelling touch one list, so they cost the same with one entry as with millions.
/// An entry that is due in a later turn of the wheel stays in its list and is looked at once a
/// turn. The thread sleeps until the first list that has an entry, so an idle clock costs nothing.
///
/// The one lock guards the wheel. **Never early**: an entry is taken only when `now` has reached
/// its time. **In order**: what is due together is sorted by its time, and by the order of
/// scheduling where that is equal, for a list keeps that order.
final class SystemClock extends Clock {
    private static final String THREAD = "jobber-clock";
    private static final long TICK = 1_000_000;
    private static final int SLOTS = 4096;
    private static final Comparator<TimerEntry> BY_TIME =
            (one, other) -> Long.compare(one.dueNanos, other.dueNanos);

    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable TimerEntry[] first = new @Nullable TimerEntry[SLOTS];
    private final @Nullable TimerEntry[] last = new @Nullable TimerEntry[SLOTS];
    private final long start = System.nanoTime();

    /// The entries that are due and have not rung yet. Only the thread uses it.
    private final Deque<TimerEntry> due = new ArrayDeque<>();

    /// Changes under the lock.
    private volatile Thread ticker;

    private int pending;

    /// The due entries of all lists before this tick have been taken out.
    private long doneTicks;

    /// The time of the last look.
    private long doneUntil;

    /// When the thread looks next. Until then this time is only ever moved forward, also when
    /// entries are cancelled. So a thousand calls, each with a deadline of five seconds that it
    /// does not reach, wake the thread once in five seconds.
    private long nextLook = Long.MAX_VALUE;

    private volatile boolean closed;

    SystemClock() {
        ticker = newTicker();
        ticker.start();
    }

    private Thread newTicker() {
        return DaemonThreads.builder()
                .name(THREAD)
                .unstarted(Guard.lasting(THREAD, this::tick, () -> closed, this::report));
    }

    /// Starts the thread if there is none. Under the lock.
    private void revive() {
        if (!ticker.isAlive() && !closed) {
            ticker = newTicker();
            ticker.start();
            report(new Event.ThreadRestarted(THREAD, new IllegalStateException("it had ended")));
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() - start;
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    void schedule(TimerEntry entry, Duration delay) {
        long due = later(nanoTime(), nanos(delay));
        boolean sooner;
        lock.lock();
        try {
            sooner = insert(entry, due);
        } finally {
            lock.unlock();
        }
        if (sooner) {
            LockSupport.unpark(ticker);
        }
    }

    @Override
    void set(Alarm alarm) {
        long due = alarm.deadline();
        if (alarm.ringsAt() <= due) {
            return; // it will see then that there is time left
        }
        boolean sooner = false;
        lock.lock();
        try {
            if (alarm.ringsAt() > due) {
                if (alarm.slot >= 0) {
                    remove(alarm);
                }
                sooner = insert(alarm, due);
            }
        } finally {
            lock.unlock();
        }
        if (sooner) {
            LockSupport.unpark(ticker);
        }
    }

    @Override
    void unset(Alarm alarm) {
        // it stays for the process's next wait
    }

    /// True if the thread must look sooner than it planned.
    private boolean insert(TimerEntry entry, long due) {
        entry.dueNanos = due;
        int slot = (int) (Math.max(due / TICK, doneTicks) & (SLOTS - 1));
        entry.slot = slot;
        TimerEntry before = last[slot];
        entry.previous = before;
        entry.next = null;
        if (before == null) {
            first[slot] = entry;
        } else {
            before.next = entry;
        }
        last[slot] = entry;
        pending++;
        if (entry instanceof Alarm alarm) {
            alarm.ringsAt(due);
        }
        revive();
        boolean sooner = due < nextLook;
        if (sooner) {
            nextLook = due;
        }
        return sooner;
    }

    @Override
    boolean cancel(TimerEntry entry) {
        lock.lock();
        try {
            if (entry.slot < 0) {
                return false;
            }
            remove(entry);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    boolean isPending(TimerEntry entry) {
        lock.lock();
        try {
            return entry.slot >= 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int pending() {
        lock.lock();
        try {
            int wanted = 0;
            for (TimerEntry entry : first) {
                for (TimerEntry each = entry; each != null; each = each.next) {
                    wanted += each.isWanted() ? 1 : 0;
                }
            }
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private void remove(TimerEntry entry) {
        TimerEntry before = entry.previous;
        TimerEntry after = entry.next;
        if (before == null) {
            first[entry.slot] = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last[entry.slot] = before;
        } else {
            after.previous = before;
        }
        entry.previous = null;
        entry.next = null;
        entry.slot = -1;
        pending--;
        if (entry instanceof Alarm alarm) {
            alarm.ringsAt(Alarm.NEVER);
        }
    }

    /// Rings the due entries, also those that were left when the thread failed and began again.
    private void tick() {
        while (!closed) {
            for (TimerEntry entry = due.poll(); entry != null; entry = due.poll()) {
                ring(entry);
            }
            long next;
            lock.lock();
            try {
                collectDue();
                if (nextLook <= doneUntil) {
                    nextLook = firstOccupied();
                }
                next = nextLook;
            } finally {
                lock.unlock();
            }
            if (due.isEmpty()) {
                sleepUntil(next);
            }
        }
    }

    private void sleepUntil(long next) {
        long wait = next - nanoTime();
        if (next == Long.MAX_VALUE) {
            LockSupport.park(this);
        } else if (wait > 0) {
            LockSupport.parkNanos(this, wait);
        }
    }

    private void collectDue() {
        long now = nanoTime();
        long nowTick = now / TICK;
        long from = Math.max(doneTicks, nowTick - SLOTS + 1);
        List<TimerEntry> found = new ArrayList<>();
        for (long tick = from; tick <= nowTick && pending > 0; tick++) {
            TimerEntry entry = first[(int) (tick & (SLOTS - 1))];
            while (entry != null) {
                TimerEntry after = entry.next;
                if (entry.dueNanos <= now) {
                    found.add(entry);
                }
                entry = after;
            }
        }
        found.sort(BY_TIME);
        found.forEach(this::takeOut);
        doneUntil = now;
        doneTicks = nowTick; // its list may hold what is due later in this millisecond
    }

    private void takeOut(TimerEntry entry) {
        due.add(entry);
        remove(entry);
    }

    /// When to look again: at the end of the millisecond of the first list that is not empty.
    private long firstOccupied() {
        if (pending == 0) {
            return Long.MAX_VALUE;
        }
        for (long tick = doneTicks; tick < doneTicks + SLOTS; tick++) {
            if (first[(int) (tick & (SLOTS - 1))] != null) {
                return (tick + 1) * TICK;
            }
        }
        return (doneTicks + SLOTS) * TICK;
    }

    @Override
    void attach(Node node) {
        if (closed) {
            throw new IllegalStateException(
                    "the clock is closed; make another one with Clock.system()");
        }
        super.attach(node);
    }

    /// The clock is closed with its last node.
    @Override
    void detach(Node node) {
        super.detach(node);
        if (nodes().isEmpty()) {
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(ticker);
    }
}
