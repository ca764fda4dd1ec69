package dev.jobber.otp;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/// The entries of a registry by value: a lookup of one value reads no other entries.
///
/// The map holds the newest entry of each value, the head of a list through the entries. Every look
/// at or change of a list happens inside a compute of the map, which is its lock.
final class RegistryValueIndex {
    private final ConcurrentMap<Hashed, RegistryEntry> newest = new ConcurrentHashMap<>();

    /// Enters an entry, unless it has lost this value meanwhile.
    ///
    /// The entry's value is read inside the compute. So a thread that takes the entry out later
    /// also removes it here later.
    void add(Hashed value, RegistryEntry entry) {
        newest.compute(
                value,
                (same, head) -> {
                    if (!entry.stillHas(value)) {
                        return head;
                    }
                    entry.nextOfValue = head;
                    if (head != null) {
                        head.previousOfValue = entry;
                    }
                    return entry;
                });
    }

    /// Takes an entry out, if it is in the index.
    void remove(Hashed value, RegistryEntry entry) {
        newest.computeIfPresent(
                value.safe(),
                (same, head) -> {
                    RegistryEntry before = entry.previousOfValue;
                    RegistryEntry after = entry.nextOfValue;
                    if (before == null && head != entry) {
                        return head;
                    }
                    if (before != null) {
                        before.nextOfValue = after;
                    }
                    if (after != null) {
                        after.previousOfValue = before;
                    }
                    entry.previousOfValue = null;
                    entry.nextOfValue = null;
                    return head == entry ? after : head;
                });
    }

    /// Shows all entries of a value, the newest first, as they are at one moment.
    void forEach(Object value, Consumer<RegistryEntry> action) {
        newest.computeIfPresent(
                new Hashed(value),
                (same, head) -> {
                    for (RegistryEntry each = head; each != null; each = each.nextOfValue) {
                        action.accept(each);
                    }
                    return head;
                });
    }
}
