package dev.jobber.job;

import java.util.OptionalLong;

/// A job that [Jobber] knows of, whether it runs or has ended.
public sealed interface KnownJob permits JobLife {
    /// What it is called.
    String id();

    /// How it is now.
    JobInfo info();

    /// The number in the pid of its last supervisor, JobRunner for a direct job; empty for a bare
    /// one.
    OptionalLong supervisorNumber();
}
