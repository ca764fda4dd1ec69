package dev.jobber.otp;

import java.util.function.Consumer;

/// A process that the owners of a share of a registry's entries are bound to. It does nothing but
/// live: what it has to do at its end, [Mark] does.
final class RegistryPartition extends GenServer<Integer, Request<?>, Object> {
    private final RegistryProcesses registry;
    private final int number;

    RegistryPartition(RegistryProcesses registry, int number) {
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
