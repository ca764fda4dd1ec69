package dev.jobber.otp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The children of a supervisor in the order of their start, found by process or by id.
///
/// It is a list. The index that finds a child is made only when there are more than a few children
/// and one is looked for. The cost of an operation does not grow with their number, except for
/// [#list]. Only the supervisor's process uses it.
final class SupervisorChildren {
    /// Up to this number of children, the list alone is quicker than a table, and much smaller.
    private static final int FEW = 8;

    private @Nullable SupervisorChild first;
    private @Nullable SupervisorChild last;
    private int size;
    private int supervisors;
    private int restarting;

    /// Null as long as the children are few, or none has been looked for.
    private @Nullable SupervisorChildIndex index;

    // ---- the list

    @Nullable SupervisorChild first() {
        return first;
    }

    @Nullable SupervisorChild last() {
        return last;
    }

    int size() {
        return size;
    }

    int supervisors() {
        return supervisors;
    }

    /// Whether any child runs.
    boolean isAnyRunning() {
        SupervisorChild each = first;
        while (each != null && !each.isRunning()) {
            each = each.next;
        }
        return each != null;
    }

    /// How many wait for another try of their restart.
    int restarting() {
        return restarting;
    }

    /// Adds a child that does not run yet. If code of its id throws, nothing changes.
    void append(SupervisorChild entry) {
        if (index != null) {
            index.enter(entry);
        }
        SupervisorChild before = last;
        entry.previous = before;
        if (before == null) {
            first = entry;
        } else {
            before.next = entry;
        }
        last = entry;
        size++;
        if (entry.spec.type() == ChildSpec.Type.SUPERVISOR) {
            supervisors++;
        }
    }

    void remove(SupervisorChild entry) {
        stopped(entry);
        SupervisorChild before = entry.previous;
        SupervisorChild after = entry.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        size--;
        if (entry.spec.type() == ChildSpec.Type.SUPERVISOR) {
            supervisors--;
        }
        if (index != null) {
            index.takeOut(entry);
        }
        if (size == 0) {
            index = null;
        }
    }

    /// What `which_children` answers, in the order of their start.
    List<Supervisor.Child> list(Function<SupervisorChild, Object> id) {
        List<Supervisor.Child> all = new ArrayList<>(size);
        for (SupervisorChild each = first; each != null; each = each.next) {
            all.add(each.asChild(id.apply(each)));
        }
        return all;
    }

    // ---- what becomes of a child

    void running(SupervisorChild entry, ProcessCell process) {
        stopped(entry);
        entry.runs(process);
        if (index != null) {
            index.runs(entry);
        }
    }

    /// Its restart failed. It is still found by its last process.
    void restarting(SupervisorChild entry) {
        if (entry.state() != SupervisorChild.State.RESTARTING) {
            entry.restarts();
            restarting++;
        }
    }

    void stopped(SupervisorChild entry) {
        if (entry.state() == SupervisorChild.State.RESTARTING) {
            restarting--;
        }
        if (index != null) {
            index.stops(entry);
        }
        entry.stops();
    }

    // ---- looking for one

    /// The child that has this process, or had it last and is being restarted; null if there is
    /// none.
    @Nullable SupervisorChild withProcess(ProcessCell process) {
        if (index == null && size <= FEW) {
            SupervisorChild each = first;
            while (each != null && each.pid() != process) {
                each = each.next;
            }
            return each;
        }
        return index().withProcess(process, first);
    }

    /// The child of that id; null if there is none. An id whose `equals` throws is equal only to
    /// itself. If `hashCode` of the id that is looked for throws, this throws the same.
    @Nullable SupervisorChild withId(Object id) {
        if (index == null && size <= FEW) {
            SupervisorChild each = first;
            while (each != null && !isSame(each.spec.id(), id)) {
                each = each.next;
            }
            return each;
        }
        return index().withId(id, first);
    }

    private SupervisorChildIndex index() {
        SupervisorChildIndex made = index == null ? new SupervisorChildIndex() : index;
        index = made;
        return made;
    }

    private static boolean isSame(Object one, Object other) {
        boolean[] same = {one == other};
        return same[0] || Guard.problemOf(() -> same[0] = one.equals(other)) == null && same[0];
    }
}
