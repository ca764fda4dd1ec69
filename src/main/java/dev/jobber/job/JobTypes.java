package dev.jobber.job;

import dev.jobber.job.policy.Flow;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.TypeGates;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The types of jobs: what holds for the jobs of each, and which of them wait.
///
/// All methods may be called by any thread.
public final class JobTypes {
    private final Jobber jobber;
    private final JobTable table;

    JobTypes(Jobber jobber, JobTable table) {
        this.jobber = jobber;
        this.table = table;
    }

    /// A look at a type; also at one for which nothing is set.
    public TypeInfo type(String type) {
        synchronized (table) {
            return gates().info(type);
        }
    }

    /// A look at each type that has settings, or jobs that run or wait; by name.
    public List<TypeInfo> all() {
        synchronized (table) {
            return gates().types().stream().map(gates()::info).toList();
        }
    }

    /// Changes what holds for the jobs of a type: what the change leaves open stays as it was. Jobs
    /// that run go on, even if they are more than a new limit; jobs that wait start as soon as they
    /// may.
    public TypeInfo change(String type, JobPolicy change) {
        if (change.admission().mayWait()) {
            jobber.ensureQueue();
        }
        synchronized (table) {
            gates().change(type, change);
            return gates().info(type);
        }
    }

    /// Starts no job of a type until [#resume(String)]: new ones wait. Jobs that run go on.
    public TypeInfo pause(String type) {
        jobber.ensureQueue();
        return setFlow(type, Flow.PAUSED);
    }

    /// Starts the jobs of a type again, after [#pause(String)] or [#drain].
    public TypeInfo resume(String type) {
        return setFlow(type, Flow.OPEN);
    }

    /// Starts the jobs of all types again, after [#pause(String)] or [#drain].
    public List<TypeInfo> resume() {
        synchronized (table) {
            table.admissions().setDraining(false);
            gates().types().forEach(type -> gates().setFlow(type, Flow.OPEN));
        }
        return all();
    }

    /// The caller holds the monitor of the table.
    private TypeGates<JobLifecycle> gates() {
        return table.admissions().gates();
    }

    private TypeInfo setFlow(String type, Flow flow) {
        synchronized (table) {
            gates().setFlow(type, flow);
            return gates().info(type);
        }
    }

    /// The jobs of a type that wait for room, in the order in which they start.
    public List<JobHandle> queue(String type) {
        synchronized (table) {
            return List.copyOf(gates().waiting(Optional.of(type)));
        }
    }

    /// All jobs that wait, for room or for other jobs, in the order of their requests.
    public List<JobHandle> waiting() {
        return List.copyOf(table.waiting());
    }

    /// Takes no more jobs of a type, or of any type, until [#resume(String)] or [#resume()], and
    /// waits until those that run or wait have ended.
    ///
    /// @param type empty for all
    /// @return those that had not ended when the time was over
    public List<JobInfo> drain(Optional<String> type, Duration timeout) {
        synchronized (table) {
            type.ifPresentOrElse(
                    each -> gates().setFlow(each, Flow.DRAINING),
                    () -> table.admissions().setDraining(true));
        }
        try {
            // JobRunner answers this after all starts that came before.
            var _ = DynamicSupervisor.countChildren(jobber.runner());
        } catch (ExitException noRunner) {
            // Then it has no jobs.
        }
        List<JobHandle> open = notEnded(type);
        return switch (jobber.await(open, timeout)) {
            case AwaitResult.AllEnded _ -> List.of();
            case AwaitResult.TimedOut _ ->
                    open.stream()
                            .map(JobHandle::info)
                            .filter(job -> !job.status().isEnd())
                            .toList();
        };
    }

    /// The jobs that run or wait.
    ///
    /// @param type empty for those of all types
    public List<JobHandle> notEnded(Optional<String> type) {
        return jobber.jobs().stream()
                .filter(job -> {
                    JobInfo info = job.info();
                    return !info.status().isEnd() && (type.isEmpty() || type.equals(info.type()));
                })
                .toList();
    }
}
