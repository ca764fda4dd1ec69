package dev.jobber.otp;

import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A supervisor of several processes of one kind that share their work by key: Elixir's
/// `PartitionSupervisor`.
///
/// ```
///                 ┌── partition 0 ◄── keys 0, 3, "eve"
///   supervisor ───┼── partition 1 ◄── keys 1, 4, "ann"
///                 └── partition 2 ◄── keys 2, 5, "bob"
/// ```
///
/// ```java
/// static final PartitionSupervisor CACHES =
///         PartitionSupervisor.of(
///                 "caches",
///                 n -> Agent.childSpec(n, () -> Map.<String, String>of(), StartOptions.NONE));
/// ```
///
/// ```java
/// PartitionSupervisor.start(node, CACHES).pidOrExit();
/// Agent<Map<String, String>> cache = Agent.at(CACHES.via("user 17"));
/// cache.update(_ -> Map.of("name", "Ann"));
/// ```
///
/// **When to use it.** When one process is too slow for its callers: a server, an agent, or a
/// [DynamicSupervisor]. A key always comes to the same partition, so the messages for one key stay
/// in order.
///
/// **What it costs.** To find a partition costs as much as to look into an array.
///
/// A `PartitionSupervisor` is a handle. While its processes do not run, a call by key exits with
/// `:noproc`, and a cast is dropped.
public final class PartitionSupervisor {
    private static final String MODULE = "PartitionSupervisor";

    private final String name;
    private final int partitions;
    private final Supervisor.Flags flags;
    private final IntFunction<ChildSpec> child;

    /// The running partitions; null if none run. They belong to one supervisor at a time.
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /// The partitions of one supervisor, from its init to its death.
    private final class Running extends Registration {
        final ProcessCell supervisor;

        /// The latest process of each partition. Written by the supervisor, which starts them.
        final AtomicReferenceArray<@Nullable ProcessCell> workers =
                new AtomicReferenceArray<>(partitions);

        Running(ProcessCell supervisor) {
            this.supervisor = supervisor;
        }

        @Override
        void ownerDied(ExitReason reason) {
            running.compareAndSet(this, null);
        }
    }

