package dev.jobber.otp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A key that a process holds, with its value. It is a node of two lists: that of its owner, and
/// that of the entries with an equal value.
///
/// The thread that takes the entry out sets `value` to [#GONE], once. Only that thread gets the old
/// value, so the entry leaves the index once.
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
    final ProcessCell owner;
    final Hashed key;

    /// A [Hashed], or [#GONE].
    private volatile Object value;

    /// Neighbours among those with an equal value. Guarded by [RegistryValueIndex].
    @Nullable RegistryEntry previousOfValue;

    @Nullable RegistryEntry nextOfValue;

    RegistryEntry(RegistryTables tables, ProcessCell owner, Hashed key, Hashed value) {
        this.tables = tables;
        this.owner = owner;
        this.key = key;
        this.value = value;
    }

    /// The value of the entry; empty if the entry has been taken out.
    Optional<Hashed> value() {
        return value instanceof Hashed now ? Optional.of(now) : Optional.empty();
    }

    /// Whether it still has this very object as its value.
    boolean stillHas(Hashed wanted) {
        return value == wanted;
    }

    /// Replaces the value. False if the entry has been taken out.
    boolean change(Hashed from, Hashed to) {
        return VALUE.compareAndSet(this, from, to);
    }

    /// Marks the entry as taken out. Returns its last value to the first thread that does this.
    Optional<Hashed> take() {
        return VALUE.getAndSet(this, GONE) instanceof Hashed last
                ? Optional.of(last)
                : Optional.empty();
    }

    /// The entry as others see it; empty if it has been taken out, or if its owner is dead or
    /// dying.
    Optional<Registry.Entry> shown() {
        return value instanceof Hashed now && owner.isAlive()
                ? Optional.of(new Registry.Entry(key.it, owner, now.it))
                : Optional.empty();
    }

    @Override
    void ownerDied(ExitReason reason) {
        tables.remove(this);
    }

    @Override
    void forEachLinked(Consumer<ProcessCell> action) {
        action.accept(tables.partitionOf(owner));
    }

    /// An entry that shares its key with others.
    static final class Duplicate extends RegistryEntry {
        /// Neighbours among those with an equal key. Written under the lock of
        /// [RegistryKeys.Duplicate], read without: an entry that was taken out still leads to all
        /// that were behind it.
        @Nullable Duplicate previousOfKey;

        @Nullable Duplicate nextOfKey;

        Duplicate(RegistryTables tables, ProcessCell owner, Hashed key, Hashed value) {
            super(tables, owner, key, value);
        }
    }
}
