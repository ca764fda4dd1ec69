package dev.jobber.job.kind.program.os;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Processes and all their descendants, as Java sees them.
public final class ProcessTree {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// Between two looks, in nanoseconds: 100 us.
    private static final long LOOK = 100_000;

    private ProcessTree() {}

    /// Kills processes and all their descendants. Does not wait until they are gone.
    ///
    /// None escapes by a fork: all are stopped before the first is killed, and one that stands
    /// still starts no other. A start that was under way when a process was stopped shows once that
    /// process stands still, so it waits for that, and looks until a look finds nothing new.
    ///
    /// One that does not stand still within [#PATIENCE] is not waited for: it waits inside the
    /// system, for a child that is about to become another program and has been stopped itself.
    ///
    /// @return those that were alive
    public static Set<ProcessHandle> kill(Collection<ProcessHandle> roots) {
        Set<ProcessHandle> stopped = new LinkedHashSet<>();
        boolean isNew = stop(roots, stopped);
        while (isNew) {
            awaitStill(stopped);
            isNew = stop(stopped.stream().flatMap(ProcessHandle::descendants).toList(), stopped);
        }
        stopped.forEach(ProcessHandle::destroyForcibly);
        return stopped;
    }

    private static void awaitStill(Set<ProcessHandle> stopped) {
        OsProcesses table = OsProcesses.ofThisMachine();
        long begin = System.nanoTime();
        for (ProcessHandle each : stopped) {
            while (!table.standsStill(each.pid())
                    && System.nanoTime() - begin < PATIENCE.toNanos()) {
                LockSupport.parkNanos(LOOK);
            }
        }
    }

    /// True if one of them lives and was not stopped before.
    private static boolean stop(Collection<ProcessHandle> found, Set<ProcessHandle> stopped) {
        boolean isNew = false;
        for (ProcessHandle each : found) {
            if (each.isAlive() && stopped.add(each)) {
                Signal.STOP.send(each.pid());
                isNew = true;
            }
        }
        return isNew;
    }
}
