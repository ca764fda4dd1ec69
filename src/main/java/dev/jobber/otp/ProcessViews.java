package dev.jobber.otp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongPredicate;

/// Views of the processes of a node: lists of the live processes, and what is known of one process.
final class ProcessViews {
    private final ProcessTable table;

    ProcessViews(ProcessTable table) {
        this.table = table;
    }

    /// All live processes in the order of their numbers.
    List<Pid> all() {
        List<Pid> alive = new ArrayList<>();
        List<ProcessCell> all = table.all();
        all.sort(Comparator.comparingLong(ProcessCell::id));
        for (ProcessCell cell : all) {
            if (!cell.isDead()) {
                alive.add(cell);
            }
        }
        return alive;
    }

    /// The live processes with a number above this one, in the order of their numbers.
    List<Pid> after(long number) {
        List<Pid> younger = new ArrayList<>();
        for (ProcessCell cell : table.all()) {
            if (cell.id() > number && !cell.isDead()) {
                younger.add(cell);
            }
        }
        younger.sort(Comparator.comparingLong(Pid::id));
        return younger;
    }

    /// The live processes that were started last, the latest first; only those whose numbers meet
    /// the condition.
    List<Pid> latest(int most, LongPredicate which) {
        if (most < 0) {
            throw new IllegalArgumentException("expected 0 processes or more, got: " + most);
        }
        PriorityQueue<ProcessCell> latest =
                new PriorityQueue<>(Comparator.comparingLong(ProcessCell::id));
        table.forEach(cell -> {
            if (cell.isDead() || !which.test(cell.id())) {
                return;
            }
            if (latest.size() < most || most > 0 && latest.element().id() < cell.id()) {
                latest.add(cell);
                if (latest.size() > most) {
                    latest.remove();
                }
            }
        });
        List<Pid> found = new ArrayList<>(latest.size());
        while (!latest.isEmpty()) {
            found.add(latest.remove());
        }
        return found.reversed();
    }

    /// A look at a process; empty if it is dead and its thread has ended.
    static Optional<ProcessInfo> info(ProcessCell cell) {
        if (cell.isDead() && !cell.node.isLingering(cell)) {
            return Optional.empty();
        }
        List<Dest> monitors = cell.monitors().stream().map(MonitorRef::target).toList();
        List<Pid> monitoredBy = new ArrayList<>();
        for (ExitWatcher watcher : cell.watchers()) {
            if (watcher instanceof MonitorRef monitor) {
                monitoredBy.add(monitor.owner());
            }
        }
        return Optional.of(
                new ProcessInfo(
                        named(cell),
                        cell.status(),
                        cell.trapsExit(),
                        MailboxLength.seen(cell),
                        new ProcessInfo.Relations(
                                cell.linked(),
                                monitors,
                                monitoredBy,
                                Optional.ofNullable(cell.parent()))));
    }

    /// Which process it is; empty if it is dead and its thread has ended.
    static Optional<ProcessInfo.Identity> identity(ProcessCell cell) {
        return cell.isDead() && !cell.node.isLingering(cell)
                ? Optional.empty()
                : Optional.of(named(cell));
    }

    private static ProcessInfo.Identity named(ProcessCell cell) {
        ProcessBody body = cell.body();
        return new ProcessInfo.Identity(
                cell, Optional.ofNullable(cell.name()), body == null ? "process" : body.kind());
    }
}
