package dev.jobber.otp;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Names for processes that are no atoms: keys of any kind, each with a value, held until their
/// process ends.
public final class Registry {
    private final String name;
    private final ConcurrentMap<Object, Entry> entries = new ConcurrentHashMap<>();

    Registry(String name) {
        this.name = name;
    }

    /// The live process that holds the key.
    public Optional<Pid> whereis(Object key) {
        return Optional.<Pid>ofNullable(holder(key)).filter(Pid::isAlive);
    }

    @Nullable Cell holder(Object key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.owner;
    }

    /// Enters a process that is about to start; answers who has the key if it is taken.
    Optional<Pid> registerName(Cell cell, Via via) {
        Entry entry = new Entry(cell, via.key());
        Entry holder = entries.putIfAbsent(via.key(), entry);
        if (holder != null) {
            return Optional.of(holder.owner);
        }
        cell.addRegistration(entry);
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }

    private final class Entry extends Registration {
        final Cell owner;
        private final Object key;

        Entry(Cell owner, Object key) {
            this.owner = owner;
            this.key = key;
        }

        @Override
        void ownerDied() {
            entries.remove(key, this);
        }
    }
}
