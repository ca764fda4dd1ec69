package dev.jobber.job;

/// A job that [Jobber] knows of, whether it runs or has ended.
public sealed interface KnownJob permits JobLife {
    /// What it is called.
    String id();

    /// How it is now.
    JobInfo info();
}
