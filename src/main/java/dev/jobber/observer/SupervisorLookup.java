package dev.jobber.observer;

import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.Inspect;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.otp.Supervisor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Asks supervisors for their children. It never asks another process, which would crash.
public final class SupervisorLookup {
    private static final String DYNAMIC = "DynamicSupervisor";
    private static final Set<String> SERVERS = Set.of(DYNAMIC, "Supervisor");

    private final Node node;
    private final ProcessLookup processes;

    SupervisorLookup(Node node, ProcessLookup processes) {
        this.node = node;
        this.processes = processes;
    }

    /// Whether a process is a supervisor.
    public boolean isSupervisor(Pid pid) {
        return node.identity(pid)
                .map(ProcessInfo.Identity::what)
                .filter(SERVERS::contains)
                .isPresent();
    }

    /// Whether a supervisor knows its children by their pids and not by ids.
    public boolean isDynamic(Pid pid) {
        return node.identity(pid)
                .map(ProcessInfo.Identity::what)
                .filter(DYNAMIC::equals)
                .isPresent();
    }

    /// The key under which a supervisor knows the child that a text means: the id as it is shown,
    /// or the running process.
    public Optional<Object> child(Pid supervisor, String text) {
        Optional<Pid> pid = processes.find(text);
        return Supervisor.whichChildren(supervisor).stream()
                .filter(child -> isCalled(child, text) || isProcess(child, pid))
                .findFirst()
                .map(Supervisor.Child::id);
    }

    /// What a supervisor calls its children.
    public List<String> ids(Pid supervisor) {
        return Supervisor.whichChildren(supervisor).stream()
                .map(SupervisorLookup::id)
                .distinct()
                .toList();
    }

    private static boolean isCalled(Supervisor.Child child, String text) {
        return child.id() != DynamicSupervisor.UNDEFINED && Inspect.text(child.id()).equals(text);
    }

    private static boolean isProcess(Supervisor.Child child, Optional<Pid> pid) {
        return child.state() instanceof Supervisor.ChildState.Running(Pid running)
                && pid.equals(Optional.of(running));
    }

    /// The pid of a child, `restarting` or `undefined`.
    public static String state(Supervisor.Child child) {
        return switch (child.state()) {
            case Supervisor.ChildState.Running(Pid pid) -> pid.toString();
            case Supervisor.ChildState.Restarting() -> "restarting";
            case Supervisor.ChildState.Undefined() -> "undefined";
        };
    }

    /// The id of a child; `undefined` under a dynamic supervisor.
    public static String id(Supervisor.Child child) {
        return child.id() == DynamicSupervisor.UNDEFINED ? "undefined" : Inspect.text(child.id());
    }
}
