package dev.jobber.transcript;

import java.util.List;

/// What a step does; `main` runs it.
@FunctionalInterface
interface Step {
    /// @param words the words after the first
    /// @return the lines of its result
    List<String> run(List<String> words) throws Exception;
}
