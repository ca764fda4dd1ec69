package dev.jobber.job.kind.code;

import dev.jobber.job.Work;
import dev.jobber.job.kind.Kind;
import java.time.Duration;

/// The kind `java`: a snippet.
///
/// @param code the snippet, compiled
public record JavaSnippet(Code code) implements Kind {
    /// The word for the kind.
    public static final String WORD = "java";

    @Override
    public String word() {
        return WORD;
    }

    /// The work that runs it.
    ///
    /// @param grace how long it may take to end after it was asked to
    public Work work(Duration grace, CodeHost host) {
        return host.work(code, WORD, grace);
    }
}
