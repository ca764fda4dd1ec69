package dev.jobber.otp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A key that a process holds, with its value: at once the node of its owner's list and of the list
/// of those with an equal value.
///
/// `value` is left for [#GONE] once, by whoever takes the entry out; what an entry was worth is
/// known to that one only, so it leaves the index once.
class RegistryEntry extends Registration {
    private static final Object GONE = new Object();
    private static final VarHandle VALUE;

    static {
        try {
            VALUE =
                    MethodHandles.lookup()
                            .findVarHandle(RegistryEntry.class, "value", Object.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final RegistryTables tables;
    final Cell owner;
    final Object key;
    private volatile Object value;

    /// Neighbours among those with an equal value. Guarded by [ValueIndex].
    @Nullable RegistryEntry previousOfValue;

    @Nullable RegistryEntry nextOfValue;

    RegistryEntry(RegistryTables tables, Cell owner, Object key, Object value) {
        this.tables = tables;
        this.owner = owner;
        this.key = key;
        this.value = value;
    }

    /// What the entry is worth; empty if it has been taken out.
    Optional<Object> value() {
        Object now = value;
        return now == GONE ? Optional.empty() : Optional.of(now);
    }

    boolean hasValue(Object wanted) {
        return wanted.equals(value);
    }

    /// A new value in the place of an old one. False if it has been taken out.
    boolean change(Object from, Object to) {
        return VALUE.compareAndSet(this, from, to);
    }

    /// Marks the entry as taken out; answers its last value to the first who does so.
    Optional<Object> take() {
        Object last = VALUE.getAndSet(this, GONE);
        return last == GONE ? Optional.empty() : Optional.of(last);
    }

    /// What others are shown; empty if it is taken out, or its owner is dead or dying.
    Optional<Registry.Entry> shown() {
        Object now = value;
        return now == GONE || !owner.isAlive()
                ? Optional.empty()
                : Optional.of(new Registry.Entry(key, owner, now));
    }

    @Override
    void ownerDied(ExitReason reason) {
        tables.remove(this);
    }

    @Override
    void forEachLinked(Consumer<Cell> action) {
        action.accept(tables.partitionOf(owner));
    }

    /// An entry that shares its key with others.
    static final class Duplicate extends RegistryEntry {
        /// Neighbours among those with an equal key. Written under the lock of [DuplicateKeys],
        /// read without: an entry that was taken out still leads to all that were behind it.
        @Nullable Duplicate previousOfKey;

        @Nullable Duplicate nextOfKey;

        Duplicate(RegistryTables tables, Cell owner, Object key, Object value) {
            super(tables, owner, key, value);
        }
    }
}
