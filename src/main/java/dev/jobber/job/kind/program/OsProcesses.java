package dev.jobber.job.kind.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The processes that live on this machine.
interface OsProcesses {
    /// All living processes; those that have ended and wait for their parent to notice are not.
    List<OsProcess> living();

    /// The time now, in the units in which starts are told, or a little earlier.
    long now();

    /// Does the environment that this process was started with have this entry? False where that
    /// cannot be read.
    ///
    /// @param entry `NAME=VALUE`
    boolean hasEnvironment(OsProcess process, String entry);

    /// The table of this machine: `/proc` where there is one, which shows groups and environments,
    /// or what Java knows of processes, which is less.
    static OsProcesses ofThisMachine() {
        return Files.isReadable(Path.of("/proc/self/stat"))
                ? new ProcTable(Path.of("/proc"))
                : new JavaProcessTable();
    }
}
