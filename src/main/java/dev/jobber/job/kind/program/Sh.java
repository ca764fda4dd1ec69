package dev.jobber.job.kind.program;

import dev.jobber.job.Work;
import dev.jobber.job.kind.Kind;
import java.time.Duration;

/// The kind `sh`: a program of the operating system.
///
/// @param program how it is started
public record Sh(Program program) implements Kind {
    /// The word for the kind.
    public static final String WORD = "sh";

    @Override
    public String word() {
        return WORD;
    }

    /// The work that runs it.
    ///
    /// @param grace how long the program may take to end after it was asked to
    /// @param programs starts it
    public Work work(Duration grace, Programs programs) {
        programs.prepare();
        return new ProgramWork(program, grace, programs);
    }
}
