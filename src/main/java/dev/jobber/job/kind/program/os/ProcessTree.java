package dev.jobber.job.kind.program.os;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// Processes and all their descendants, as Java sees them.
public final class ProcessTree {
    private ProcessTree() {}

    /// Kills processes and all their descendants. Does not wait until they are gone.
    ///
    /// None escapes by a fork: all are stopped before the first is killed, and one that stands
    /// still starts no other. A start that was under way when a process was stopped shows at the
    /// next look, so it looks until a look finds nothing new.
    ///
    /// @return those that were alive
    public static Set<ProcessHandle> kill(Collection<ProcessHandle> roots) {
        Set<ProcessHandle> stopped = new LinkedHashSet<>();
        boolean isNew = stop(roots, stopped);
        while (isNew) {
            isNew = stop(stopped.stream().flatMap(ProcessHandle::descendants).toList(), stopped);
        }
        stopped.forEach(ProcessHandle::destroyForcibly);
        return stopped;
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
