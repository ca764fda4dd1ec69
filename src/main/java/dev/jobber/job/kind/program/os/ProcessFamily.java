package dev.jobber.job.kind.program.os;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All operating-system processes of one program: the program itself, and all that it started.
///
/// A member is found in three ways, and each finds what the others do not:
///
/// | way | finds | does not find |
/// |---|---|---|
/// | its group is the program's | orphans | a process that has taken its own group or session |
/// | its parent is a member | a process with its own group | orphans |
/// | its environment has the mark | both | a process with another environment |
///
/// A process that was a member at an earlier look stays a member. No way finds an orphan with its
/// own session and another environment. Only a program that wants to hide does all three.
///
/// Not for use by several threads at once.
public final class ProcessFamily {
    private final long leader;
    private final long begin;
    private final String mark;

    /// All members ever seen.
    private final Set<OsProcess.Identity> seen = new HashSet<>();

    /// Those of them that have been asked to end.
    private final Set<OsProcess.Identity> asked = new HashSet<>();

    /// @param leader the number of the program's own process, and of its group
    /// @param begin no member started before, in the units of the table of processes
    /// @param mark what only the environment of this program has
    public ProcessFamily(long leader, long begin, String mark) {
        this.leader = leader;
        this.begin = begin;
        this.mark = mark;
    }

    /// The number of the program's own process.
    long leader() {
        return leader;
    }

    /// The members that live at a look.
    List<OsProcess> members(ProcessSnapshot look) {
        Deque<OsProcess> found = new ArrayDeque<>(look.marked(mark));
        found.addAll(look.group(leader));
        look.process(leader).ifPresent(found::add);
        seen.stream()
                .flatMap(each -> look.process(each.pid()).stream())
                .filter(each -> seen.contains(each.identity()))
                .forEach(found::add);
        Set<OsProcess> members = new LinkedHashSet<>();
        while (!found.isEmpty()) {
            OsProcess each = found.remove();
            if (each.identity().started() >= begin && members.add(each)) {
                found.addAll(look.children(each.pid()));
            }
        }
        members.forEach(each -> seen.add(each.identity()));
        return List.copyOf(members);
    }

    /// Asks members to end that have not been asked, those of the group at once: a shell must not
    /// go on with its next command because the one before was asked first. What is stopped goes on,
    /// and can tidy up.
    void ask(List<OsProcess> members) {
        List<OsProcess> others =
                members.stream().filter(each -> asked.add(each.identity())).toList();
        for (Signal signal : List.of(Signal.TERM, Signal.CONT)) {
            if (others.stream().anyMatch(this::isInGroup)) {
                signal.sendToGroup(leader);
            }
            others.stream()
                    .filter(each -> !isInGroup(each))
                    .forEach(each -> signal.send(each.pid()));
        }
    }

    /// Kills members.
    ///
    /// @param members empty where the table could not be read; the group is known all the same
    void kill(Optional<List<OsProcess>> members) {
        if (members.isEmpty() || members.get().stream().anyMatch(this::isInGroup)) {
            Signal.KILL.sendToGroup(leader);
        }
        members.stream().flatMap(List::stream).forEach(each -> Signal.KILL.send(each.pid()));
    }

    private boolean isInGroup(OsProcess process) {
        return process.group() == leader;
    }
}
