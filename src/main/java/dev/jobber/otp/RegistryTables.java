package dev.jobber.otp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The contents of a registry from one start of its processes to their end.
///
/// **A dead process holds no key**: an entry is shown only while its owner lives, and an owner that
/// dies loses its entries before any process is told of its death. If the owner or the registry
/// dies while an entry is being added, the thread that adds it takes it out again.
///
/// **Owners are bound to a partition as by a link**, but there is no link: both sides know already
/// that the owners hold entries.
final class RegistryTables {
    private final Registry registry;
    private final RegistryKeys keys;
    private final RegistryValueIndex values = new RegistryValueIndex();
    private final AtomicReferenceArray<@Nullable ProcessCell> partitions;
    private volatile boolean closed;

    RegistryTables(Registry registry, RegistryKeys keys, int partitions) {
        this.registry = registry;
        this.keys = keys;
        this.partitions = new AtomicReferenceArray<>(partitions);
    }

    RegistryKeys keys() {
        return keys;
    }

    RegistryValueIndex values() {
        return values;
    }

    // ---- entries

    /// Enters a key for a process. Returns the live process that has the key already, if there is
    /// one.
    ///
    /// If the holder is dying, waits until it is dead.
    Optional<Pid> add(ProcessCell owner, Object key, Object value) {
        var hashed = new Hashed(value);
        RegistryEntry entry = keys.entry(this, owner, new Hashed(key), hashed);
        for (RegistryEntry holder = keys.add(entry); holder != null; holder = keys.add(entry)) {
            if (holder.owner.isAlive()) {
                return Optional.of(holder.owner);
            }
            awaitDeath(holder.owner);
            remove(holder);
        }
        boolean entered = false;
        try {
            if (!owner.addRegistration(entry)) {
                remove(entry);
            }
            values.add(hashed, entry);
            entered = true;
        } finally {
            if (!entered) {
                remove(entry); // the value's `equals` threw
            }
        }
        if (closed) {
            remove(entry);
            owner.removeRegistration(entry);
            throw registry.unknown();
        }
        return Optional.empty();
    }

    private static void awaitDeath(ProcessCell dying) {
        var latch = new ExitLatch();
        if (dying.addWatcher(latch)) {
            try {
                Waiter.await(latch, dying.node, Process.INFINITY);
            } finally {
                dying.removeWatcher(latch);
            }
        }
    }

    /// Takes an entry out; false if it is out.
    boolean remove(RegistryEntry entry) {
        Optional<Hashed> last = entry.take();
        if (last.isEmpty()) {
            return false;
        }
        keys.remove(entry);
        values.remove(last.get(), entry);
        entry.owner.removeRegistration(entry);
        return true;
    }

    /// Takes out the entries of a process under a key that meet the condition. True if it has none
    /// left there.
    boolean takeBack(ProcessCell owner, Object key, Predicate<RegistryEntry> which) {
        boolean[] left = {false};
        keys.forEach(
                key,
                entry -> {
                    if (entry.owner == owner) {
                        if (which.test(entry)) {
                            remove(entry);
                        } else {
                            left[0] = true;
                        }
                    }
                });
        return !left[0];
    }

    /// Gives an entry another value; empty if the entry has been taken out.
    Optional<Registry.Updated> update(RegistryEntry entry, UnaryOperator<Object> change) {
        return entry.value()
                .flatMap(before -> {
                    Object after = Refused.ifNoValue(change.apply(before.it), "a new value");
                    return change(entry, before, new Hashed(after))
                            ? Optional.of(new Registry.Updated(after, before.it))
                            : Optional.empty();
                });
    }

    /// Gives an entry another value. False if the entry does not have the old value any more.
    boolean change(RegistryEntry entry, Hashed from, Hashed to) {
        values.remove(from, entry);
        if (!entry.change(from, to)) {
            return false;
        }
        values.add(to, entry);
        return true;
    }

    // ---- what is shown, the oldest first

    /// The entries with a value.
    List<Registry.Entry> withValue(Object value) {
        List<Registry.Entry> newestFirst = new ArrayList<>();
        values.forEach(value, entry -> entry.shown().ifPresent(newestFirst::add));
        return List.copyOf(newestFirst.reversed());
    }

    /// The entries of a process.
    List<Registry.Entry> heldBy(ProcessCell owner) {
        List<Registry.Entry> newestFirst = new ArrayList<>();
        owner.forEachRegistration(each -> {
            if (each instanceof RegistryEntry entry && entry.tables == this) {
                entry.shown().ifPresent(newestFirst::add);
            }
        });
        return List.copyOf(newestFirst.reversed());
    }

    // ---- the processes of the registry

    /// A partition is there; true if it was the last one missing.
    boolean partitionStarted(int number, ProcessCell partition) {
        partitions.set(number, partition);
        boolean complete = true;
        for (int i = 0; i < partitions.length(); i++) {
            complete &= partitions.get(i) != null;
        }
        return complete;
    }

    /// The process whose end is also the end of this owner, unless it traps exits.
    ProcessCell partitionOf(ProcessCell owner) {
        ProcessCell partition = partitions.get((int) (owner.id() % partitions.length()));
        if (partition == null) {
            throw registry.unknown();
        }
        return partition;
    }

    /// The processes that hold entries and are bound to this partition.
    void forEachOwner(ProcessCell partition, Consumer<ProcessCell> action) {
        Set<ProcessCell> owners = new LinkedHashSet<>();
        keys.forEach(entry -> {
            if (partitionOf(entry.owner) == partition) {
                owners.add(entry.owner);
            }
        });
        owners.forEach(action);
    }

    /// Closes the tables: nothing can be entered any more.
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /// A partition has died. Its owners have lost their entries, and get the exit signal as linked
    /// processes do.
    void partitionDied(ProcessCell partition, ExitReason reason) {
        close();
        Set<ProcessCell> owners = new LinkedHashSet<>();
        keys.forEach(entry -> {
            if (partitionOf(entry.owner) == partition && remove(entry)) {
                owners.add(entry.owner);
            }
        });
        owners.forEach(owner -> owner.brokenWith(partition, reason));
    }
}
