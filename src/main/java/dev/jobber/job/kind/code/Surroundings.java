package dev.jobber.job.kind.code;

import dev.jobber.job.JobInfo;
import dev.jobber.job.Work;
import dev.jobber.job.history.AttemptLog.Progress;
import dev.jobber.job.history.OutputLines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What code that runs has around it. All methods may be called by any thread.
public interface Surroundings {
    /// Waits, on the clock of the node.
    void sleep(Duration time) throws InterruptedException;

    /// Writes a line to the log.
    void log(String line);

    /// The code has come so far.
    void progress(Progress now);

    /// All jobs that are known.
    List<JobInfo> jobs();

    /// Where goes what the code prints.
    OutputLines output();

    /// The attempt of a job that runs it; empty if no job does.
    Optional<Work.Attempt> attempt();

    /// The code has ended the job with an exit code, as a program does.
    void exited(int code);

    /// The code has been ended, and does not end.
    ///
    /// @param what the threads that do not end, and where they are
    void lingers(String what);

    /// Nothing of it lingers any more.
    void gone();
}
