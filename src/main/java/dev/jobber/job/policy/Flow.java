package dev.jobber.job.policy;

import java.util.Locale;

/// Whether the jobs of a type may start.
public enum Flow {
    /// They start as its limit and its rate allow.
    OPEN,
    /// None starts; new ones wait.
    PAUSED,
    /// None is taken; those that wait still start.
    DRAINING;

    /// The word, in lower case.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
