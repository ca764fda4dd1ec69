package dev.jobber.otp;

import java.util.concurrent.CompletionStage;

/// Something outside the JVM that a process owns, such as a program of the operating system. It is
/// what a port is on Erlang: it is closed when its owner ends.
///
/// When a process ends, for any reason, its ports are closed first. The process counts as dead only
/// when all of them are closed. Until then its supervisor waits, its names stay taken and its links
/// hold. There is no limit on that time.
public interface Port {
    /// Begins to close it. The node calls this on a thread of its own when the owner ends. If the
    /// owner is killed while the port still closes, the node calls it a second time, with
    /// [ExitReason#KILL]; the first call may still run then.
    ///
    /// It may block: the owner's death waits until the port is closed, and not until this returns.
    /// If it throws, the node tells [Event.CodeFailed], and the port counts as closed.
    ///
    /// @param reason why the owner ends
    void close(ExitReason reason);

    /// Completes when it is closed.
    CompletionStage<?> closed();
}
