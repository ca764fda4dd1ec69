package dev.jobber.otp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// How a node ends, in real time: its root processes in order, or all processes at once.
///
/// The thread that ends the node is no process of it. An interrupt does not end its waits; the
/// interrupt flag is set again afterwards.
final class Shutdown {
    private static final long SHORTEST_PAUSE = 50_000;
    private static final long LONGEST_PAUSE = 10_000_000;

    /// How long another thread may take to announce a death.
    private static final long TOLD_WITHIN = 1_000_000_000L;

    /// How long a root that is no supervisor may take to end: as long as a worker of a supervisor.
    private static final long PATIENCE = 5_000_000_000L;

    private final Node node;
    private final ProcessTable table;

    Shutdown(Node node, ProcessTable table) {
        this.node = node;
        this.table = table;
    }

    // ---- in order

    /// Asks one root after the other to end, and waits for each.
    ///
    /// A process that was started by another is a root as soon as that one is gone. So there are no
    /// processes left when this returns, unless the time was over first.
    ///
    /// @return the processes that did not end in order: roots that were killed, and processes that
    ///   still live
    List<Pid> endRoots(Duration timeout) {
        long deadline = Clock.later(System.nanoTime(), Clock.nanos(timeout));
        Set<ProcessCell> asked = new LinkedHashSet<>();
        List<Pid> late = new ArrayList<>();
        List<ProcessCell> roots = roots(asked);
        while (!roots.isEmpty() && isEarly(deadline)) {
            for (ProcessCell root : roots) {
                if (isEarly(deadline) && asked.add(root) && !end(root, deadline)) {
                    late.add(root);
                }
            }
            roots = roots(asked);
        }
        late.addAll(node.processes());
        return late.stream().distinct().sorted(Comparator.comparing(Pid::id)).toList();
    }

    private static boolean isEarly(long deadline) {
        return System.nanoTime() - deadline < 0;
    }

    /// The roots: supervisors first, then the others; in each group the one that was started last
    /// comes first.
    private List<ProcessCell> roots(Set<ProcessCell> asked) {
        return table.all().stream()
                .filter(cell -> !asked.contains(cell) && !cell.isDead() && isRoot(cell))
                .sorted(
                        Comparator.comparing(Shutdown::isSupervisor)
                                .thenComparing(ProcessCell::id)
                                .reversed())
                .toList();
    }

    private static boolean isRoot(ProcessCell cell) {
        ProcessCell parent = cell.parent();
        return parent == null || parent.isDead();
    }

    private static boolean isSupervisor(ProcessCell cell) {
        ProcessBody body = cell.body();
        return body != null && body.isSupervisor();
    }

    /// True if it ended by itself in time.
    private boolean end(ProcessCell root, long deadline) {
        long patience = Clock.later(System.nanoTime(), PATIENCE);
        boolean supervisor = isSupervisor(root);
        var latch = new ExitLatch();
        if (!root.addWatcher(latch)) {
            return true;
        }
        ProcessBody body = root.body();
        if (body != null && body.isServer()) {
            root.enqueue(new Signal.Stop(null, ExitReason.SHUTDOWN));
        } else {
            root.exitSignal(node.outside(), ExitReason.SHUTDOWN);
        }
        if (await(latch::isDone, supervisor ? deadline : Math.min(patience, deadline))) {
            return true;
        }
        if (!supervisor) {
            root.kill(ExitReason.KILLED);
            await(latch::isDone, deadline);
        }
        root.removeWatcher(latch);
        return false;
    }

    // ---- at once

    /// Kills every process and waits for their deaths, no longer than this time. What is left then
    /// is declared dead: everything linked to it and everything that waits for it is told.
    ///
    /// No process has entered the table since it was closed, so none is left over. All are marked
    /// as killed before the first death is announced: no supervisor starts a child again, and no
    /// process that traps exits hears of the end of another.
    void killAll(Duration grace) {
        long deadline = Clock.later(System.nanoTime(), Clock.nanos(grace));
        node.markAll(table.all());
        if (!await(this::killOnceMore, deadline)) {
            table.all().forEach(ProcessCell::declareDead);
            await(() -> table.all().isEmpty(), System.nanoTime() + TOLD_WITHIN);
        }
    }

    /// True if no process is left. A process that has been killed is not killed again, unless an
    /// Error ended the kill.
    private boolean killOnceMore() {
        List<ProcessCell> left = table.all();
        left.forEach(cell -> cell.kill(ExitReason.KILLED));
        node.resumeUnfinished();
        return left.isEmpty();
    }

    /// Waits; true if it is done, false if the time was over first.
    static boolean await(BooleanSupplier done, long deadline) {
        boolean interrupted = Thread.interrupted();
        long pause = SHORTEST_PAUSE;
        boolean isDone = done.getAsBoolean();
        while (!isDone && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(pause);
            interrupted |= Thread.interrupted();
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            isDone = done.getAsBoolean();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return isDone;
    }
}
