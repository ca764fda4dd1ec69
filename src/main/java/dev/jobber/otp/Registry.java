package dev.jobber.otp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Names of any kind for processes, each with a value, held until their process ends: Elixir's
/// `Registry`.
///
/// ```
///   key       process   value
///   "visits"  #12.0     "today"     gone with its process,
///   "errors"  #15.0     "today"     before that is told of
/// ```
///
/// ```java
/// static final Registry COUNTERS = Registry.of(Registry.Keys.UNIQUE, "counters");
/// ```
///
/// ```java
/// Registry.start(node, COUNTERS).pidOrExit();
/// node.start(new Counter(), StartOptions.named(COUNTERS.via("visits", "today")));
/// int visits = GenServer.call(COUNTERS.via("visits"), new Counter.Get());
/// List<Registry.Entry> today = COUNTERS.selectByValue("today");
/// ```
///
/// **When to use it.** To find a process by an id of the application, or all processes of a kind;
/// with duplicate keys, to send a message to all subscribers of a topic. For a few fixed names use
/// the table of the node: [StartOptions#named(String)].
///
/// **What it costs.** A lookup by key or by value never blocks. Its time depends on the entries
/// that it finds, not on the others.
///
/// A `Registry` is a handle: its contents live as long as the processes that [#startLink] starts.
/// While they do not run, every operation throws an [IllegalArgumentException] `unknown registry:
/// NAME`.
///
/// Keys and values are compared with [Object#equals], so `1` and `1.0` differ. Entries are shown
/// while their owner lives: they are gone from the moment it is killed, and before any process is
/// told of its death. A process that registers a key is bound to the registry as by a link: if the
/// registry dies, the owners of its entries die with it.
public final class Registry {
    /// How many entries a key may have.
    public enum Keys {
        /// One.
        UNIQUE,
        /// Many, of one process or several.
        DUPLICATE
    }

    /// A key, the process that holds it, and the value.
    public record Entry(Object key, Pid pid, Object value) {}

    /// The result of [#register].
    public sealed interface RegisterResult {}

    /// `{:ok, pid}`: the caller has the key.
    ///
    /// @param owner the process of the registry that the caller is bound to now
    public record Registered(Pid owner) implements RegisterResult {}

    /// `{:error, {:already_registered, pid}}`: this process has the key, perhaps the caller itself.
    public record AlreadyRegistered(Pid pid) implements RegisterResult {}

    /// `{new, old}`: the result of [#updateValue].
    public record Updated(Object newValue, Object oldValue) {}

    /// The message `{:register, registry, key, pid, value}` to a listener: a process has a key now.
    public record KeyRegistered(Registry registry, Object key, Pid pid, Object value) {
        @Override
        public String toString() {
            return "{:register, "
                    + registry
                    + ", "
                    + Inspect.inspect(key)
                    + ", "
                    + pid
                    + ", "
                    + Inspect.inspect(value)
                    + "}";
        }
    }

    /// The message `{:unregister, registry, key, pid}` to a listener: a process has taken back all
    /// its entries of a key, or had none. The end of a process sends no such message; a listener
    /// can monitor the process.
    public record KeyUnregistered(Registry registry, Object key, Pid pid) {
        @Override
        public String toString() {
            return "{:unregister, " + registry + ", " + Inspect.inspect(key) + ", " + pid + "}";
        }
    }

    private final Keys keys;
    private final String name;
    private final int partitions;
    private final List<String> listeners;

    /// The contents since the last start; closed, or none, while the registry does not run.
    private volatile @Nullable RegistryTables tables;

    /// Its supervisor, on any node. There is one at a time, because there is one set of contents.
    private final AtomicReference<@Nullable ProcessCell> supervisor = new AtomicReference<>();

    /// Guards the writing of `tables`.
    private final Object opening = new Object();

