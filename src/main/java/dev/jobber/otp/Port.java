package dev.jobber.otp;

import java.util.concurrent.CompletionStage;

/// Something outside the JVM that a process owns, such as a program of the operating system, and
/// that must be gone before the process counts as dead: Erlang's ports, which are closed when their
/// owner ends.
///
/// When a process ends, for any reason, its ports are closed first. No process is told of its death
/// before that: its supervisor waits, its names stay taken and its links hold. There is no limit on
/// that time.
public interface Port {
    /// Begins to close it. Called once the owner ends, on a thread of its own; a second time, with
    /// [ExitReason#KILL], if the owner is killed while the port still closes, and perhaps while the
    /// first call still runs. It may block: no process waits until it returns, but only until the
    /// port is closed. If it throws, the node tells [Event.CodeFailed], and the port counts as
    /// closed.
    ///
    /// @param reason why the owner ends
    void close(ExitReason reason);

    /// Completes when it is closed.
    CompletionStage<?> closed();
}
