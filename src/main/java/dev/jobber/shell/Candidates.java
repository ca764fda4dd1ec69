package dev.jobber.shell;

import java.util.List;

/// Finds what may stand for a parameter, by its label: `JOB`, `PID`, `KEY`.
@FunctionalInterface
public interface Candidates {

    /// What may stand there now; empty where nothing can be said.
    List<Suggestion> of(String label);
}
