package dev.jobber.job.kind.program.os;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The processes that Java can see. It knows neither groups nor environments: of a program's
/// processes it finds the descendants only.
final class JavaProcessTable implements OsProcesses {
    private static final long UNKNOWN = -1;

    @Override
    public List<OsProcess> living() {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(handle ->
                        new OsProcess(
                                new OsProcess.Identity(handle.pid(), started(handle)),
                                handle.parent().map(ProcessHandle::pid).orElse(UNKNOWN),
                                UNKNOWN))
                .toList();
    }

    private static long started(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(UNKNOWN);
    }

    /// Starts may be told in whole seconds.
    @Override
    public long now() {
        return Instant.now().minusSeconds(1).toEpochMilli();
    }

    @Override
    public boolean standsStill(long pid) {
        return true;
    }

    @Override
    public Optional<String> environment(OsProcess process, String name) {
        return Optional.empty();
    }
}
