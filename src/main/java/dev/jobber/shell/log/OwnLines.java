package dev.jobber.shell.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Of all entries of a log, those about what one script has started.
///
/// A job may log before the command that starts it has answered, and its id is known only then. So
/// while a command runs, entries about others wait, up to a thousand; when the command starts
/// something, those about it are shown.
public final class OwnLines implements LogGateway.Follower {
    private static final int MOST_WAITING = 1_000;

    private final LogGateway shown;
    private final Set<String> words = new HashSet<>();
    private final Deque<LogEntry> waiting = new ArrayDeque<>();
    private boolean isRunning;

    /// @param shown where they are shown
    public OwnLines(LogGateway shown) {
        this.shown = shown;
    }

    /// A command begins, or has ended.
    public synchronized void running(boolean newIsRunning) {
        isRunning = newIsRunning;
        if (!isRunning) {
            waiting.clear();
        }
    }

    /// The script has started something: a pid as it is printed, or the id of a job.
    public synchronized void started(String word) {
        words.add(word);
        waiting.removeIf(this::isShown);
    }

    private boolean isShown(LogEntry entry) {
        boolean isOwn = words.stream().anyMatch(entry.about()::is);
        if (isOwn) {
            shown.show(entry);
        }
        return isOwn;
    }

    @Override
    public synchronized void on(LogEntry entry) {
        if (!isShown(entry) && isRunning) {
            if (waiting.size() == MOST_WAITING) {
                waiting.removeFirst();
            }
            waiting.addLast(entry);
        }
    }

    @Override
    public boolean wants(LogLevel level) {
        return shown.shows(level);
    }
}
