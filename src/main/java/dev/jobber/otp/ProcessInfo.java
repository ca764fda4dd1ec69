package dev.jobber.otp;

import java.util.List;
import java.util.Optional;

/// What is known of a process at one moment, as `Process.info/1`. Exact while the process waits; an
/// estimate while it runs.
///
/// @param messageQueueLength how many messages wait in its mailbox
public record ProcessInfo(
        Identity identity,
        ProcessStatus status,
        boolean trapExit,
        int messageQueueLength,
        Relations relations) {
    /// Which process it is.
    ///
    /// @param name its registered name, or the [Via] it was started under
    /// @param what the class of its server, `Task`, or `process`
    public record Identity(Pid pid, Optional<Object> name, String what) {}

    /// The other processes it is connected to.
    ///
    /// @param links the processes that are linked to it
    /// @param monitors what it monitors
    /// @param monitoredBy the processes that monitor it
    /// @param parent the process that started it, if it was started with a link
    public record Relations(
            List<Pid> links, List<Dest> monitors, List<Pid> monitoredBy, Optional<Pid> parent) {}

    /// The process.
    public Pid pid() {
        return identity.pid();
    }

    /// Its registered name, or the [Via] it was started under.
    public Optional<Object> name() {
        return identity.name();
    }

    /// Its label, see [Process#setLabel].
    public Optional<Object> label() {
        return pid().label();
    }

    /// The class of its server, `Task`, or `process`.
    public String what() {
        return identity.what();
    }

    /// The processes that are linked to it.
    public List<Pid> links() {
        return relations.links();
    }

    /// What it monitors.
    public List<Dest> monitors() {
        return relations.monitors();
    }

    /// The processes that monitor it.
    public List<Pid> monitoredBy() {
        return relations.monitoredBy();
    }

    /// The process that started it, if it was started with a link.
    public Optional<Pid> parent() {
        return relations.parent();
    }
}
