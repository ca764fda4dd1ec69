package dev.jobber.observer;

import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts how often supervisors have started children again. Children without ids, and jobs, which
/// know it themselves, are left out, so that there are never more counts than the tree has
/// branches.
public final class RestartCounts implements EventListener {
    private final Map<Child, Integer> counts = new ConcurrentHashMap<>();

    private record Child(Pid supervisor, Object id) {}

    @Override
    public void on(Event event) {
        if (event instanceof Event.Restarted(Pid supervisor, Object id, Pid _, ExitReason _)
                && id != DynamicSupervisor.UNDEFINED
                && !"Job".equals(id)) {
            counts.keySet().removeIf(child -> !child.supervisor().isAlive());
            counts.merge(new Child(supervisor, id), 1, Integer::sum);
        }
    }

    /// How often a supervisor has started a child again.
    int of(Pid supervisor, Object id) {
        return counts.getOrDefault(new Child(supervisor, id), 0);
    }
}
