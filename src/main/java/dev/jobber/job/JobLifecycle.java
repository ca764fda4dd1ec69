package dev.jobber.job;

import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ExitWatch;
import dev.jobber.otp.Pid;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One job from its first start to its end, over all its processes: its state, and its place under
/// the limit of its type.
///
/// Its end does not depend on other code: the kernel tells it of the death of its process and of
/// its supervisor before it tells any process. Only the end of the job frees its place.
///
/// | its process ends | and then | the job |
/// |---|---|---|
/// | and has no supervisor, or the work is done or has failed for good | | ends |
/// | otherwise | it is started again | goes on |
/// | | its supervisor ends | ends |
/// | | its supervisor answers a request and has not tried to start it again | ends |
///
/// The place is free as soon as it is certain that no further process will start.
///
/// The monitor of the table guards all that changes.
final class JobLifecycle implements JobHandle, ExitWatch.Listener {
    private enum Stage {
        /// The job has had no process yet.
        STARTING,
        /// The job has a process.
        ALIVE,
        /// The last one is dead, and its supervisor has not decided yet whether to restart it.
        BETWEEN,
        /// There is no process, and no supervisor will start one.
        ENDED
    }

    private final JobTable table;
    private final String id;
    private final JobRequest request;
    private final Placement placement;

    private final int generation = Jobber.generation();

    private final JobRecord facts = new JobRecord();

    private Stage stage = Stage.STARTING;

    /// Its process while it lives.
    private @Nullable Pid job;

    /// Its last process, from its death until all have been told of it.
    private @Nullable Pid departingJob;

    /// Why that process died; used until the job has ended.
    private ExitReason jobReason = ExitReason.NORMAL;

    /// The supervisor that restarts the job, while that supervisor lives. For a direct job it is
    /// JobRunner, until the job ends.
    private @Nullable Pid supervisor;

    private @Nullable Pid departingSupervisor;
    private @Nullable ExitReason supervisorReason;
    private @Nullable ExitWatch supervisorWatch;

    /// The process ended by itself or on request, not by a signal.
    private boolean terminated;

    /// It has a place under the limit.
    private boolean counted;

    /// Those who hear of all ends have been told of this one.
    private boolean endIsTold;

    /// How many starts have been tried since the last process died.
    private int tries;

    private long supervisorNumber;

    /// Neighbours in the table, in the order of their starts.
    @Nullable JobLifecycle previous;

    @Nullable JobLifecycle next;

    JobLifecycle(JobTable table, String id, JobRequest request, Placement placement) {
        this.table = table;
        this.id = id;
        this.request = request;
        this.placement = placement;
    }

    @Override
    public String id() {
        return id;
    }

    JobRequest request() {
        return request;
    }

    @Override
    public int generation() {
        return generation;
    }

    /// Its process while it lives.
    Optional<Pid> process() {
        synchronized (table) {
            return Optional.ofNullable(job);
        }
    }

    @Override
    public boolean endsOnSignal() {
        return request.work().filter(Work::endsOnSignal).isPresent();
    }

    /// The job in this process of it.
    JobEvent.Subject subject(Pid pid) {
        return new JobEvent.Subject(id, request.type(), pid);
    }

    // ---- starting: called by the starter

    /// Takes a place under the limit, unless the job has one. False if the limit is reached.
    boolean admit() {
        synchronized (table) {
            if (!counted) {
                counted = table.limits().take(request.type());
            }
            return counted;
        }
    }

    /// A process is about to start, for the first time or again. False if the limit is reached.
    boolean tryToStart() {
        synchronized (table) {
            tries++;
            return admit();
        }
    }

    /// The start failed. If the job has no process and none follows, its place is free.
    void startFailed() {
        synchronized (table) {
            if (stage == Stage.STARTING || stage == Stage.ENDED) {
                giveUpPlace();
                forgetRunner();
            }
        }
    }

    /// This supervisor starts and restarts the job from now on.
    void supervisedBy(Pid pid) {
        synchronized (table) {
            if (supervisor == pid) {
                return;
            }
            supervisor = pid;
            supervisorNumber = pid.id();
        }
        Optional<ExitWatch> watch = ExitWatch.atOnce(pid, this);
        synchronized (table) {
            supervisorWatch = supervisor == pid ? watch.orElse(null) : null;
        }
        if (watch.isEmpty()) {
            exited(pid, ExitReason.KILLED);
            told(pid);
        }
    }

    /// This process is the job's process from now on. Called by the process's init.
    void began(Pid self) {
        synchronized (table) {
            job = self;
            terminated = false;
            tries = 0;
            stage = Stage.ALIVE;
            endIsTold = false;
            if (facts.began(self, table.clock())) {
                table.add(this);
            }
        }
        if (ExitWatch.atOnce(self, this).isEmpty()) {
            exited(self, ExitReason.KILLED);
            told(self);
        }
    }

    // ---- working: called by the job's process; without effect once that is dead, even if its
    // thread still runs

    /// An attempt begins; returns its number, counted from 1. Throws [IllegalStateException] if the
    /// process has been declared dead.
    int attempt(Pid self, AttemptLog log) {
        synchronized (table) {
            if (self != job) {
                throw new IllegalStateException(self + " is not the process of this job");
            }
            return facts.attempt(log, table.clock());
        }
    }

