package dev.jobber.job.kind.program.os;

/// A process of the operating system, as the table of processes shows it.
///
/// Its number may be given to another process after its end; the number and the time of its start
/// together belong to one process only.
///
/// @param identity which process it is
/// @param parent the number of its parent, which is 1 or a reaper once that has ended
/// @param group the number of its process group
public record OsProcess(Identity identity, long parent, long group) {
    /// Which process it is.
    ///
    /// @param pid its number
    /// @param started when it started, in the units of the table it was read from
    public record Identity(long pid, long started) {}

    public long pid() {
        return identity.pid();
    }
}
