package dev.jobber.job;

import dev.jobber.otp.Dest;
import dev.jobber.otp.Down;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A process that waits until jobs have ended: their processes are gone, none is restarted, and
/// their supervisors have handled the end.
final class JobAwait {
    private final JobTable table;
    private final Node node;
    private final List<JobLifecycle> jobs;

    /// The supervisors to ask if the job's own supervisor is gone, the lowest first.
    private final List<Dest> supervisorsAbove;

    private final Duration timeout;
    private final long begin;

    JobAwait(
            JobTable table,
            List<JobLifecycle> jobs,
            List<Dest> supervisorsAbove,
            Duration timeout) {
        this.table = table;
        this.node = table.node();
        this.jobs = jobs;
        this.supervisorsAbove = supervisorsAbove;
        this.timeout = timeout;
        this.begin = now();
    }

    /// The calling process must be one that was started only for this.
    AwaitResult run() {
        Pid self = Process.self();
        Set<JobLifecycle> pending = new LinkedHashSet<>();
        for (JobLifecycle job : jobs) {
            if (table.tellWhenEnded(job, self)) {
                pending.add(job);
            }
        }
        try {
            while (!pending.isEmpty()) {
                Optional<Object> ended = Process.receive(JobHandle.Ended.class::isInstance, left());
                if (ended.isEmpty()) {
                    return new AwaitResult.TimedOut(infos(List.copyOf(pending)));
                }
                pending.remove(((JobHandle.Ended) ended.get()).job());
            }
        } finally {
            pending.forEach(job -> table.forgetWaiter(job, self));
        }
        return dealtWith()
                ? new AwaitResult.AllEnded(infos(jobs))
                : new AwaitResult.TimedOut(infos(jobs));
    }

    private static List<JobInfo> infos(List<JobLifecycle> lives) {
        return lives.stream().map(JobLifecycle::info).toList();
    }

    /// Asks the supervisors; false if the time runs out first.
    ///
    /// Another process does the asking, because a busy supervisor replies late. If the time runs
    /// out, that process is not waited for.
    private boolean dealtWith() {
        Process.Monitored asking = Process.spawnMonitor(this::askSupervisors);
        boolean answered =
                Process.receive(
                                message ->
                                        message instanceof Down down && down.ref() == asking.ref(),
                                left())
                        .isPresent();
        if (!answered) {
            Process.exit(asking.pid(), ExitReason.KILL);
        }
        return answered;
    }

    private void askSupervisors() {
        boolean allAnswered = true;
        for (JobLifecycle job : jobs) {
            allAnswered &= job.isBare() || job.supervisor().filter(JobAwait::answers).isPresent();
        }
        for (Dest above : supervisorsAbove) {
            if (allAnswered) {
                return;
            }
            allAnswered = above.whereis().filter(JobAwait::answers).isPresent();
        }
    }

    /// Asks a supervisor. False if the supervisor was ending: then it is gone now, and its own
    /// supervisor has got the exit signal.
    private static boolean answers(Pid supervisor) {
        try {
            Supervisor.countChildren(supervisor);
            return true;
        } catch (ExitException ending) {
            MonitorRef monitor = Process.monitor(supervisor);
            Process.receive(message -> message instanceof Down down && down.ref() == monitor);
            return false;
        }
    }

    private Duration left() {
        if (timeout.equals(Process.INFINITY)) {
            return timeout;
        }
        Duration left = timeout.minusNanos(now() - begin);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private long now() {
        return node.clock().nanoTime();
    }
}