    /// An attempt is over.
    void worked(Pid self, JobStatus result, Optional<String> problem) {
        synchronized (table) {
            if (self == job) {
                facts.worked(result, problem, table.clock());
            }
        }
    }

    /// The process ends by itself, or because of a stop request.
    void terminating(Pid self) {
        synchronized (table) {
            if (self == job) {
                terminated = true;
            }
        }
    }

    // ---- ending: called by the kernel

    @Override
    public void exited(Pid pid, ExitReason reason) {
        Optional<String> problem = JobVerdict.problem(reason);
        synchronized (table) {
            if (pid == supervisor) {
                supervisorEnded(pid, reason);
            } else if (pid == job) {
                jobEnded(pid, reason, problem);
            }
        }
    }

    private void jobEnded(Pid process, ExitReason reason, Optional<String> problem) {
        job = null;
        jobReason = reason;
        departingJob = process;
        JobVerdict verdict = verdict();
        facts.processEnded(verdict.attempt(), problem, table.clock());
        boolean again = placement.isRestartedAfter(reason);
        if (supervisor == null || (verdict.isFinished() && !again)) {
            end();
            return;
        }
        if (!again) {
            giveUpPlace();
        }
        stage = Stage.BETWEEN;
    }

    private void supervisorEnded(Pid process, ExitReason reason) {
        supervisor = null;
        departingSupervisor = process;
        supervisorReason = reason;
        supervisorWatch = null;
        switch (stage) {
            case STARTING -> giveUpPlace();
            case ALIVE -> {} // the job is linked to it, and dies next
            case BETWEEN -> end();
            case ENDED -> table.retire(this);
        }
    }

    @Override
    public void told(Pid pid) {
        synchronized (table) {
            if (pid == departingSupervisor) {
                departingSupervisor = null;
            } else if (pid == departingJob) {
                departingJob = null;
                Pid decides = supervisor;
                if (stage == Stage.BETWEEN && decides != null) {
                    table.confirm(this, decides, facts.starts());
                }
            }
            settle();
        }
    }

    /// The supervisor has answered a request that was made after the death of process number
    /// `start` of this job. If it has not tried to restart the job since, it never will, and the
    /// job ends. Returns the number of tries if the supervisor must be asked once more.
    OptionalInt answered(int start, int triesSeen) {
        synchronized (table) {
            if (stage != Stage.BETWEEN || facts.starts() != start) {
                return OptionalInt.empty();
            }
            if (tries == triesSeen) {
                end();
                return OptionalInt.empty();
            }
            return OptionalInt.of(tries);
        }
    }

    private void end() {
        facts.ended(verdict().verdict(), table.clock());
        stage = Stage.ENDED;
        jobReason = ExitReason.NORMAL; // lets go of an exception
        giveUpPlace();
        forgetRunner();
        if (supervisor == null) {
            table.retire(this);
        }
        settle();
    }

    private JobVerdict verdict() {
        return new JobVerdict(
                facts.status(), jobReason, Optional.ofNullable(supervisorReason), terminated);
    }

    private void settle() {
        if (hasEnded()) {
            table.ended(this, !endIsTold);
            endIsTold = true;
        }
    }

    private void giveUpPlace() {
        if (counted) {
            counted = false;
            table.limits().release(request.type());
        }
    }

    /// Stops watching JobRunner: a direct job that has ended does not depend on it.
    private void forgetRunner() {
        if (!(placement instanceof Placement.Supervised)) {
            if (supervisorWatch != null) {
                supervisorWatch.cancel();
            }
            supervisorWatch = null;
            supervisor = null;
        }
    }

    // ---- looking

    /// Has it ended, and have all been told of that?
    boolean hasEnded() {
        synchronized (table) {
            return stage == Stage.ENDED && departingJob == null && departingSupervisor == null;
        }
    }

    /// The supervisor that handles its end: the JobSupervisor, until that is gone.
    Optional<Pid> supervisor() {
        synchronized (table) {
            return Optional.ofNullable(supervisor == null ? departingSupervisor : supervisor);
        }
    }

    @Override
    public OptionalLong supervisorNumber() {
        synchronized (table) {
            return supervisorNumber == 0 ? OptionalLong.empty() : OptionalLong.of(supervisorNumber);
        }
    }

    /// Has it no supervisor?
    boolean isBare() {
        return placement instanceof Placement.Bare;
    }

    /// Is or was this the number of its process, or of its JobSupervisor?
    boolean is(long number) {
        return facts.wasProcess(number)
                || (number == supervisorNumber && placement instanceof Placement.Supervised);
    }

    @Override
    public List<AttemptInfo> history() {
        synchronized (table) {
            return facts.history();
        }
    }

    @Override
    public Optional<AttemptLog.Progress> progress() {
        synchronized (table) {
            return facts.lastLog().flatMap(AttemptLog::progress);
        }
    }

    @Override
    public JobInfo info() {
        synchronized (table) {
            return facts.info(request.identity().withId(id), shown(), table.clock());
        }
    }

    private JobStatus shown() {
        if (stage == Stage.ALIVE && facts.isLingering()) {
            return JobStatus.LINGERING;
        }
        if (stage != Stage.BETWEEN) {
            return facts.status();
        }
        return placement.isRestartedAfter(jobReason) ? JobStatus.RUNNING : JobStatus.STOPPED;
    }
}
