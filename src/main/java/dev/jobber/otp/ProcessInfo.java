package dev.jobber.otp;

import java.util.List;
import java.util.Optional;

/// A look at a process, as `Process.info/1`: exact while it waits, about right while it runs.
///
/// @param name its registered name, or the [Via] it was started under
/// @param monitors what it monitors
/// @param monitoredBy who monitors it
/// @param messageQueueLength how many messages wait
/// @param parent who started it, if that one linked it
/// @param what the class of its server, `Task`, or `process`
public record ProcessInfo(
        Pid pid,
        Optional<Object> name,
        ProcessStatus status,
        boolean trapExit,
        List<Pid> links,
        List<Dest> monitors,
        List<Pid> monitoredBy,
        int messageQueueLength,
        Optional<Pid> parent,
        String what) {}
