package dev.jobber.job.kind.program.os;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The processes that live on this machine.
public interface OsProcesses {
    /// All living processes; those that have ended and wait for their parent to notice are not.
    ///
    /// @throws java.io.UncheckedIOException if they cannot be read now
    List<OsProcess> living();

    /// The living processes that were started after a process, which was a moment ago; others may
    /// be among them. This may take much less time.
    default List<OsProcess> startedAfter(long pid) {
        return living();
    }

    /// The time now, in the units in which starts are told, or a little earlier.
    long now();

    /// An entry of the environment that a process was started with; empty if it has none of that
    /// name, or if it cannot be read.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be read now
    Optional<String> environment(OsProcess process, String name);

    /// Whether a process that was sent [Signal#STOP] stands still, or has ended: the signal takes
    /// effect a moment after it was sent, and a start of another process that was under way comes
    /// to its end. True where that cannot be seen.
    boolean standsStill(long pid);

    /// The table of this machine: `/proc` where there is one, which shows groups and environments,
    /// or what Java knows of processes, which is less.
    static OsProcesses ofThisMachine() {
        return Files.isReadable(Path.of("/proc/self/stat"))
                ? new ProcTable(Path.of("/proc"))
                : new JavaProcessTable();
    }
}