    private PartitionSupervisor(
            String name, int partitions, Supervisor.Flags flags, IntFunction<ChildSpec> child) {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "expected at least one partition, got: " + partitions);
        }
        this.name = Refused.ifNull(name, "a name");
        this.partitions = partitions;
        this.flags = Refused.ifNull(flags, "flags");
        this.child = Refused.ifNull(child, "a function that gives child specifications");
    }

    /// Partitions to be started under this name, as many as there are processors.
    ///
    /// @param child makes the child specification of each partition from its number, which begins
    ///   at 0; Elixir has `with_arguments` for this
    public static PartitionSupervisor of(String name, IntFunction<ChildSpec> child) {
        return new PartitionSupervisor(
                name,
                Runtime.getRuntime().availableProcessors(),
                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                child);
    }

    /// The same with another number of partitions, one or more.
    public PartitionSupervisor withPartitions(int number) {
        return new PartitionSupervisor(name, number, flags, child);
    }

    /// The same with other flags: by default one for one, 3 restarts in 5 seconds.
    public PartitionSupervisor withFlags(Supervisor.Flags others) {
        return new PartitionSupervisor(name, partitions, others, child);
    }

    // ---- its processes

    /// Starts the partitions on the caller's node, linked to the caller and registered under the
    /// name, as `PartitionSupervisor.start_link/1`.
    ///
    /// Fails with `{:already_started, pid}` if the name is taken, or if these partitions run
    /// already, on this node or on another one.
    public static StartResult startLink(PartitionSupervisor partitions) {
        return Supervisor.startLink(partitions::init, StartOptions.named(partitions.name));
    }

    /// [#startLink] without a link, from any thread.
    public static StartResult start(Node node, PartitionSupervisor partitions) {
        return Supervisor.start(node, partitions::init, StartOptions.named(partitions.name));
    }

    /// The partitions as a child of a supervisor: permanent, the name is the id.
    public ChildSpec childSpec() {
        return ChildSpec.supervisor(name, () -> startLink(this)).withModules(MODULE);
    }

    private Supervisor.Init init() {
        var self = ProcessCell.current();
        var mine = new Running(self);
        Running other = running.get();
        while (other == null || other.supervisor.isDead()) {
            if (running.compareAndSet(other, mine)) {
                return begin(self, mine);
            }
            other = running.get();
        }
        return new Supervisor.AlreadyRuns(other.supervisor);
    }

    private Supervisor.Init begin(ProcessCell self, Running mine) {
        if (!self.addRegistration(mine)) {
            running.compareAndSet(mine, null); // killed meanwhile
        }
        List<ChildSpec> children = new ArrayList<>(partitions);
        for (int i = 0; i < partitions; i++) {
            children.add(child(mine, i));
        }
        return new Supervisor.Init.Spec(flags, children);
    }

    private ChildSpec child(Running mine, int number) {
        ChildSpec spec = Refused.ifNull(child.apply(number), "a child specification");
        return new ChildSpec(
                number,
                () -> {
                    StartResult result = spec.start().start();
                    if (result instanceof StartResult.Started started) {
                        mine.workers.set(number, (ProcessCell) started.pid());
                    }
                    return result;
                },
                spec.restart(),
                spec.shutdown(),
                spec.traits());
    }

    // ---- finding a partition

    /// A key as a destination: a message goes to the process that the partition of the key has at
    /// that time.
    ///
    /// A whole number n falls to partition |n| modulo the number of partitions, as on Elixir; any
    /// other key by its [Object#hashCode].
    public Dest via(Object key) {
        return new PartitionVia(this, key);
    }

    /// The process of the partition of a key, alive or not. Exits if the partitions do not run.
    ProcessCell worker(Object key) {
        ProcessCell worker = workerIfRunning(key);
        if (worker == null) {
            throw noProcess();
        }
        return worker;
    }

    @Nullable ProcessCell workerIfRunning(Object key) {
        Running now = running.get();
        return now == null ? null : now.workers.get(partitionOf(key));
    }

    private int partitionOf(Object key) {
        return switch (key) {
            case Integer n -> Math.abs(n % partitions);
            case Long n -> (int) Math.abs(n % partitions);
            case Short n -> Math.abs(n % partitions);
            case Byte n -> Math.abs(n % partitions);
            default -> {
                int hash = key.hashCode();
                yield Math.floorMod(hash ^ hash >>> 16, partitions);
            }
        };
    }

    private ExitException noProcess() {
        return Caller.failed(
                ExitReason.NOPROC, new Invocation(MODULE, "partitions", List.of(this)));
    }

    // ---- requests

    /// How many partitions run, as `PartitionSupervisor.partitions/1`. Exits if they do not run.
    public int partitions() {
        if (running.get() == null) {
            throw noProcess();
        }
        return partitions;
    }

    /// How many children there are, as `PartitionSupervisor.count_children/1`.
    public Supervisor.ChildCounts countChildren() {
        return Supervisor.countChildren(supervisor("count_children"));
    }

    /// All partitions, the last one first, as `PartitionSupervisor.which_children/1`. Their ids are
    /// their numbers.
    public List<Supervisor.Child> whichChildren() {
        return Supervisor.whichChildren(supervisor("which_children"));
    }

    /// Stops the partitions with `:normal`, and waits until they are gone.
    public void stop() {
        stop(ExitReason.NORMAL, Process.INFINITY);
    }

    /// Stops the partitions with a reason, as `PartitionSupervisor.stop/3`. See
    /// [GenServer#stop(Dest, ExitReason, Duration)] for what it throws.
    public void stop(ExitReason reason, Duration timeout) {
        GenServer.stop(supervisor("stop"), reason, timeout);
    }

    private Pid supervisor(String function) {
        Running now = running.get();
        if (now == null) {
            throw Caller.failed(ExitReason.NOPROC, new Invocation(MODULE, function, List.of(this)));
        }
        return now.supervisor;
    }

    /// Its process, if it runs.
    public Optional<Pid> whereis() {
        return Optional.ofNullable(running.get()).flatMap(now -> now.supervisor.whereis());
    }

    @Override
    public String toString() {
        return name;
    }
}
