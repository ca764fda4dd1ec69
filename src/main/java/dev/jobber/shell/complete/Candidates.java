package dev.jobber.shell.complete;

import dev.jobber.shell.console.Suggestion;
import java.util.List;

/// Finds what may stand for a parameter, by its label: `JOB`, `PID`, `KEY`.
@FunctionalInterface
public interface Candidates {
    /// The label of what stands after `$`.
    String REFERENCE = "$NAME";

    /// A place in a line where a parameter is being typed.
    ///
    /// @param label the parameter's
    /// @param begin what is there of it
    /// @param before the words of the line before it, its command's name included
    record Place(String label, String begin, List<String> before) {}

    /// What may stand there now; empty where nothing can be said. Where there are very many that
    /// begin so, some of them, whose common beginning is that of all.
    List<Suggestion> of(Place place);

    /// Whether the process of a pid lives.
    default boolean lives(String pid) {
        return false;
    }
}
