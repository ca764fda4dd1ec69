package dev.jobber.shell.parse;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/// The names that lines may use: those defined in the session, and while a file is checked those
/// defined earlier in it.
public interface JobNames {
    /// No names.
    JobNames NONE =
            new JobNames() {
                @Override
                public SortedSet<String> jobs() {
                    return Collections.emptySortedSet();
                }

                @Override
                public boolean defines(String job) {
                    return false;
                }

                @Override
                public Optional<String> kindOf(String job) {
                    return Optional.empty();
                }
            };

    /// The names of the jobs that are defined.
    SortedSet<String> jobs();

    /// Whether a job of this name is defined.
    boolean defines(String job);

    /// The kind of a defined job; empty where its definition could not be read, or there is none.
    Optional<String> kindOf(String job);
}
