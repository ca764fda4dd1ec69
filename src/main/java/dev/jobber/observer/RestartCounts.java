package dev.jobber.observer;

import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts how often supervisors have restarted their children. Only children with ids are counted,
/// and no jobs, because a job counts its own restarts. So there are never more counts than children
/// with ids.
public final class RestartCounts implements EventListener {
    private final Map<Child, Integer> counts = new ConcurrentHashMap<>();

    private record Child(Pid supervisor, Object id) {}

    @Override
    public void on(Event event) {
        if (event instanceof Event.Restarted(Pid supervisor, Object id, Pid _, ExitReason _, _)
                && id != DynamicSupervisor.UNDEFINED
                && !"Job".equals(id)) {
            counts.keySet().removeIf(child -> !child.supervisor().isAlive());
            counts.merge(new Child(supervisor, id), 1, Integer::sum);
        }
    }

    /// How often a supervisor has restarted a child.
    int of(Pid supervisor, Object id) {
        return counts.getOrDefault(new Child(supervisor, id), 0);
    }
}
