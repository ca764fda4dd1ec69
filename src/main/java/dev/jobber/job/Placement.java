package dev.jobber.job;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.ExitReason;

/// Where in the tree a job runs: the steps of the document's design.
public sealed interface Placement {
    /// The document's last step.
    Placement SUPERVISED = new Supervised();

    /// The document's first step.
    Placement BARE = new Bare();

    /// Under a JobSupervisor of its own, a child of JobRunner. If its restarts are used up, only
    /// this job ends.
    record Supervised() implements Placement {}

    /// As a child of JobRunner. If its restarts are used up, JobRunner ends, and all jobs with it.
    record Direct(ChildSpec.Restart restart) implements Placement {}

    /// Without supervisor or link.
    record Bare() implements Placement {}

    /// Whether the job's supervisor restarts it by itself after an end with this reason.
    default boolean isRestartedAfter(ExitReason reason) {
        return switch (this) {
            case Supervised() -> ChildSpec.Restart.TRANSIENT.isDueAfter(reason);
            case Direct(var restart) -> restart.isDueAfter(reason);
            case Bare() -> false;
        };
    }
}
