package dev.jobber.observer;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.otp.ProcessStatus;
import dev.jobber.otp.Supervisor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// Walks the supervision tree from a supervisor down, asking each for its children.
final class ProcessTreeWalk {
    private final Observer observer;
    private final BiConsumer<String, Pid> asked;
    private final Map<String, JobInfo> jobs = new HashMap<>();

    /// @param asked hears of each supervisor, by name and pid, before its answer is waited for
    ProcessTreeWalk(Observer observer, BiConsumer<String, Pid> asked) {
        this.observer = observer;
        this.asked = asked;
        long runner = observer.jobber().runner().whereis().map(Pid::id).orElse(0L);
        for (JobHandle job : observer.jobber().jobs()) {
            JobInfo info = job.info();
            info.pid().ifPresent(pid -> jobs.put(pid, info));
            job.supervisorNumber().stream()
                    .filter(number -> number != runner)
                    .forEach(number -> jobs.put("#PID<0." + number + ".0>", info));
        }
    }

    /// All processes: the tree first, then those that no process of it has started, each with those
    /// that it has started.
    ProcessTree all() {
        List<ProcessTree> roots = new ArrayList<>();
        observer.jobber().supervisor().whereis().ifPresent(top -> roots.add(from(top)));
        Set<String> seen = new HashSet<>();
        roots.forEach(tree -> addPids(tree, seen));
        Map<Pid, ProcessInfo> others = new LinkedHashMap<>();
        for (Pid pid : observer.node().processes()) {
            if (!seen.contains(pid.toString())) {
                observer.node().info(pid).ifPresent(info -> others.put(pid, info));
            }
        }
        Map<Pid, List<Pid>> children = new HashMap<>();
        List<Pid> tops = new ArrayList<>();
        others.forEach((pid, info) -> {
            Optional<Pid> parent = info.parent().filter(others::containsKey);
            (parent.isPresent()
                            ? children.computeIfAbsent(parent.get(), _ -> new ArrayList<>())
                            : tops)
                    .add(pid);
        });
        for (Pid top : tops) {
            if (!seen.contains(top.toString())) {
                ProcessTree tree = started(top, others, children);
                addPids(tree, seen);
                roots.add(tree);
            }
        }
        return new ProcessTree(
                new ProcessTree.Entry(ProcessTree.NODE, "", "node", "running", 0), roots);
    }

    private static void addPids(ProcessTree tree, Set<String> pids) {
        pids.add(tree.process().pid());
        tree.children().forEach(child -> addPids(child, pids));
    }

    /// A process that is not in the tree, with those that it has started.
    private ProcessTree started(
            Pid pid, Map<Pid, ProcessInfo> others, Map<Pid, List<Pid>> children) {
        if (observer.supervisors().isSupervisor(pid)) {
            return from(pid);
        }
        ProcessInfo info = Objects.requireNonNull(others.get(pid));
        Optional<JobInfo> job = Optional.ofNullable(jobs.get(pid.toString()));
        var process =
                new ProcessTree.Entry(
                        called(job.map(JobInfo::id).or(() -> name(pid)).orElseGet(info::what), pid),
                        pid.toString(),
                        "worker",
                        job.map(it -> it.status().toString())
                                .orElseGet(() -> status(info.status())),
                        job.map(JobInfo::restarts).orElse(0));
        return new ProcessTree(
                process,
                children.getOrDefault(pid, List.of()).stream()
                        .map(child -> started(child, others, children))
                        .toList());
    }

    ProcessTree from(Pid supervisor) {
        return supervisor(supervisor, name(supervisor).orElseGet(() -> module(supervisor)), 0);
    }

    private ProcessTree supervisor(Pid pid, String name, int restarts) {
        return new ProcessTree(
                new ProcessTree.Entry(
                        called(name, pid), pid.toString(), "supervisor", status(pid), restarts),
                children(pid));
    }

    private List<ProcessTree> children(Pid supervisor) {
        asked.accept(name(supervisor).orElseGet(supervisor::toString), supervisor);
        try {
            List<Supervisor.Child> children = Supervisor.whichChildren(supervisor);
            // A supervisor whose children have ids lists the last child first.
            List<Supervisor.Child> started =
                    observer.supervisors().isDynamic(supervisor) ? children : children.reversed();
            return started.stream().map(child -> node(supervisor, child)).toList();
        } catch (ExitException gone) {
            return List.of();
        }
    }

    private ProcessTree node(Pid supervisor, Supervisor.Child child) {
        int restarts = observer.restarts().of(supervisor, child.id());
        return switch (child.state()) {
            case Supervisor.ChildState.Running(Pid pid)
                    when observer.supervisors().isSupervisor(pid) ->
                    supervisor(
                            pid, name(pid).orElseGet(() -> calledByItsSupervisor(child)), restarts);
            case Supervisor.ChildState.Running(Pid pid) ->
                    worker(supervisor, child, pid.toString(), status(pid), restarts);
            case Supervisor.ChildState.Restarting() ->
                    worker(supervisor, child, "restarting", "restarting", restarts);
            case Supervisor.ChildState.Undefined() ->
                    worker(supervisor, child, "undefined", "undefined", restarts);
        };
    }

    /// A job is found by its pid. If it has no process, it is found by its supervisor.
    private ProcessTree worker(
            Pid supervisor, Supervisor.Child child, String pid, String status, int restarts) {
        Optional<JobInfo> job =
                Optional.ofNullable(jobs.get(pid))
                        .or(() -> Optional.ofNullable(jobs.get(supervisor.toString())));
        String type = child.type() == ChildSpec.Type.SUPERVISOR ? "supervisor" : "worker";
        ProcessTree.Entry process =
                job.map(info ->
                                new ProcessTree.Entry(
                                        info.id(),
                                        pid,
                                        type,
                                        info.status().toString(),
                                        info.restarts()))
                        .orElseGet(() ->
                                new ProcessTree.Entry(called(child), pid, type, status, restarts));
        return new ProcessTree(process, List.of());
    }

    private static ProcessTree.Called called(String name, Pid pid) {
        return ProcessTree.Called.of(name, pid.label());
    }

    private static ProcessTree.Called called(Supervisor.Child child) {
        String name = calledByItsSupervisor(child);
        return child.state() instanceof Supervisor.ChildState.Running(Pid pid)
                ? called(name, pid)
                : ProcessTree.Called.of(name, Optional.empty());
    }

    /// The name that is shown of a child without a registered name: its id if that is a word, or
    /// else its module.
    private static String calledByItsSupervisor(Supervisor.Child child) {
        String id = SupervisorLookup.id(child);
        var modules = String.join(", ", child.modules());
        return switch (child.id()) {
            case String word -> word;
            case Number number -> modules + " " + number;
            default -> child.id() == DynamicSupervisor.UNDEFINED ? modules : id;
        };
    }

    private Optional<String> name(Pid pid) {
        return observer.node().info(pid).flatMap(ProcessInfo::name).map(Object::toString);
    }

    private String module(Pid pid) {
        return observer.node().info(pid).map(ProcessInfo::what).orElse("Supervisor");
    }

    private String status(Pid pid) {
        return status(
                observer.node().info(pid).map(ProcessInfo::status).orElse(ProcessStatus.DEAD));
    }

    private static String status(ProcessStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
