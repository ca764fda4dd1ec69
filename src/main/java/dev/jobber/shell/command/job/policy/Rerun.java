package dev.jobber.shell.command.job.policy;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.StartAnswer;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `rerun ID`
@Command(
        name = "rerun",
        description = {
            "Starts a job that has ended once more.",
            "The new job has the same work and the same options, and an id of its own.",
            "It does not wait for the jobs that the first one had to wait for."
        })
@Example(
        value = "job = start-job good --sleep 10ms; await $job; rerun $job",
        does = "starts a job a second time")
@Example(
        value = "start-job sim --error --max-retries 0 --id a; await a; rerun a",
        does = "tries a failed job once more")
@InOtp("DynamicSupervisor.start_child/2 once more with the same child.")
@SeeAlso({"start-job", "job", "retries"})
final class Rerun implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "A job's id, its pid or its supervisor's pid.")
    private String id = "";

    Rerun(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        Optional<StoredJob> stored = session.store().flatMap(store -> store.find(id));
        if (stored.isPresent()) {
            JobInfo info = stored.get().info();
            return info.status().isEnd()
                    ? StartAnswer.of(session.store().orElseThrow().rerun(stored.get()))
                    : Answer.failed(notEnded(info));
        }
        JobHandle job = session.targets().job(id);
        if (!job.info().status().isEnd()) {
            return Answer.failed(notEnded(job.info()));
        }
        session.targets().asksRunner("start " + job.id() + " once more");
        return StartAnswer.of(session.started(session.observer().jobber().rerun(job)));
    }

    private static UserError notEnded(JobInfo job) {
        return new UserError(
                new ErrorCode("running"),
                job.id() + " has not ended: it is " + job.status(),
                "'await " + job.id() + "' waits for its end");
    }
}
