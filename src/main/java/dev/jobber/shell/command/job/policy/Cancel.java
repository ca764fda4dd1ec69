package dev.jobber.shell.command.job.policy;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.Order;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.Targets;
import java.util.Optional;
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
        Optional<StoredJob> stored = session.targets().stored(id);
        if (stored.isPresent()) {
            return cancel(session.store().orElseThrow(), stored.get());
        }
        JobHandle job = session.targets().job(id);
        if (session.observer().jobber().cancel(job)) {
            session.observer().asksForEnd(job);
            return cancelled(job.id());
        }
        return Answer.failed(notWaiting(job.info()));
    }

    /// A job of the store that waits, or that another node has.
    private static Answer cancel(DurableJobs store, StoredJob job) {
        if (store.cancel(job)) {
            return cancelled(job.id());
        }
        return job.info().status() == JobStatus.ERRORED
                ? Answer.ok(
                        job.id()
                                + " on node "
                                + job.node().orElse("")
                                + ": "
                                + store.ask(job, Order.CANCEL, Targets.REMOTE))
                : Answer.failed(notWaiting(job.info()));
    }

    private static Answer cancelled(String job) {
        return Answer.of(
                Value.Fields.none().with("id", job).with("status", JobStatus.CANCELLED.toString()),
                "ok " + job + " is cancelled");
    }

    private static UserError notWaiting(JobInfo job) {
        return job.status().isEnd()
                ? new UserError(
                        new ErrorCode("not_waiting"),
                        job.id() + " does not wait: it has ended and is " + job.status(),
                        "'rerun " + job.id() + "' starts it once more")
                : new UserError(
                        new ErrorCode("running"),
                        job.id() + " does not wait: it is " + job.status(),
                        "'stop " + job.id() + "' ends it");
    }
}
