package dev.jobber.observer;

import dev.jobber.otp.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// When processes were started, at no cost for a process.
///
/// A node numbers its processes in the order of their starts. So a mark, which is a time with the
/// number that was the latest then, says of all processes up to that number that they had been
/// started. Marks are made after each command and at each look at all processes; a process that was
/// started long before the next mark seems younger than it is.
public final class StartTimes {
    /// When there are more marks, every second one of the older half is dropped.
    private static final int MOST = 2_000;

    /// Marks that are nearer to each other become one.
    private static final Duration APART = Duration.ofMillis(100);

    private final Node node;
    private final TreeMap<Long, Instant> marks = new TreeMap<>();
    private volatile long latest;

    StartTimes(Node node) {
        this.node = node;
        mark();
    }

    /// Notes the time for all processes that have been started since the last mark.
    public void mark() {
        long number = node.latestNumber();
        if (number > latest) {
            mark(number, node.clock().instant());
        }
    }

    private synchronized void mark(long number, Instant now) {
        if (number <= latest) {
            return;
        }
        Instant time = now;
        Map.Entry<Long, Instant> last = marks.lastEntry();
        if (last != null
                && marks.size() > 1
                && Duration.between(last.getValue(), now).compareTo(APART) < 0) {
            time = last.getValue();
            marks.remove(last.getKey());
        }
        marks.put(number, time);
        latest = number;
        if (marks.size() > MOST) {
            thinOut();
        }
    }

    private void thinOut() {
        Iterator<Long> numbers = marks.keySet().iterator();
        for (int i = 0; i < MOST / 2; i++) {
            numbers.next();
            if (i % 2 == 0) {
                numbers.remove();
            }
        }
    }

    /// When the process of this number had been started at the latest; empty if it has been started
    /// since the last mark.
    public synchronized Optional<Instant> of(long number) {
        return Optional.ofNullable(marks.ceilingEntry(number)).map(Map.Entry::getValue);
    }
}
