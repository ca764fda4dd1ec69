package dev.jobber.job;

import dev.jobber.job.policy.TypeGate.Step;
import dev.jobber.otp.Dest;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.TimerRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The process that starts the jobs that have waited, each when it is its turn, and stops those
/// that others replace.
///
/// It keeps no job itself: a job that waits stands in the [Admissions] until it gets its permit in
/// JobRunner. So no job is lost with this process or with JobRunner. If this process ends, its
/// successor looks at all types. If JobRunner ends in the middle of a start, the job waits again,
/// in front, and the next JobRunner has this process look again.
final class JobQueue extends GenServer<Map<Optional<String>, TimerRef>, Request<?>, JobQueue.Look> {
    /// How many jobs of a type are started before the other types have their turn.
    private static final int BATCH = 16;

    private final JobTable table;
    private final JobStarter starter;
    private final Dest runner;

    /// A job of this type may be able to start.
    record Look(Optional<String> type) {}

    /// @param runner where supervised and direct jobs run
    JobQueue(JobTable table, JobStarter starter, Dest runner) {
        this.table = table;
        this.starter = starter;
        this.runner = runner;
    }

    /// The state: the alarms of types whose next job has to wait for its time.
    @Override
    protected InitResult<Map<Optional<String>, TimerRef>> init() {
        List<Optional<String>> types;
        synchronized (table) {
            types = table.admissions().gates().queueBegan();
        }
        Pid self = Process.self();
        types.forEach(type -> GenServer.cast(self, new Look(type)));
        return ok(Map.of());
    }

    @Override
    protected Result<Map<Optional<String>, TimerRef>> handleCast(
            Look look, Map<Optional<String>, TimerRef> alarms) {
        return noreply(look(look, alarms));
    }

    /// An alarm rings.
    @Override
    protected Result<Map<Optional<String>, TimerRef>> handleInfo(
            Object message, Map<Optional<String>, TimerRef> alarms) throws Exception {
        return message instanceof Look look
                ? noreply(look(look, alarms))
                : super.handleInfo(message, alarms);
    }

    private Map<Optional<String>, TimerRef> look(
            Look look, Map<Optional<String>, TimerRef> alarms) {
        for (int i = 0; i < BATCH; i++) {
            Step<JobLifecycle> step;
            synchronized (table) {
                step = table.admissions().next(look.type());
            }
            switch (step) {
                case Step.Start<JobLifecycle>(var ticket) -> {
                    if (!start(ticket.job())) {
                        return alarms; // we are told to look again
                    }
                }
                case Step.Stop<JobLifecycle>(List<JobLifecycle> jobs) ->
                        jobs.forEach(job -> Process.spawn(() -> new JobStopper(runner).stop(job)));
                case Step.Wait<JobLifecycle>(Duration time) -> {
                    return withAlarm(look, time, alarms);
                }
                case Step.Nothing<JobLifecycle>() -> {
                    return alarms;
                }
            }
        }
        GenServer.cast(Process.self(), look);
        return alarms;
    }

    private static Map<Optional<String>, TimerRef> withAlarm(
            Look look, Duration time, Map<Optional<String>, TimerRef> alarms) {
        var changed = new HashMap<Optional<String>, TimerRef>(alarms);
        TimerRef before = changed.put(look.type(), Process.sendAfter(Process.self(), look, time));
        if (before != null) {
            before.cancel();
        }
        return Map.copyOf(changed);
    }

    /// Has JobRunner start a job that has its turn. The job gets its permit there only if it still
    /// has its turn.
    ///
    /// @return false if the tree is being started again
    private boolean start(JobLifecycle job) {
        try {
            StartResult _ = starter.start(job, runner);
            return true;
        } catch (ExitException | IllegalArgumentException noTree) {
            return false; // there is no JobRunner, or for a bare job no JobRegistry
        }
    }
}
