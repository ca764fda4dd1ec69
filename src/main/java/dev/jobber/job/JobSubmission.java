package dev.jobber.job;

import dev.jobber.job.policy.TypeGate;
import dev.jobber.job.tree.JobTree;
import dev.jobber.otp.Down;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartResult;
import java.util.Optional;

/// One start of a job as its caller sees it: JobRunner is asked to start the job, and the caller
/// waits for the answer.
final class JobSubmission {
    private final JobTree tree;
    private final JobTable table;
    private final JobStarter starter;
    private final JobLifecycle life;

    /// Kept here, because the job lets go of it when its first process lives.
    private final Pending pending;

    /// @param life the job, which has not been started yet
    JobSubmission(JobTree tree, JobTable table, JobStarter starter, JobLifecycle life) {
        this.tree = tree;
        this.table = table;
        this.starter = starter;
        this.life = life;
        this.pending = life.pending();
    }

    /// Waits until it is known whether the job starts, waits or is refused.
    JobStart start() {
        return switch (starter.start(life, tree.runner())) {
            case StartResult.Started(Pid pid, _) -> new JobStart.Started(pid, life.id());
            case StartResult.Failed(ExitReason reason) ->
                    answer().orElseGet(() -> StartRefusals.of(life, reason));
            case StartResult.Ignored() -> isToReplace() ? afterReplacing() : answer().orElseThrow();
        };
    }

    private Optional<JobStart> answer() {
        synchronized (table) {
            return pending.answer();
        }
    }

    private boolean isToReplace() {
        synchronized (table) {
            return pending.ticket().filter(TypeGate.Ticket::replaces).isPresent();
        }
    }

    /// Waits until the job that is replaced has ended and it is known whether this one starts. If
    /// the tree ends first, the start is taken back.
    private JobStart afterReplacing() {
        return tree.inProcess(() -> {
            MonitorRef top = Process.monitor(tree.supervisor());
            if (table.tellWhenPlaced(pending, Process.self())) {
                Object news =
                        Process.receive(message ->
                                message instanceof JobTable.Placed
                                        || message instanceof Down down && down.ref() == top);
                if (news instanceof Down && life.cancel() == JobLifecycle.Cancelled.ENDED) {
                    throw new ExitException(ExitReason.NOPROC);
                }
            }
            return answer().orElseThrow();
        });
    }

    /// What the listeners are told of this answer; empty if a process of the job tells them.
    Optional<JobEvent> event(JobStart start) {
        JobEvent.Subject subject = life.subject();
        return switch (start) {
            case JobStart.Refused(String code, String message, _) ->
                    Optional.of(new JobEvent.Refused(subject, code, message));
            case JobStart.Queued _ -> Optional.of(new JobEvent.Queued(subject));
            case JobStart.Waiting _ ->
                    Optional.of(new JobEvent.Waits(subject, life.request().after()));
            case JobStart.Skipped(Optional<String> id) when id.isEmpty() ->
                    Optional.of(
                            new JobEvent.Refused(
                                    subject, "skipped", "its type had no room for it"));
            case JobStart.Started _, JobStart.Skipped _ -> Optional.empty();
        };
    }
}
