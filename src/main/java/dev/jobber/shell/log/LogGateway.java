package dev.jobber.shell.log;

import dev.jobber.observer.Ring;
import dev.jobber.observer.Subject;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// Takes log lines, and what processes print, to standard error or to the terminal. No log line
/// takes another way.
///
/// ```
/// processes ── log, print ──▶ bounded queue ──▶ one thread, batches ──▶ sink
///                       ├───▶ ring of the last entries
///                       └───▶ log file, if there is one
/// ```
///
/// A thread that logs never waits. If lines come faster than the sink takes them, lines of level
/// info and below are dropped first, and a line tells how many. Lines of one thread are shown in
/// the order in which it logged them.
public final class LogGateway implements AutoCloseable {
    /// How much is held at most, and for how long lines are gathered.
    ///
    /// @param room how many characters may wait before lines of level info and below are dropped;
    ///   for warnings and errors it is twice as many
    /// @param kept how many entries the ring keeps, shown or not
    /// @param batch how many entries are written at once
    /// @param pause how long to collect lines after a batch, unless the next batch is full before
    public record Limits(long room, int kept, int batch, Duration pause) {
        /// 16 Mi characters, the last 10 000 entries, batches of 200 lines or 50 ms.
        public static final Limits DEFAULT =
                new Limits(16L << 20, 10_000, 200, Duration.ofMillis(50));

        /// Of a terminal that is attached: as the default ones, but 256 Ki characters. It keeps no
        /// entries of its own.
        public static final Limits OF_VISIT = new Limits(256L << 10, 0, 200, Duration.ofMillis(50));
    }

    /// What the drain thread waits for. A caller wakes it only when that has happened.
    private enum Waiting {
        NOTHING,
        A_LINE,
        A_BATCH
    }

    /// A thread that waits until so many entries have been written.
    private record Flush(Thread waiter, long target) {}

    /// After the device was held, this part of the ring is still shown.
    private static final int SHOWN_OF_KEPT = 10;

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private static final String ESCAPE = "\u001b[";

    private final LogSink sink;

    /// Replaced only with `output` held.
    private volatile LogLayout layout;

    private final Clock clock;
    private final Limits limits;
    private final Ring<LogEntry> ring;
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

    private final StringBuilder lines = new StringBuilder();

    /// Where entries go beside the sink: to the terminals that are attached.
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    private final AtomicReference<LogView> view;
    private final HeldLines held = new HeldLines();
    private volatile boolean showsBrief;
    private volatile boolean closed;
    private volatile Optional<LogFile> file = Optional.empty();
    private final AtomicInteger silences = new AtomicInteger();

    private LogGateway(
            LogSink sink, Clock clock, LogThreshold threshold, Limits limits, Ring<LogEntry> ring) {
        this.sink = sink;
        this.layout = layout(sink, clock);
        this.clock = clock;
        this.view = new AtomicReference<>(LogView.from(threshold));
        this.limits = limits;
        this.ring = ring;
        this.drainer = Thread.ofPlatform().daemon().name("jobber-log").unstarted(this::drain);
    }

    /// Opens a gateway, whose thread ends when it is closed.
    ///
    /// @param clock what stamps the lines, and in which zone
    public static LogGateway open(
            LogSink sink, Clock clock, LogThreshold threshold, Limits limits) {
        return opened(new LogGateway(sink, clock, threshold, limits, new Ring<>(limits.kept())));
    }

    /// Opens a gateway to another sink, which shows only what [#show] is given. Its last entries
    /// are those of this gateway.
    public LogGateway beside(LogSink other, LogThreshold threshold, Limits otherLimits) {
        return opened(new LogGateway(other, clock, threshold, otherLimits, ring));
    }

    private static LogLayout layout(LogSink sink, Clock clock) {
        return new LogLayout(clock, sink.colour() ? ESCAPE : "", sink.unicode());
    }

    /// The sink takes colours from now on, or no longer.
    public void lookChanged() {
        afterLog(() -> layout = layout(sink, clock));
    }

    private static LogGateway opened(LogGateway gateway) {
        gateway.drainer.start();
        return gateway;
    }

    /// Gets each entry of a gateway, on the thread that logs. Must not block, and must not throw.
    public interface Follower {
        /// An entry was logged.
        void on(LogEntry entry);

        /// Whether lines of this level are of use.
        boolean wants(LogLevel level);
    }

    /// Shows here what another gateway gets.
    public Follower follower() {
        return new Follower() {
            @Override
            public void on(LogEntry entry) {
                show(entry);
            }

            @Override
            public boolean wants(LogLevel level) {
                return shows(level);
            }
        };
    }

