package dev.jobber.shell.log;

import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The entries that wait to be shown, and the thread that writes them to the sink in batches.
///
/// A thread that adds an entry never waits. If entries come faster than the sink takes them, those
/// of level info and below are dropped first, and an entry tells how many. The entries of one
/// thread are written in the order in which it added them.
final class LogQueue implements AutoCloseable {
    /// What the queue must know of the pause of a log.
    interface Pause {
        /// How many nanoseconds it still lasts; [Long#MAX_VALUE] if there is no pause.
        long nanosLeft();

        /// Ends the pause if its time is over.
        void endIfOver();
    }

    /// What the drain thread waits for. A caller wakes it only when that has happened.
    private enum Waiting {
        NOTHING,
        A_LINE,
        A_BATCH
    }

    /// A thread that waits until a number of entries have been written.
    private record Flush(Thread waiter, long target) {}

    /// After the device was held, this part of the ring is still shown.
    private static final int SHOWN_OF_KEPT = 10;

    private static final Duration CLOSING = Duration.ofSeconds(2);

    /// For how many characters the next batch has room at first, at most.
    private static final int MOST_AT_FIRST = 1 << 16;

    private static final String ESCAPE = "\u001b[";

    private final LogSink sink;

    /// Replaced only with `output` held.
    private volatile LogLayout layout;

    private final Clock clock;
    private final LogGateway.Limits limits;
    private final Pause pause;
    private final Thread drainer;

    private final Queue<LogEntry> queue = new ConcurrentLinkedQueue<>();
    private final Queue<Flush> flushes = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Waiting> waiting = new AtomicReference<>(Waiting.NOTHING);
    private final AtomicLong roomTaken = new AtomicLong();
    private final AtomicLong omitted = new AtomicLong();

    /// The number of accepted entries. It is raised before an entry is added to the queue. So a
    /// thread that sees `written` reach an earlier value of it knows that all entries up to there
    /// have been written.
    private final AtomicLong accepted = new AtomicLong();

    /// Entries taken from the queue and given to the sink, in the queue's order.
    private final AtomicLong written = new AtomicLong();

    /// Held while lines go from the queue to the sink, so they leave in the queue's order. The lock
    /// is fair; otherwise the drain thread could take it again and again while an answer waits for
    /// it.
    private final ReentrantLock output = new ReentrantLock(true);

    /// How many characters the last batch had, but at most [#MOST_AT_FIRST]. Each batch has a
    /// builder of its own: one that has once held a character above U+00FF holds two bytes for each
    /// character from then on.
    private int lastLength;

    private volatile boolean showsBrief;
    private volatile boolean closed;

    LogQueue(LogSink sink, Clock clock, LogGateway.Limits limits, Pause pause) {
        this.sink = sink;
        this.layout = layout(sink, clock);
        this.clock = clock;
        this.limits = limits;
        this.pause = pause;
        this.drainer = Thread.ofPlatform().daemon().name("jobber-log").unstarted(this::drain);
    }

    private static LogLayout layout(LogSink sink, Clock clock) {
        return new LogLayout(clock, sink.colour() ? ESCAPE : "", sink.unicode());
    }

    /// Starts the thread, which ends when the queue is closed.
    void start() {
        drainer.start();
    }

    /// The sink takes colours from now on, or no longer.
    void lookChanged() {
        afterLog(() -> layout = layout(sink, clock));
    }

    /// There is another pause, or none.
    void pauseChanged() {
        LockSupport.unpark(drainer); // it waits for the end of a pause
    }

    /// Shows reports of many lines in a few, or no longer.
    void showsBrief(boolean brief) {
        showsBrief = brief;
    }

    /// Whether reports of many lines are shown in a few.
    boolean showsBrief() {
        return showsBrief;
    }

    /// Waits until all entries accepted before the call have been written to the sink.
    ///
    /// @return whether that happened before the deadline
    boolean flush(Duration deadline) {
        var flush = new Flush(Thread.currentThread(), accepted.get());
        if (isReached(flush)) {
            return true;
        }
        long end = System.nanoTime() + deadline.toNanos();
        long left = deadline.toNanos();
        boolean interrupted = false;
        flushes.add(flush);
        LockSupport.unpark(drainer);
        while (!isReached(flush) && left > 0) {
            LockSupport.parkNanos(this, left);
            interrupted |= Thread.interrupted();
            left = end - System.nanoTime();
        }
        flushes.remove(flush);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return isReached(flush);
    }

    private boolean isReached(Flush flush) {
        return written.get() >= flush.target();
    }

    /// Writes to the sink's device, after all entries accepted before the call, and with no log
    /// line in between.
    void afterLog(Runnable write) {
        output.lock();
        try {
            long target = accepted.get();
            while (written.get() < target && writeBatch() > 0) {}
            write.run();
        } finally {
            output.unlock();
        }
    }