    private Registry(Keys keys, String name, int partitions, List<String> listeners) {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "expected at least one partition, got: " + partitions);
        }
        this.keys = Refused.ifNull(keys, "a kind of keys");
        this.name = Refused.ifNull(name, "a name");
        this.partitions = partitions;
        this.listeners = List.copyOf(listeners);
    }

    /// A registry to be started under this name, with one partition.
    public static Registry of(Keys keys, String name) {
        return new Registry(keys, name, 1, List.of());
    }

    /// A registry to be started under this name.
    ///
    /// Each partition is a process that is bound to a share of the owners. The tables are not
    /// split, because they are concurrent.
    public static Registry of(Keys keys, String name, int partitions) {
        return new Registry(keys, name, partitions, List.of());
    }

    /// The same, not started yet, with the registered names of processes that hear of each key that
    /// is registered and unregistered, as [KeyRegistered] and [KeyUnregistered]: `:listeners`.
    ///
    /// If no process has one of these names, a method that registers or unregisters a key does this
    /// and then throws an [IllegalArgumentException].
    public Registry withListeners(String... names) {
        return new Registry(keys, name, partitions, List.of(names));
    }

    // ---- its processes

    /// Starts a registry on the caller's node, linked to the caller and registered under its name,
    /// as `Registry.start_link/1`.
    ///
    /// Fails with `{:already_started, pid}` if the name is taken, or if the registry runs already,
    /// on this node or on another one. A handle is for one registry; make one for each node, for
    /// example for each test.
    public static StartResult startLink(Registry registry) {
        return Supervisor.startLink(
                () -> RegistryProcesses.init(registry), StartOptions.named(registry.name));
    }

    /// [#startLink] without a link, from any thread.
    public static StartResult start(Node node, Registry registry) {
        return Supervisor.start(
                node, () -> RegistryProcesses.init(registry), StartOptions.named(registry.name));
    }

    /// The registry as a child of a supervisor: permanent, its name is the id.
    public ChildSpec childSpec() {
        return ChildSpec.supervisor(name, () -> startLink(this)).withModules("Registry");
    }

    /// The running registry of that name.
    ///
    /// Throws [IllegalArgumentException] `unknown registry: NAME` if there is none.
    public static Registry named(Node node, String name) {
        return RegistryProcesses.named(node, name)
                .orElseThrow(() -> new IllegalArgumentException("unknown registry: " + name));
    }

    String name() {
        return name;
    }

    int partitions() {
        return partitions;
    }

    IllegalArgumentException unknown() {
        return new IllegalArgumentException("unknown registry: " + name);
    }

    /// Empty tables for processes about to start.
    RegistryTables newTables() {
        RegistryKeys table =
                switch (keys) {
                    case UNIQUE -> new RegistryKeys.Unique();
                    case DUPLICATE -> new RegistryKeys.Duplicate();
                };
        return new RegistryTables(this, table, partitions);
    }

    /// A supervisor is about to run it. Returns the supervisor that runs it already, if there is
    /// one.
    ///
    /// **It has one supervisor**: the place is taken by compare-and-set, and only from one that is
    /// dead.
    Optional<Pid> claim(ProcessCell candidate) {
        while (true) {
            ProcessCell holder = supervisor.get();
            if (holder != null && !holder.isDead()) {
                return Optional.of(holder);
            }
            if (supervisor.compareAndSet(holder, candidate)) {
                return Optional.empty();
            }
        }
    }

    /// A supervisor has died: the registry lets go of it and of its node.
    ///
    /// @param last the contents at its end; null if there were none
    void release(ProcessCell dead, @Nullable RegistryTables last) {
        supervisor.compareAndSet(dead, null);
        synchronized (opening) {
            if (tables == last) {
                tables = null;
            }
        }
    }

    /// All its processes run: from now on these are the contents.
    void open(RegistryTables complete) {
        synchronized (opening) {
            tables = complete;
        }
    }

    private RegistryTables running() {
        RegistryTables current = tables;
        if (current == null || current.isClosed()) {
            throw unknown();
        }
        return current;
    }

    // ---- names

    /// A key as a name to start a process under, or to reach one by. Started under it, the process
    /// has the value `nil`: [Optional#empty()].
    public Via via(Object key) {
        return new Via(this, key, Optional.empty());
    }

    /// A key as a name to start a process under, with a value.
    public Via via(Object key, Object value) {
        return new Via(this, key, Optional.of(Refused.ifNoValue(value, "a value")));
    }

    /// The live process that holds the key, as `Registry.whereis_name/1`. Throws
    /// [IllegalArgumentException] if the registry has duplicate keys.
    public Optional<Pid> whereis(Object key) {
        return Optional.ofNullable(holder(key));
    }

    /// Sends a message to the process that holds the key, as `Registry.send/2`. Throws
    /// [IllegalArgumentException] if there is none, or more than one entry of that key.
    public void send(Object key, Object message) {
        Refused.ifNoValue(message, "a message");
        running();
        ProcessCell holder = sole(key);
        if (holder == null) {
            throw new IllegalArgumentException(
                    "expected a key that a live process holds in "
                            + this
                            + ", got: "
                            + Inspect.inspect(key));
        }
        Process.send(holder, message);
    }

    /// The owner of the only entry of a key; null if there is none, or more, or no registry.
    @Nullable ProcessCell sole(Object key) {
        RegistryTables current = tables;
        if (current == null || current.isClosed()) {
            return null;
        }
        List<Entry> found = current.keys().shown(key);
        return found.size() == 1 ? (ProcessCell) found.getFirst().pid() : null;
    }

    @Nullable ProcessCell holder(Object key) {
        RegistryTables current = running();
        if (!(current.keys() instanceof RegistryKeys.Unique unique)) {
            throw noVia();
        }
        RegistryEntry entry = unique.find(key);
        return entry != null && entry.owner.isAlive() ? entry.owner : null;
    }

    /// Enters a process that is about to start; answers the process that has the key if it is
    /// taken.
    Optional<Pid> registerName(ProcessCell cell, Via via) {
        RegistryTables current = running();
        if (keys == Keys.DUPLICATE) {
            throw noVia();
        }
        Object value = via.value().orElse(Optional.empty());
        Optional<Pid> holder = current.add(cell, via.key(), value);
        if (holder.isEmpty()) {
            tellRegistered(via.key(), cell, value);
        }
        return holder;
    }

    private void tellRegistered(Object key, ProcessCell owner, Object value) {
        if (!listeners.isEmpty()) {
            tell(owner, new KeyRegistered(this, key, owner, value));
        }
    }

    private void tellUnregistered(Object key, ProcessCell owner) {
        if (!listeners.isEmpty()) {
            tell(owner, new KeyUnregistered(this, key, owner));
        }
    }

    private void tell(ProcessCell owner, Object message) {
        for (String listener : listeners) {
            Process.send(owner.node.named(listener), message);
        }
    }

    /// The start of a process under this name has failed. It does not matter if a listener is gone.
    void startFailed(Via via, ProcessCell cell) {
        var _ = Guard.problemOf(() -> tellUnregistered(via.key(), cell));
    }

    private static IllegalArgumentException noVia() {
        return new IllegalArgumentException("via is not supported for duplicate registries");
    }

    // ---- what the calling process holds

    /// Gives the calling process a key, as `Registry.register/3`.
    ///
    /// Does not block, unless the key is held by a process that is being killed: then it waits for
    /// its end.
    public RegisterResult register(Object key, Object value) {
        var self = ProcessCell.current();
        RegistryTables current = running();
        Optional<Pid> holder = current.add(self, key, value);
        if (holder.isPresent()) {
            return new AlreadyRegistered(holder.get());
        }
        self.checkDoom();
        tellRegistered(key, self, value);
        return new Registered(current.partitionOf(self));
    }

    /// Takes back all entries of the calling process under the key, as `Registry.unregister/2`.
    /// Entries of other processes stay.
    public void unregister(Object key) {
        var self = ProcessCell.current();
        var _ = running().takeBack(self, key, _ -> true);
        tellUnregistered(key, self);
    }

    /// Takes back the entries of the calling process under the key that have this value, as
    /// `Registry.unregister_match/3`.
    public void unregisterMatch(Object key, Object value) {
        unregisterMatch(key, value::equals);
    }

    /// Takes back the entries of the calling process under the key whose values match, as
    /// `Registry.unregister_match/3` with a pattern.
    public void unregisterMatch(Object key, Predicate<Object> which) {
        var self = ProcessCell.current();
        boolean all =
                running()
                        .takeBack(
                                self,
                                key,
                                entry ->
                                        entry.value()
                                                .filter(value -> which.test(value.it))
                                                .isPresent());
        if (all) {
            tellUnregistered(key, self);
        }
    }

    /// Replaces the value of a key the calling process holds, as `Registry.update_value/3`. Empty,
    /// OTP's `:error`, if it does not hold it.
    ///
    /// Throws [IllegalArgumentException] if the registry has duplicate keys.
    public Optional<Updated> updateValue(Object key, UnaryOperator<Object> change) {
        var self = ProcessCell.current();
        RegistryTables current = running();
        if (!(current.keys() instanceof RegistryKeys.Unique unique)) {
            throw new IllegalArgumentException(
                    "updateValue is not supported for duplicate registries");
        }
        RegistryEntry entry = unique.find(key);
        return entry != null && entry.owner == self
                ? current.update(entry, change)
                : Optional.empty();
    }

    // ---- looking

    /// The entries of a key, the oldest first, as `Registry.lookup/2`.
    public List<Entry> lookup(Object key) {
        return running().keys().shown(key);
    }

    /// The entries of a key that have this value, the oldest first, as `Registry.match/3`.
    public List<Entry> match(Object key, Object value) {
        return lookup(key).stream().filter(entry -> entry.value().equals(value)).toList();
    }

    /// How many entries of a key have this value, as `Registry.count_match/3`.
    public long countMatch(Object key, Object value) {
        return countMatch(key, value::equals);
    }

    /// How many entries of a key have a value that matches, as `Registry.count_match/3` with a
    /// pattern.
    public long countMatch(Object key, Predicate<Object> which) {
        return lookup(key).stream().filter(entry -> which.test(entry.value())).count();
    }

    /// All entries that meet the condition, in no order, as `Registry.select/2`. Looks at every
    /// entry.
    public List<Entry> select(Predicate<Entry> which) {
        List<Entry> found = new ArrayList<>();
        running().keys().forEach(entry -> entry.shown().filter(which).ifPresent(found::add));
        return found;
    }

    /// All entries with this value, the oldest first: `Registry.select/2` with the value in its
    /// guard. Looks at no other entries.
    public List<Entry> selectByValue(Object value) {
        return running().withValue(value);
    }

    /// How many entries there are, as `Registry.count/1`. An entry of a process that is being
    /// killed counts until the end of that process.
    public long count() {
        return running().keys().count();
    }

    /// The keys a process holds, the oldest first, each as often as it holds it, as
    /// `Registry.keys/2`.
    public List<Object> keys(Pid pid) {
        return running().heldBy((ProcessCell) Refused.ifNull(pid, "a process")).stream()
                .map(Entry::key)
                .toList();
    }

    /// The values a process has under a key, the oldest first, as `Registry.values/3`.
    public List<Object> values(Object key, Pid pid) {
        return running().heldBy((ProcessCell) pid).stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::value)
                .toList();
    }

    /// Gives the entries of a key to a function in the calling thread, as `Registry.dispatch/3`.
    /// False, and the function not called, if there is none.
    public boolean dispatch(Object key, Consumer<List<Entry>> action) {
        List<Entry> found = lookup(key);
        if (!found.isEmpty()) {
            action.accept(found);
        }
        return !found.isEmpty();
    }

    @Override
    public String toString() {
        return name;
    }
}
