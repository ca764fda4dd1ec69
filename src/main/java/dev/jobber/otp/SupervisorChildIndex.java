package dev.jobber.otp;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds a child among many, by process or by id. Each of the two tables is made at the first
/// lookup that needs it. Only the supervisor's process uses it.
final class SupervisorChildIndex {
    private @Nullable ByProcess byProcess;
    private @Nullable ById byId;

    private static final class ByProcess extends OpenHashTable<ProcessCell, SupervisorChild> {
        @Override
        ProcessCell keyOf(SupervisorChild entry) {
            ProcessCell process = entry.pid();
            if (process == null) {
                throw new IllegalStateException("this child has no process");
            }
            return process;
        }
    }

    /// Code of an id (`hashCode`, `equals`) is called when its child is entered, and not when the
    /// child is taken out.
    private static final class ById {
        private final Map<Hashed, SupervisorChild> children = new HashMap<>();
        private final Map<SupervisorChild, Hashed> keys = new IdentityHashMap<>();

        void enter(SupervisorChild entry) {
            var key = new Hashed(entry.spec.id());
            children.put(key, entry);
            keys.put(entry, key);
        }

        void takeOut(SupervisorChild entry) {
            Hashed key = keys.remove(entry);
            if (key != null) {
                children.remove(key.safe());
            }
        }
    }

    // ---- what becomes of a child

    /// Adds a child. If code of its id throws, nothing changes.
    void enter(SupervisorChild entry) {
        if (byId != null) {
            byId.enter(entry);
        }
    }

    void takeOut(SupervisorChild entry) {
        if (byId != null) {
            byId.takeOut(entry);
        }
    }

    /// It has a process now.
    void runs(SupervisorChild entry) {
        if (byProcess != null) {
            byProcess.put(entry);
        }
    }

    /// It is about to have none.
    void stops(SupervisorChild entry) {
        ProcessCell process = entry.pid();
        if (byProcess != null && process != null) {
            byProcess.remove(process);
        }
    }

    // ---- looking for one

    /// The child that has this process, or had it last and is being restarted; null if there is
    /// none.
    ///
    /// @param first the first of all children
    @Nullable SupervisorChild withProcess(ProcessCell process, @Nullable SupervisorChild first) {
        ByProcess table = byProcess;
        if (table == null) {
            table = new ByProcess();
            for (SupervisorChild each = first; each != null; each = each.next) {
                if (each.pid() != null) {
                    table.put(each);
                }
            }
            byProcess = table;
        }
        return table.get(process);
    }

    /// The child of that id; null if there is none.
    ///
    /// @param first the first of all children
    @Nullable SupervisorChild withId(Object id, @Nullable SupervisorChild first) {
        ById table = byId;
        if (table == null) {
            table = new ById();
            for (SupervisorChild each = first; each != null; each = each.next) {
                table.enter(each);
            }
            byId = table;
        }
        return table.children.get(new Hashed(id).safe());
    }
}
