package dev.jobber.job.kind.code;

import dev.jobber.job.Work;
import dev.jobber.job.kind.Kind;
import java.time.Duration;

/// The kind `class`: a class from jars.
public record JavaClass(JobClass job) implements Kind {
    /// The word for the kind.
    public static final String WORD = "class";

    @Override
    public String word() {
        return WORD;
    }

    /// The work that runs it.
    ///
    /// @param grace how long it may take to end after it was asked to
    public Work work(Duration grace, CodeHost host) {
        return host.work(job, WORD + " " + job.name(), grace);
    }
}
