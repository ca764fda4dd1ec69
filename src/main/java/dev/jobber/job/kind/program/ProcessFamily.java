package dev.jobber.job.kind.program;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// All operating-system processes of one program: the program itself, and all that it started.
///
/// A member is found in three ways, and each finds what the others do not:
///
/// | way | finds | does not find |
/// |---|---|---|
/// | its group is the program's | orphans | a process that has taken its own group or session |
/// | its parent is a member, or was at an earlier look | a process with its own group | orphans |
/// | its environment has the mark | both | a process with another environment |
///
/// No way finds an orphan with its own session and another environment. Only a program that wants
/// to hide does all three.
///
/// Not for use by several threads at once.
final class ProcessFamily {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final OsProcesses table;
    private final long leader;
    private final long begin;
    private final String mark;

    /// All members ever seen, so that their children are members too.
    private final Set<OsProcess.Identity> seen = new HashSet<>();

    /// @param leader the number of the program's own process, and of its group
    /// @param begin no member started before, in the units of the table
    /// @param mark an entry of the environment that only this program was given, `NAME=VALUE`
    ProcessFamily(OsProcesses table, long leader, long begin, String mark) {
        this.table = table;
        this.leader = leader;
        this.begin = begin;
        this.mark = mark;
    }

    /// The members that live now.
    List<OsProcess> living() {
        List<OsProcess> all = table.living();
        Map<Long, OsProcess> byPid =
                all.stream().collect(Collectors.toMap(OsProcess::pid, each -> each, (a, _) -> a));
        Map<OsProcess.Identity, Boolean> known = new HashMap<>();
        List<OsProcess> members =
                all.stream().filter(each -> isMember(each, byPid, known)).toList();
        members.forEach(each -> seen.add(each.identity()));
        return members;
    }

    private boolean isMember(
            OsProcess process, Map<Long, OsProcess> byPid, Map<OsProcess.Identity, Boolean> known) {
        Boolean before = known.get(process.identity());
        if (before != null) {
            return before;
        }
        known.put(process.identity(), false); // the table was not read at one moment
        boolean member = isMemberByItself(process) || isChildOfMember(process, byPid, known);
        known.put(process.identity(), member);
        return member;
    }

    private boolean isMemberByItself(OsProcess process) {
        return seen.contains(process.identity())
                || isYoungEnough(process)
                        && (process.pid() == leader
                                || process.group() == leader
                                || table.hasEnvironment(process, mark));
    }

    private boolean isChildOfMember(
            OsProcess process, Map<Long, OsProcess> byPid, Map<OsProcess.Identity, Boolean> known) {
        OsProcess parent = byPid.get(process.parent());
        return parent != null && isYoungEnough(process) && isMember(parent, byPid, known);
    }

    private boolean isYoungEnough(OsProcess process) {
        return process.identity().started() >= begin;
    }

    /// Ends all members: [Signal#TERM], after the grace [Signal#KILL], repeated until none is
    /// found.
    ///
    /// Blocks until then, whatever interrupts the thread: a member that the operating system cannot
    /// end just now is waited for.
    ///
    /// @param grace how long they may take after [Signal#TERM]
    /// @param hurry asked again and again; true ends the grace
    void end(Duration grace, Hurry hurry) {
        boolean interrupted = false;
        Set<OsProcess.Identity> asked = new HashSet<>();
        long asking = System.nanoTime();
        for (List<OsProcess> left = living(); !left.isEmpty(); left = living()) {
            boolean late = System.nanoTime() - asking >= grace.toNanos();
            if (late || hurry.isWanted()) {
                signal(Signal.KILL, left);
            } else {
                signal(
                        Signal.TERM,
                        left.stream().filter(each -> asked.add(each.identity())).toList());
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether there is no time for a grace.
    @FunctionalInterface
    interface Hurry {
        boolean isWanted();
    }

    private void signal(Signal signal, List<OsProcess> members) {
        if (signal == Signal.KILL && members.stream().anyMatch(each -> each.group() == leader)) {
            signal.sendToGroup(leader);
        }
        members.forEach(each -> signal.send(each.pid()));
    }
}
