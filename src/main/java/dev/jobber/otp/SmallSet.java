package dev.jobber.otp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A set of objects that costs nothing when it is empty and a reference when it has one member, as
/// nearly all have.
///
/// The set is null, its only member, or a [Table]; every operation returns the set to keep. The
/// owner guards it, and knows the type of its members.
final class SmallSet {
    private SmallSet() {}

    static Object add(@Nullable Object set, Object member) {
        if (set == null || set == member) {
            return member;
        }
        if (set instanceof Table table) {
            table.put(member);
            return table;
        }
        var table = new Table();
        table.put(set);
        table.put(member);
        return table;
    }

    static @Nullable Object remove(@Nullable Object set, Object member) {
        if (set instanceof Table table) {
            table.remove(member);
            return table.size() > 1 ? table : table.any();
        }
        return set == member ? null : set;
    }

    static boolean contains(@Nullable Object set, Object member) {
        return set == member || (set instanceof Table table && table.get(member) != null);
    }

    @SuppressWarnings("unchecked") // the owner knows the type of the members
    static <T> void forEach(@Nullable Object set, Consumer<T> action) {
        if (set instanceof Table table) {
            table.forEach((Consumer<Object>) action);
        } else if (set != null) {
            action.accept((T) set);
        }
    }

    static <T> List<T> toList(@Nullable Object set) {
        List<T> all = new ArrayList<>();
        SmallSet.<T>forEach(set, all::add);
        return all;
    }

    private static final class Table extends OpenHashTable<Object, Object> {
        @Override
        Object keyOf(Object member) {
            return member;
        }
    }
}
