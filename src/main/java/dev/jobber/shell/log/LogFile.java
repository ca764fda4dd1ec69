package dev.jobber.shell.log;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.tinylog.Level;
import org.tinylog.runtime.RuntimeProvider;
import org.tinylog.writers.RollingFileWriter;

/// Writes every line of the log to a file, whichever lines are printed, and never with colours.
///
/// tinylog's rolling writer writes it: after [#SIZE] it goes on with a new file, and the last
/// [#FILES] are kept. The files are called `FILE.0`, `FILE.1` and so on; `FILE` itself is a link to
/// the newest.
///
/// A thread of its own writes, so that a thread that logs never waits for the disk. Up to [#ROOM]
/// entries wait; those beyond are counted, and the file says how many are missing.
final class LogFile implements LogGateway.Follower, AutoCloseable {
    private static final String SIZE = "10mb";
    private static final String FILES = "5";
    private static final int ROOM = 100_000;

    /// How many entries are written before the file is flushed, if more wait.
    private static final int BATCH = 1_000;

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final String path;

    /// Used only by the thread that writes.
    private RollingFileWriter writer;

    private volatile boolean reopens;
    private final LogLayout layout;
    private final Consumer<String> problems;
    private final BlockingQueue<LogEntry> queue = new LinkedBlockingQueue<>(ROOM);
    private final AtomicLong missing = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    /// Whether the last write failed. Used only by the thread that writes.
    private boolean fails;

    private LogFile(String path, Clock clock, Consumer<String> problems) throws IOException {
        this.path = path;
        this.writer = writer(path);
        this.layout = LogLayout.dated(clock);
        this.problems = problems;
        thread = Thread.ofPlatform().daemon().name("jobber-log-file").unstarted(this::drain);
    }

    /// Opens a log file. Lines of an earlier run stay in it.
    ///
    /// @param problems is told, in a sentence, when lines cannot be written any more
    /// @throws IOException where that is not possible; its message says why
    static LogFile open(Path file, Clock clock, Consumer<String> problems) throws IOException {
        Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
        String path = real.toString();
        if (path.contains("{") || path.contains("}")) {
            throw new IOException("the name of a log file has no { and no }");
        }
        if (Files.isDirectory(real)) {
            throw new IOException("it is a folder");
        }
        if (Files.exists(real) && !Files.isRegularFile(real)) {
            throw new IOException("it is no plain file");
        }
        Path parent = real.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new IOException("there is no such folder"); // the writer would make it
        }
        try {
            keepEarlier(real);
            var log = new LogFile(path, clock, problems);
            log.thread.start();
            return log;
        } catch (AccessDeniedException refused) {
            throw new IOException("permission denied", refused);
        }
    }

    private static RollingFileWriter writer(String path) throws IOException {
        return new RollingFileWriter(
                Map.of(
                        "file",
                        path + ".{count}",
                        "latest",
                        path,
                        "policies",
                        "size: " + SIZE,
                        "backups",
                        FILES,
                        "format",
                        "{message}",
                        "charset",
                        "UTF-8",
                        "buffered",
                        "true",
                        "writingthread",
                        "true")); // only our thread calls it
    }

    /// Closes the newest file soon, and opens it again. The link to it is there again afterwards,
    /// if another program has moved it away. No line is lost.
    void reopen() {
        reopens = true;
    }

    private void reopenIfWanted() {
        if (reopens) {
            reopens = false;
            try {
                writer.close();
                writer = writer(path);
            } catch (IOException | InterruptedException failed) {
                problems.accept("the log file could not be opened again: " + failed.getMessage());
            }
        }
    }

    /// The writer replaces the file by a link. What another program has written there becomes the
    /// first of the files.
    private static void keepEarlier(Path file) throws IOException {
        Path first = Path.of(file + ".0");
        boolean isForeign = Files.exists(file) && !isLinkToOneOf(file);
        if (isForeign && !Files.exists(first)) {
            Files.move(file, first);
        } else if (isForeign) {
            throw new IOException("it is no log file of jobber, and " + first + " is in the way");
        }
    }

    private static boolean isLinkToOneOf(Path file) throws IOException {
        String name = file.getFileName() + ".";
        try (var siblings = Files.list(file.toAbsolutePath().getParent())) {
            for (Path each : siblings.toList()) {
                if (each.getFileName().toString().startsWith(name)
                        && Files.isSameFile(each, file)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Has an entry written soon. Never blocks.
    @Override
    public void on(LogEntry entry) {
        if (!queue.offer(entry)) {
            missing.incrementAndGet();
        }
    }

    /// What is not shown anywhere need not be made for the file.
    @Override
    public boolean wants(LogLevel level) {
        return false;
    }

    private void drain() {
        List<LogEntry> batch = new ArrayList<>(BATCH);
        try {
            while (!closed || !queue.isEmpty()) {
                reopenIfWanted();
                LogEntry first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    write(batch);
                    batch.clear();
                }
            }
            writer.close();
        } catch (InterruptedException | IOException ended) {
            problems.accept("the log file could not be closed: " + ended.getMessage());
        }
    }

    private void write(List<LogEntry> batch) {
        try {
            for (LogEntry entry : batch) {
                write(text(entry));
            }
            long left = missing.getAndSet(0);
            if (left > 0) {
                write("… " + left + " lines came too quickly and are missing here");
            }
            writer.flush();
            fails = false;
        } catch (IOException failed) {
            if (!fails) {
                problems.accept(
                        "the log file cannot be written: "
                                + failed.getMessage()
                                + "; lines are missing in it until it can be written again");
            }
            fails = true;
        }
    }

    private String text(LogEntry entry) {
        var text = new StringBuilder();
        layout.append(text, entry, false);
        return text.substring(0, text.length() - 1); // the writer ends the line
    }

    private void write(String text) throws IOException {
        writer.write(
                new org.tinylog.core.LogEntry(
                        RuntimeProvider.createTimestamp(),
                        thread,
                        Map.of(),
                        "",
                        "",
                        "",
                        0,
                        null,
                        Level.INFO,
                        text,
                        null));
    }

    /// Writes what waits, for two seconds at most.
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(CLOSING);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
