package dev.jobber.job.durable;

import dev.jobber.otp.Pid;
import java.util.Optional;

/// Names that one process has of all nodes of a store, as `{:global, NAME}` in OTP.
///
/// A name belongs to a process until that ends, its node leaves, or the lease of its node has
/// passed; in the last case the node kills the process, so at no time do two processes have the
/// name. Messages are not sent between nodes: a name tells where its process is, and keeps others
/// from being started.
///
/// All methods may be called by any thread, and wait as those of [DurableJobs] do.
public interface GlobalNames {
    /// The process that has a name.
    ///
    /// @param node the node where it is
    /// @param pid the process, as it is printed there; empty while it is being started
    record Holder(String node, Optional<String> pid) {}

    /// Takes a name for a process that this node is about to start. [#bind] or [#release] must
    /// follow.
    ///
    /// @return who has it; empty if this node has it now
    Optional<Holder> take(String name);

    /// The process has been started: the name is its own until it ends.
    void bind(String name, Pid pid);

    /// The process has not been started.
    void release(String name);

    /// The process that has a name; empty where the name is free.
    Optional<Holder> find(String name);
}
