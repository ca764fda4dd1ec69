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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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

    private final LogSink sink;
    private final Clock clock;
    private final Ring<LogEntry> ring;
    private final LogQueue queue;

    /// Where entries go beside the sink: to the terminals that are attached.
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    private final AtomicReference<LogView> view;
    private final HeldLines held = new HeldLines();
    private volatile Optional<LogFile> file = Optional.empty();
    private final AtomicInteger silences = new AtomicInteger();

    private LogGateway(
            LogSink sink, Clock clock, LogThreshold threshold, Limits limits, Ring<LogEntry> ring) {
        this.sink = sink;
        this.clock = clock;
        this.view = new AtomicReference<>(LogView.from(threshold));
        this.ring = ring;
        this.queue = new LogQueue(sink, clock, limits, new Pause());
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

    /// The sink takes colours from now on, or no longer.
    public void lookChanged() {
        queue.lookChanged();
    }

    private static LogGateway opened(LogGateway gateway) {
        gateway.queue.start();
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
            queue.offer(entry);
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
        queue.afterLog(() -> sink.progress(line));
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
        queue.pauseChanged();
        return now;
    }

    /// Shows no line for this time.
    public LogView pause(Duration time) {
        return view(now -> now.pause(new LogView.Pause.Until(clock.instant().plus(time))));
    }

    /// Shows reports of many lines in a few, or no longer.
    public void showsBrief(boolean brief) {
        queue.showsBrief(brief);
    }

    /// Whether reports of many lines are shown in a few.
    public boolean showsBrief() {
        return queue.showsBrief();
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
        held.tell(clock.instant()).ifPresent(queue::offer);
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
        return queue.flush(deadline);
    }

    /// Writes to the sink's device, after all entries accepted before the call, and with no log
    /// line in between.
    public void afterLog(Runnable write) {
        queue.afterLog(write);
    }

    /// Uses the sink's device for something else, such as a view on the whole screen. Lines wait
    /// meanwhile. If very many have come, only the last ones are written afterwards, behind a line
    /// that tells how many were held back.
    public void hold(Runnable use) {
        queue.hold(use);
    }

    /// Writes what has been accepted, for two seconds at most, and ends the thread. Later lines are
    /// kept, but not shown.
    @Override
    public void close() {
        queue.close();
        file.ifPresent(LogFile::close);
    }

    /// The pause of the view.
    private final class Pause implements LogQueue.Pause {
        @Override
        public long nanosLeft() {
            return view.get()
                    .end()
                    .map(end -> Math.max(0, Duration.between(clock.instant(), end).toNanos()))
                    .orElse(Long.MAX_VALUE);
        }

        @Override
        public void endIfOver() {
            var _ = view();
        }
    }
}