    /// Calls this with each entry from now on, until the returned value is closed.
    public Following follow(Follower follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    /// A follower that gets entries.
    @FunctionalInterface
    public interface Following extends AutoCloseable {
        /// It gets no more.
        @Override
        void close();
    }

    /// Logs a line about no process and no job. Does not block.
    public void log(LogLevel level, String text) {
        log(level, LogText.of(text), Subject.NONE);
    }

    /// Logs a line, or several which stay together. Does not block.
    public void log(LogLevel level, LogText text, Subject about) {
        add(new LogEntry.Logged(clock.instant(), level, text, about));
    }

    private void add(LogEntry entry) {
        ring.add(entry);
        show(entry);
        for (Follower follower : followers) {
            follower.on(entry);
        }
    }

    /// Shows an entry, if it is one that is shown at present. Does not block.
    public void show(LogEntry entry) {
        if (silences.get() > 0) {
            return;
        }
        LogView now = viewAt(entry.at());
        Optional<LogLevel> level = entry.level();
        if (level.isPresent() && !now.level().shows(level.get())) {
            return;
        }
        boolean isHeld =
                level.isPresent() ? now.holdsBack(entry.about()) : now.hides(entry.about());
        if (isHeld) {
            held.add(entry.at());
        } else {
            offer(entry);
        }
    }

    /// Shows what a process has printed: one whole line, or several which stay together. Does not
    /// block.
    public void print(String text) {
        Subject about = Process.current().map(LogGateway::about).orElse(Subject.NONE);
        add(new LogEntry.Printed(clock.instant(), text, about));
    }

    /// Writes every line to this file, too, from now on.
    ///
    /// @throws IOException where the file cannot be written; its message says why
    public void copyTo(Path path) throws IOException {
        LogFile copy = LogFile.open(path, clock, text -> log(LogLevel.WARNING, text));
        file = Optional.of(copy);
        var _ = follow(copy);
    }

    /// Opens the file again that the lines are copied to, if there is one.
    public void reopenFile() {
        file.ifPresent(LogFile::reopen);
    }

    /// Lets no line be shown until the answer is closed. Lines are kept all the same; they do not
    /// count as held back, because what is shown meanwhile is the log itself.
    public Silence silence() {
        silences.incrementAndGet();
        return silences::decrementAndGet;
    }

    /// While it is open, no line is shown.
    @FunctionalInterface
    public interface Silence extends AutoCloseable {
        @Override
        void close();
    }

    /// Shows the progress of work, as [LogSink#progress] does, below all entries accepted before
    /// the call.
    public void progress(String line) {
        afterLog(() -> sink.progress(line));
    }

    /// Whether lines of this level are shown at present, here or by a follower. If not, they are
    /// held back.
    public boolean shows(LogLevel level) {
        return view.get().level().shows(level)
                || followers.stream().anyMatch(follower -> follower.wants(level));
    }

    /// Which lines are shown at present.
    public LogView view() {
        return viewAt(clock.instant());
    }

    /// How many lines have been held back since the user was last told.
    public long held() {
        return held.count();
    }

    /// Changes which lines are shown from now on. Where lines flow again, a line tells how many
    /// were held back.
    ///
    /// @return which are shown now
    public LogView view(UnaryOperator<LogView> change) {
        LogView before = view.getAndUpdate(change);
        LogView now = view.get();
        if (!before.isOn() && now.isOn() || !before.isUnfiltered() && now.isUnfiltered()) {
            tellHeld();
        }
        LockSupport.unpark(drainer); // it waits for the end of a pause
        return now;
    }

    /// Shows no line for so long.
    public LogView pause(Duration time) {
        return view(now -> now.pause(new LogView.Pause.Until(clock.instant().plus(time))));
    }

    /// Shows reports of many lines in a few, or no longer.
    public void showsBrief(boolean brief) {
        showsBrief = brief;
    }

    /// Are reports of many lines shown in a few?
    public boolean showsBrief() {
        return showsBrief;
    }

    /// The process that prints.
    private static Subject about(Pid printer) {
        return Subject.of(
                printer,
                printer.node().info(printer).flatMap(ProcessInfo::name).map(Object::toString));
    }

    private LogView viewAt(Instant now) {
        LogView seen = view.get();
        if (seen.end().filter(end -> !now.isBefore(end)).isPresent()) {
            LogView resumed = seen.pause(new LogView.Pause.None());
            if (view.compareAndSet(seen, resumed)) {
                tellHeld();
            }
            return view.get();
        }
        return seen;
    }

    private void tellHeld() {
        held.tell(clock.instant()).ifPresent(this::offer);
    }

    /// How long the pause still lasts; very long if there is no pause.
    private long nanosOfPause() {
        return view.get()
                .end()
                .map(end -> Math.max(0, Duration.between(clock.instant(), end).toNanos()))
                .orElse(Long.MAX_VALUE);
    }

    /// How wide lines may be, in columns.
    int width() {
        return sink.width();
    }

    /// The ring of the last entries, for a reader who waits for more.
    public Ring<LogEntry> ring() {
        return ring;
    }

    /// The last entries, oldest first, including those that were not shown.
    public List<LogEntry> recent() {
        return ring.items();
    }

    /// The time so long ago.
    public Instant before(Duration ago) {
        return clock.instant().minus(ago);
    }

    /// Entries as lines, as they are shown when they come.
    public String drawn(List<LogEntry> entries, Style style) {
        var drawing = new LogLayout(clock, style.colour() ? Printable.COLOUR : "", style.unicode());
        var text = new StringBuilder();
        entries.forEach(entry -> drawing.append(text, entry, false));
        return text.toString().stripTrailing();
    }

    /// Waits until all entries accepted before the call have been written to the sink.
    ///
    /// @return whether that happened before the deadline
    public boolean flush(Duration deadline) {
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
    public void afterLog(Runnable write) {
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
    public void hold(Runnable use) {
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
        lines.setLength(0);
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
        file.ifPresent(LogFile::close);
    }

    private void offer(LogEntry entry) {
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
            var _ = view();
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
        while (!closed && left > 0 && nanosOfPause() > 0 && flushes.isEmpty() && !isThere(wanted)) {
            LockSupport.parkNanos(this, Math.min(left, nanosOfPause()));
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
        lines.setLength(0);
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
