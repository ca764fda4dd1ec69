package dev.jobber.otp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The registered names of a node: each name belongs to one process, and a process has at most one
/// name.
final class NodeNames {
    private final ConcurrentMap<String, ProcessCell> names = new ConcurrentHashMap<>();

    /// Takes a name for a process. Empty if that succeeded; else the process that has the name, or
    /// the process itself if it is dead or has a name already.
    ///
    /// It holds the lock under which the process dies. So either the death finds the name and frees
    /// it, or this finds that the process is dead.
    Optional<Pid> register(String name, ProcessCell cell) {
        synchronized (cell.lock()) {
            if (cell.isDead() || cell.name() instanceof String) {
                return Optional.of(cell);
            }
            ProcessCell holder = names.putIfAbsent(name, cell);
            if (holder == null) {
                boolean known = false;
                try {
                    cell.named(name);
                    known = true;
                } finally {
                    if (!known) { // its death would not find the name
                        names.remove(name, cell);
                    }
                }
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

    /// All names that are taken, in alphabetical order.
    List<String> all() {
        return names.keySet().stream().sorted().toList();
    }
}
