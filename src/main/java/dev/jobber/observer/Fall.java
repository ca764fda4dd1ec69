package dev.jobber.observer;

import dev.jobber.job.JobHandle;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What ends with a process: its children, and the processes that its exit signal ends.
///
/// It is found by a look at the links and parents of all processes. No process is asked, so it is
/// an estimate: processes may start and end meanwhile.
///
/// @param processes how many processes end, the first one included
/// @param jobs how many jobs that have not ended yet lose their process
public record Fall(int processes, int jobs) {
    /// What a process is that is no server.
    private static final Set<String> NO_SERVERS = Set.of("process", "Task");

    /// How a process ends.
    public enum Ending {
        /// With `:normal`, as after `stop`. Processes that are only linked to it go on.
        NORMAL,
        /// With any other reason.
        ABNORMAL;

        /// With this reason.
        public static Ending of(ExitReason reason) {
            return reason.equals(ExitReason.NORMAL) ? NORMAL : ABNORMAL;
        }
    }

    /// `stops 7 processes, 3 of them running jobs`
    ///
    /// @param verb what is done to them: `stops`
    public String sentence(String verb) {
        String what = verb + " " + processes + (processes == 1 ? " process" : " processes");
        return switch (jobs) {
            case 0 -> what;
            case 1 -> what + (processes == 1 ? ", a running job" : ", one of them a running job");
            default -> what + ", " + jobs + " of them running jobs";
        };
    }

    /// What ends with a process.
    static Fall of(Observer observer, Pid first, Ending ending) {
        Node node = observer.node();
        List<ProcessInfo> all =
                node.processes().stream().map(node::info).flatMap(Optional::stream).toList();
        var children = new HashMap<Pid, List<ProcessInfo>>();
        var known = new HashMap<Pid, ProcessInfo>();
        for (ProcessInfo info : all) {
            known.put(info.pid(), info);
            info.parent()
                    .ifPresent(parent ->
                            children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(info));
        }
        Set<Pid> gone = gone(observer, first, ending, new Ties(known, children));
        return new Fall(gone.size(), jobs(observer, gone));
    }

    /// @param known all processes
    /// @param children the processes that each has started with a link
    private record Ties(Map<Pid, ProcessInfo> known, Map<Pid, List<ProcessInfo>> children) {}

    /// A supervisor ends its children. The end of another process reaches those that are linked to
    /// it, unless they trap exits.
    private static Set<Pid> gone(Observer observer, Pid first, Ending ending, Ties ties) {
        var gone = new HashSet<Pid>(Set.of(first));
        Deque<Pid> next = new ArrayDeque<>(gone);
        while (!next.isEmpty()) {
            Pid pid = next.remove();
            boolean isNormal = ending == Ending.NORMAL && pid.equals(first);
            boolean isSupervisor = observer.supervisors().isSupervisor(pid);
            for (ProcessInfo child : ties.children().getOrDefault(pid, List.of())) {
                if ((isSupervisor || endsWithParent(child, isNormal)) && gone.add(child.pid())) {
                    next.add(child.pid());
                }
            }
            Optional.ofNullable(ties.known().get(pid)).filter(_ -> !isNormal).stream()
                    .flatMap(info -> info.links().stream())
                    .filter(linked ->
                            Optional.ofNullable(ties.known().get(linked))
                                    .filter(info -> !info.trapExit())
                                    .isPresent())
                    .filter(gone::add)
                    .forEach(next::add);
        }
        return gone;
    }

    /// A server that traps exits ends with its parent, whatever the reason is.
    private static boolean endsWithParent(ProcessInfo child, boolean isNormal) {
        return child.trapExit() ? !NO_SERVERS.contains(child.what()) : !isNormal;
    }

    private static int jobs(Observer observer, Set<Pid> gone) {
        int jobs = 0;
        for (JobHandle job : observer.jobber().jobs()) {
            boolean falls =
                    !job.info().status().isEnd()
                            && job.info().pid().stream()
                                    .flatMapToLong(pid -> ProcessLookup.number(pid).stream())
                                    .mapToObj(observer.node()::pid)
                                    .flatMap(Optional::stream)
                                    .anyMatch(gone::contains);
            jobs += falls ? 1 : 0;
        }
        return jobs;
    }
}
