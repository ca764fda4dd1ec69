package dev.jobber.otp;

/// Starts the partitions of a registry and ends with them.
final class RegistrySupervisor extends GenServer<Registry, Request<?>, Object> {
    private final Registry registry;

    RegistrySupervisor(Registry registry) {
        this.registry = registry;
    }

    @Override
    protected InitResult<Registry> init() {
        Process.trapExit(true);
        RegistryProcesses processes = new RegistryProcesses(registry);
        Cell.current().addRegistration(processes);
        for (int i = 0; i < registry.partitions(); i++) {
            GenServer.startLink(new RegistryPartition(processes, i)).pidOrExit();
        }
        return ok(registry);
    }

    @Override
    protected Result<Registry> handleInfo(Object message, Registry state) {
        return message instanceof Exit(var from, var reason) ? stop(reason, state) : noreply(state);
    }
}
