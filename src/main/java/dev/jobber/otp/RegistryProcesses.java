package dev.jobber.otp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The processes behind a registry from one start to the end of the first of them, its supervisor:
/// that one has the registry's name and holds this, the partitions are its children.
final class RegistryProcesses extends Registration {
    private final Registry registry;
    private final ProcessCell supervisor;

    /// The tables of the partitions that live now, complete or not. Guarded by this.
    private @Nullable RegistryTables tables;

    /// The supervisor has died. Guarded by this.
    private boolean over;

    private RegistryProcesses(Registry registry, ProcessCell supervisor) {
        this.registry = registry;
        this.supervisor = supervisor;
    }

    /// Runs first in the supervisor and defines the partitions. If one dies, all are restarted,
    /// because they share one table.
    static Supervisor.Init init(Registry registry) {
        var self = ProcessCell.current();
        Optional<Pid> holder = registry.claim(self);
        if (holder.isPresent()) {
            return new Supervisor.AlreadyRuns(holder.get());
        }
        var processes = new RegistryProcesses(registry, self);
        if (!self.addRegistration(processes)) {
            registry.release(self, null); // killed meanwhile
        }
        List<ChildSpec> children = new ArrayList<>();
        for (int i = 0; i < registry.partitions(); i++) {
            int number = i;
            children.add(
                    ChildSpec.worker(
                                    number,
                                    () -> GenServer.startLink(new Partition(processes, number)))
                            .withModules("Registry.Partition"));
        }
        return new Supervisor.Init.Spec(
                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ALL), children);
    }

    /// The registry whose supervisor has this name.
    static Optional<Registry> named(Node node, String name) {
        ProcessCell supervisor = node.names().holder(name);
        var found = new Registry[1];
        if (supervisor != null) {
            supervisor.forEachRegistration(each -> {
                if (each instanceof RegistryProcesses processes) {
                    found[0] = processes.registry;
                }
            });
        }
        return Optional.ofNullable(found[0]);
    }

    /// A partition begins. It makes new tables if the old ones have lost a partition, because then
    /// all partitions end. The last one opens the registry.
    synchronized RegistryTables partitionStarted(int number, ProcessCell partition) {
        RegistryTables current = tables;
        if (current == null || current.isClosed()) {
            current = registry.newTables();
            tables = current;
        }
        if (current.partitionStarted(number, partition) && !over) {
            registry.open(current);
        }
        return current;
    }

    /// The supervisor has died; its partitions follow.
    @Override
    synchronized void ownerDied(ExitReason reason) {
        over = true;
        RegistryTables current = tables;
        if (current != null) {
            current.close();
        }
        registry.release(supervisor, current);
    }

    /// The process of a partition: the owners of its share of the entries are bound to it. It does
    /// nothing while it lives; [Mark] does what must be done at its end.
    private static final class Partition extends GenServer<Integer, Request<?>, Object> {
        private final RegistryProcesses registry;
        private final int number;

        Partition(RegistryProcesses registry, int number) {
            this.registry = registry;
            this.number = number;
        }

        @Override
        String kind() {
            return "Registry.Partition";
        }

        @Override
        protected InitResult<Integer> init() {
            Process.trapExit(true);
            var self = ProcessCell.current();
            self.addRegistration(new Mark(self, registry.partitionStarted(number, self)));
            return ok(number);
        }

        @Override
        protected Result<Integer> handleInfo(Object message, Integer state) {
            return noreply(state); // the exits of those who linked themselves to it
        }

        /// What a partition holds: the lives of its owners.
        private static final class Mark extends Registration {
            private final ProcessCell partition;
            private final RegistryTables tables;

            Mark(ProcessCell partition, RegistryTables tables) {
                this.partition = partition;
                this.tables = tables;
            }

            @Override
            void ownerDied(ExitReason reason) {
                tables.partitionDied(partition, reason);
            }

            @Override
            void forEachLinked(Consumer<ProcessCell> action) {
                tables.forEachOwner(partition, action);
            }
        }
    }
}