    /// Uses the sink's device for something else, such as a view on the whole screen. Lines wait
    /// meanwhile. If very many have come, only the last ones are written afterwards, behind a line
    /// that tells how many were held back.
    void hold(Runnable use) {
        afterLog(() -> {
            use.run();
            skipAllBut(Math.max(limits.batch(), limits.kept() / SHOWN_OF_KEPT));
        });
    }

    /// The caller holds `output`.
    private void skipAllBut(long most) {
        var skipped = new HeldLines();
        long surplus = accepted.get() - written.get() - most;
        for (; surplus > 0 && queue.poll() instanceof LogEntry entry; surplus--) {
            skipped.add(entry.at());
            roomTaken.addAndGet(-entry.size());
            written.incrementAndGet();
            var _ = counted(entry);
        }
        var lines = new StringBuilder();
        skipped.tell(clock.instant()).ifPresent(told -> layout.append(lines, told, showsBrief));
        if (!lines.isEmpty()) {
            sink.write(lines.toString());
        }
        wakeFlushes();
    }

    /// Writes what has been accepted, for two seconds at most, and ends the thread. Later lines are
    /// kept, but not shown.
    @Override
    public void close() {
        closed = true;
        flush(CLOSING);
        LockSupport.unpark(drainer);
    }

    /// Adds an entry. Does not block. Does nothing once the queue is closed.
    void offer(LogEntry entry) {
        if (closed) {
            return;
        }
        long size = entry.size();
        long taken = roomTaken.addAndGet(size);
        long room = entry.isExpendable() ? limits.room() : 2 * limits.room();
        if (taken > room && taken > size) {
            roomTaken.addAndGet(-size);
            omit(entry);
        } else {
            enqueue(entry);
        }
    }

    /// The first dropped line puts an entry into the queue that counts all dropped lines until it
    /// is written.
    private void omit(LogEntry entry) {
        long count = entry.text().lines().count();
        if (omitted.getAndAdd(count) == 0) {
            var mark = new LogEntry.Omitted(entry.at(), count);
            roomTaken.addAndGet(mark.size());
            enqueue(mark);
        }
    }

    private void enqueue(LogEntry entry) {
        accepted.incrementAndGet();
        queue.add(entry);
        Waiting wanted = waiting.get();
        if (wanted == Waiting.A_LINE || wanted == Waiting.A_BATCH && batchWaits()) {
            if (waiting.compareAndSet(wanted, Waiting.NOTHING)) {
                LockSupport.unpark(drainer);
            }
        }
    }

    private boolean batchWaits() {
        return accepted.get() - written.get() >= limits.batch();
    }

    private void drain() {
        prepare();
        while (!closed || !queue.isEmpty()) {
            await(Waiting.A_LINE, Long.MAX_VALUE);
            pause.endIfOver();
            output.lock();
            try {
                writeBatch();
            } finally {
                output.unlock();
            }
            await(Waiting.A_BATCH, limits.pause().toNanos());
        }
    }

    /// This takes a tenth of the start-up time, so it runs on this thread beside the rest of the
    /// start.
    private void prepare() {
        output.lock();
        try {
            layout.prepare();
        } finally {
            output.unlock();
        }
    }

    /// First stores what it waits for, then looks whether that has happened. So a thread that adds
    /// an entry after the look sees what is waited for, and wakes this thread.
    private void await(Waiting wanted, long nanos) {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        waiting.set(wanted);
        while (!closed
                && left > 0
                && pause.nanosLeft() > 0
                && flushes.isEmpty()
                && !isThere(wanted)) {
            LockSupport.parkNanos(this, Math.min(left, pause.nanosLeft()));
            waiting.set(wanted);
            left = end - System.nanoTime();
        }
        waiting.set(Waiting.NOTHING);
    }

    private boolean isThere(Waiting wanted) {
        return switch (wanted) {
            case NOTHING -> true;
            case A_LINE -> !queue.isEmpty();
            case A_BATCH -> batchWaits();
        };
    }

    /// Writes at most one batch from the queue. The caller holds `output`.
    ///
    /// @return how many entries it wrote
    private int writeBatch() {
        var lines = new StringBuilder(lastLength);
        int taken = 0;
        long size = 0;
        for (LogEntry entry = queue.poll(); entry != null; entry = queue.poll()) {
            taken++;
            size += entry.size();
            layout.append(lines, counted(entry), showsBrief);
            if (taken == limits.batch()) {
                break;
            }
        }
        if (taken > 0) {
            lastLength = Math.min(lines.length(), MOST_AT_FIRST);
            sink.write(lines.toString());
            roomTaken.addAndGet(-size);
            written.addAndGet(taken);
        }
        wakeFlushes();
        return taken;
    }

    private void wakeFlushes() {
        for (Flush flush : flushes) {
            if (isReached(flush) && flushes.remove(flush)) {
                LockSupport.unpark(flush.waiter());
            }
        }
    }

    private LogEntry counted(LogEntry entry) {
        return entry instanceof LogEntry.Omitted mark
                ? new LogEntry.Omitted(mark.at(), omitted.getAndSet(0))
                : entry;
    }
}
