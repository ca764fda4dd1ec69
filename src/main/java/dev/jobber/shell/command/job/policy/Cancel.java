package dev.jobber.shell.command.job.policy;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `cancel ID`
@Command(
        name = "cancel",
        description = {
            "Ends a job that waits: for room, for other jobs, or for its next retry.",
            "A job that works is not cancelled: 'stop' and 'kill' end it."
        })
@Example(
        value = "pause mail; job = start-job good --type mail; cancel $job; resume mail",
        does = "takes a job out of the queue")
@Example(
        value = "start-job good --id a; start-job good --after a --id b; cancel b",
        does = "ends a job that waits for another one")
@InOtp(
        "Process.cancel_timer/1 for a job that waits for its next retry; a job that was not started has no process yet.")
@SeeAlso({"queue", "stop", "kill"})
final class Cancel implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "A job's id, its pid or its supervisor's pid.")
    private String id = "";

    Cancel(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        JobHandle job = session.targets().job(id);
        if (session.observer().jobber().cancel(job)) {
            session.observer().asksForEnd(job);
            return Answer.of(
                    Value.Fields.none()
                            .with("id", job.id())
                            .with("status", JobStatus.CANCELLED.toString()),
                    "ok " + job.id() + " is cancelled");
        }
        JobInfo info = job.info();
        return Answer.failed(
                info.status().isEnd()
                        ? new UserError(
                                new ErrorCode("not_waiting"),
                                job.id() + " does not wait: it has ended and is " + info.status(),
                                "'rerun " + job.id() + "' starts it once more")
                        : new UserError(
                                new ErrorCode("running"),
                                job.id() + " does not wait: it is " + info.status(),
                                "'stop " + job.id() + "' ends it"));
    }
}
