package dev.jobber.job.flight;

import dev.jobber.job.history.AttemptResult;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// An attempt of a job, for the JDK's Flight Recorder. Loaded only while that runs.
@Name("jobber.JobAttempt")
@Label("Job Attempt")
@Description("The work of a job was tried once.")
@Category({"jobber", "Jobs"})
@StackTrace(false)
public final class JobAttempt extends Event {
    @Label("Id of the job")
    String job = "";

    @Label("Type of the job")
    String type = "";

    @Label("Number of the attempt, from 1")
    int attempt;

    @Label("What came of it")
    String outcome = "";

    private JobAttempt() {}

    /// Does the work, and records how long it took.
    ///
    /// @param outcome the word for what the work has returned; work that throws has crashed
    public static Object record(
            String job,
            Optional<String> type,
            int attempt,
            Callable<Object> work,
            Function<Object, String> outcome)
            throws Exception {
        var event = new JobAttempt();
        event.begin();
        event.outcome = AttemptResult.KILLED.toString();
        try {
            Object result = work.call();
            event.outcome = outcome.apply(result);
            return result;
        } catch (Exception crash) {
            event.outcome = AttemptResult.CRASH.toString();
            throw crash;
        } finally {
            event.end();
            if (event.shouldCommit()) {
                event.job = job;
                event.type = type.orElse("");
                event.attempt = attempt;
                event.commit();
            }
        }
    }
}
