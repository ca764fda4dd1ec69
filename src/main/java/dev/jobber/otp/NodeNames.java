package dev.jobber.otp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The names that processes of a node are registered under: each is one process's, and a process
/// has one at most.
final class NodeNames {
    private final ConcurrentMap<String, ProcessCell> names = new ConcurrentHashMap<>();

    /// Takes a name for a process. Empty if that succeeded; else the process that has the name, or
    /// the process itself if it is dead or has a name already.
    ///
    /// The lock is the one under which the process dies: a death finds the name, or the name finds
    /// the death.
    Optional<Pid> register(String name, ProcessCell cell) {
        synchronized (cell.lock()) {
            if (cell.isDead() || cell.name() instanceof String) {
                return Optional.of(cell);
            }
            ProcessCell holder = names.putIfAbsent(name, cell);
            if (holder == null) {
                cell.named(name);
            }
            return Optional.ofNullable(holder);
        }
    }

    /// The name of a process that has died is free.
    void ownerDied(String name, ProcessCell cell) {
        names.remove(name, cell);
    }

    /// Takes a name from the process that has it.
    void unregister(String name, ProcessCell cell) {
        synchronized (cell.lock()) {
            if (names.remove(name, cell)) {
                cell.nameless();
            }
        }
    }

    /// The process that has the name; null if none has it.
    @Nullable ProcessCell holder(String name) {
        return names.get(name);
    }

    /// All that are taken, in alphabetical order.
    List<String> all() {
        return names.keySet().stream().sorted().toList();
    }
}
