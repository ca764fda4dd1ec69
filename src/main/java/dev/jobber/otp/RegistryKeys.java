package dev.jobber.otp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The entries of a registry by key. A lookup never blocks.
sealed interface RegistryKeys {
    /// An entry for this table, not entered yet.
    RegistryEntry entry(RegistryTables tables, ProcessCell owner, Hashed key, Hashed value);

    /// Enters an entry. If another entry holds the key, returns that one and enters nothing.
    @Nullable RegistryEntry add(RegistryEntry entry);

    /// Takes an entry out, once.
    void remove(RegistryEntry entry);

    /// Shows the entries of a key, the newest first.
    void forEach(Object key, Consumer<RegistryEntry> action);

    /// The entries of a key as others see them, the oldest first.
    List<Registry.Entry> shown(Object key);

    /// Shows all entries.
    void forEach(Consumer<RegistryEntry> action);

    /// How many there are.
    long count();

    /// One entry for each key.
    final class Unique implements RegistryKeys {
        private final ConcurrentHashMap<Hashed, RegistryEntry> entries = new ConcurrentHashMap<>();

        @Override
        public RegistryEntry entry(
                RegistryTables tables, ProcessCell owner, Hashed key, Hashed value) {
            return new RegistryEntry(tables, owner, key, value);
        }

        @Override
        public @Nullable RegistryEntry add(RegistryEntry entry) {
            return entries.putIfAbsent(entry.key, entry);
        }

        @Nullable RegistryEntry find(Object key) {
            return entries.get(new Hashed(key));
        }

        @Override
        public void remove(RegistryEntry entry) {
            entries.remove(entry.key.safe(), entry);
        }

        @Override
        public void forEach(Object key, Consumer<RegistryEntry> action) {
            RegistryEntry entry = entries.get(new Hashed(key));
            if (entry != null) {
                action.accept(entry);
            }
        }

        @Override
        public List<Registry.Entry> shown(Object key) {
            RegistryEntry entry = entries.get(new Hashed(key));
            return entry == null ? List.of() : entry.shown().map(List::of).orElse(List.of());
        }

        @Override
        public void forEach(Consumer<RegistryEntry> action) {
            entries.values().forEach(action);
        }

        @Override
        public long count() {
            return entries.mappingCount();
        }
    }

    /// Many entries for each key, one process's too: the newest of each key is the head of a list
    /// through the entries, which is changed only inside a compute of the map.
    final class Duplicate implements RegistryKeys {
        private final ConcurrentMap<Hashed, RegistryEntry.Duplicate> newest =
                new ConcurrentHashMap<>();
        private final LongAdder count = new LongAdder();

        @Override
        public RegistryEntry entry(
                RegistryTables tables, ProcessCell owner, Hashed key, Hashed value) {
            return new RegistryEntry.Duplicate(tables, owner, key, value);
        }

        @Override
        public @Nullable RegistryEntry add(RegistryEntry entry) {
            var added = (RegistryEntry.Duplicate) entry;
            newest.compute(
                    entry.key,
                    (same, head) -> {
                        added.nextOfKey = head;
                        if (head != null) {
                            head.previousOfKey = added;
                        }
                        return added;
                    });
            count.increment();
            return null;
        }

        @Override
        public void remove(RegistryEntry entry) {
            newest.computeIfPresent(entry.key.safe(), (same, head) -> without(head, entry));
            count.decrement();
        }

        private static RegistryEntry.@Nullable Duplicate without(
                RegistryEntry.Duplicate head, RegistryEntry entry) {
            var removed = (RegistryEntry.Duplicate) entry;
            RegistryEntry.Duplicate before = removed.previousOfKey;
            RegistryEntry.Duplicate after = removed.nextOfKey;
            if (before != null) {
                before.nextOfKey = after;
            }
            if (after != null) {
                after.previousOfKey = before;
            }
            return head == removed ? after : head;
        }

        @Override
        public void forEach(Object key, Consumer<RegistryEntry> action) {
            forEach(new Hashed(key), action);
        }

        private void forEach(Hashed key, Consumer<RegistryEntry> action) {
            for (RegistryEntry.Duplicate each = newest.get(key);
                    each != null;
                    each = each.nextOfKey) {
                action.accept(each);
            }
        }

        @Override
        public List<Registry.Entry> shown(Object key) {
            List<Registry.Entry> newestFirst = new ArrayList<>();
            forEach(key, entry -> entry.shown().ifPresent(newestFirst::add));
            return List.copyOf(newestFirst.reversed());
        }

        @Override
        public void forEach(Consumer<RegistryEntry> action) {
            newest.keySet().forEach(key -> forEach(key.safe(), action));
        }

        @Override
        public long count() {
            return count.sum();
        }
    }
}
