package dev.jobber.job;

import dev.jobber.otp.ChildSpec;

/// Where in the tree a job runs: the steps of the document's design.
public sealed interface Placement {
    /// The document's last step.
    Placement SUPERVISED = new Supervised();

    /// The document's first step.
    Placement BARE = new Bare();

    /// Under a JobSupervisor of its own, which JobRunner has as a child: a job that cannot be saved
    /// ends nothing but itself.
    record Supervised() implements Placement {}

    /// As a child of JobRunner: if it cannot be saved, JobRunner ends, and all jobs with it.
    record Direct(ChildSpec.Restart restart) implements Placement {}

    /// Without supervisor or link.
    record Bare() implements Placement {}
}
