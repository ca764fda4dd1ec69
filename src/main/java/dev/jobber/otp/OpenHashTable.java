package dev.jobber.otp;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A hash table of entries that hold their own keys. An entry costs one or two references. Two keys
/// are the same only if they are one object.
///
/// It uses open addressing with linear probing, and is at most four fifths full. When an entry is
/// removed, the entries behind it move up. It is not thread-safe: the owner of a table guards it.
abstract class OpenHashTable<K, E> {
    private static final int SMALLEST = 4;

    private @Nullable Object[] slots = new @Nullable Object[SMALLEST];
    private int size;

    /// The key of an entry; it must not change while the entry is here.
    abstract K keyOf(E entry);

    final int size() {
        return size;
    }

    final int capacity() {
        return slots.length;
    }

    final @Nullable E get(K key) {
        return entry(find(key));
    }

    /// Of the entries whose key has this hash code, the one for which the condition holds; null if
    /// there is none.
    final @Nullable E find(int hashCode, Predicate<E> wanted) {
        int mask = slots.length - 1;
        int i = home(hashCode, mask);
        E entry = entry(i);
        while (entry != null && !wanted.test(entry)) {
            i = (i + 1) & mask;
            entry = entry(i);
        }
        return entry;
    }

    /// Any one entry; null if there is none.
    final @Nullable E any() {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != null) {
                return entry(i);
            }
        }
        return null;
    }

    /// Adds an entry. An entry with the same key is replaced.
    final void put(E entry) {
        int i = find(keyOf(entry));
        if (slots[i] == null) {
            if ((size + 1) * 5 > slots.length * 4) {
                resize(slots.length * 2); // first: a table that an Error left full has no end
                i = find(keyOf(entry));
            }
            size++;
        }
        slots[i] = entry;
    }

    final void remove(K key) {
        int mask = slots.length - 1;
        int hole = find(key);
        if (slots[hole] == null) {
            return;
        }
        size--;
        int i = hole;
        while (true) {
            slots[hole] = null;
            E follower;
            int home;
            do {
                i = (i + 1) & mask;
                follower = entry(i);
                if (follower == null) {
                    if (size * 8 < slots.length && slots.length > SMALLEST) {
                        resize(slots.length / 2);
                    }
                    return;
                }
                home = home(keyOf(follower), mask);
            } while (((i - home) & mask) < ((i - hole) & mask));
            slots[hole] = follower;
            hole = i;
        }
    }

    final void forEach(Consumer<E> action) {
        for (int i = 0; i < slots.length; i++) {
            E entry = entry(i);
            if (entry != null) {
                action.accept(entry);
            }
        }
    }

    private static int home(Object key, int mask) {
        return home(key.hashCode(), mask);
    }

    private static int home(int hashCode, int mask) {
        return (int) (hashCode * 0x9E3779B97F4A7C15L >>> 32) & mask;
    }

    private int find(K key) {
        int mask = slots.length - 1;
        int i = home(key, mask);
        E entry = entry(i);
        while (entry != null && keyOf(entry) != key) {
            i = (i + 1) & mask;
            entry = entry(i);
        }
        return i;
    }

    private void resize(int capacity) {
        var fresh = new @Nullable Object[capacity];
        int mask = capacity - 1;
        for (Object each : slots) {
            if (each != null) {
                int i = home(keyOf(cast(each)), mask);
                while (fresh[i] != null) {
                    i = (i + 1) & mask;
                }
                fresh[i] = each;
            }
        }
        slots = fresh; // last: an Error must not leave half of it
    }

    private @Nullable E entry(int i) {
        Object entry = slots[i];
        return entry == null ? null : cast(entry);
    }

    @SuppressWarnings("unchecked") // only put() fills slots
    private E cast(Object entry) {
        return (E) entry;
    }
}
