package dev.jobber.job;

import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.identity.IdList;
import dev.jobber.job.identity.JobOrigin;
import dev.jobber.job.policy.TypeGate.Permit;
import dev.jobber.job.policy.TypeGate.Ticket;
import dev.jobber.job.tree.JobProcesses;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ExitWatch;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartResult;
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
final class JobLifecycle extends IdList.Member implements JobHandle, ExitWatch.Listener {
    private enum Stage {
        /// The job has had no process yet.
        STARTING,
        /// It waits for other jobs to be done.
        WAITING,
        /// It waits for room, and has a ticket.
        QUEUED,
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

    private final int generation = JobOrigin.generation();

    private final @Nullable String origin = JobOrigin.line().orElse(null);

    private final JobRecord facts;

    private Stage stage = Stage.STARTING;

    /// For a direct job the supervisor is JobRunner, until the job ends.
    private final JobProcesses processes = new JobProcesses();

    /// It may have processes; if its type counts, it has a permit too.
    private boolean admitted;

    private @Nullable Permit<JobLifecycle> permit;

    /// Its answer and its place in the queue; null once its first process lives.
    private @Nullable Pending pending = new Pending();

    /// It must end as soon as it can.
    private boolean unwanted;

    /// It was cancelled while it waited for a retry.
    private boolean cancelled;

    /// The processes that hear of all ends have been told of this one.
    private boolean endIsTold;

    /// How many starts have been tried since the last process died.
    private int tries;

    JobLifecycle(JobTable table, String id, JobRequest request, Placement placement) {
        this.table = table;
        this.id = id;
        this.request = request;
        this.placement = placement;
        this.facts = new JobRecord(request.origin().attempts());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public JobRequest request() {
        return request;
    }

    /// Whether a store has decided that it may start.
    boolean isFromStore() {
        return request.origin() instanceof JobRequest.Origin.Store;
    }

    @Override
    public int generation() {
        return generation;
    }

    @Override
    public Optional<String> origin() {
        return Optional.ofNullable(origin);
    }

    Placement placement() {
        return placement;
    }

    /// It will be stopped: from now on no process and no attempt of it begins. JobRunner starts
    /// direct jobs again until it is told to stop, and must not fail in that.
    void unwant() {
        synchronized (table) {
            unwanted = stage != Stage.ENDED && !(placement instanceof Placement.Direct);
        }
    }

    /// Its process while it lives.
    Optional<Pid> process() {
        synchronized (table) {
            return processes.worker();
        }
    }

    @Override
    public boolean endsOnSignal() {
        return request.work().filter(Work::endsOnSignal).isPresent();
    }

    /// The job in this process of it.
    JobEvent.Subject subject(Pid pid) {
        return new JobEvent.Subject(id, request.type(), Optional.of(pid));
    }

    /// The job, without any process of it.
    JobEvent.Subject subject() {
        return new JobEvent.Subject(id, request.type(), Optional.empty());
    }

    // ---- starting: called by the starter

    /// Asks whether the job may have processes, unless it was allowed before. False if it must
    /// wait, or is refused. A job that has waited asks again when the queue has found that it is
    /// its turn.
    boolean admit() {
        synchronized (table) {
            if (!admitted) {
                admitted = facts.starts() > 0 ? table.admissions().enterAgain(this) : admitFirst();
            }
            return admitted;
        }
    }

    private boolean admitFirst() {
        return switch (stage) {
            case STARTING -> table.admissions().enter(this);
            case QUEUED -> {
                boolean turn = table.admissions().turn(this);
                if (turn) {
                    stage = Stage.STARTING;
                    pending().startedBy(Process.current());
                }
                yield turn;
            }
            case WAITING, ALIVE, BETWEEN, ENDED -> false;
        };
    }

    /// A process is about to be started, for the first time or again. False if it may not be.
    boolean tryToStart() {
        synchronized (table) {
            tries++;
            return admit();
        }
    }

    /// The answer of the start function if the job may not start.
    StartResult notAdmitted() {
        synchronized (table) {
            if (pending == null) {
                return StartResult.failed(
                        ExitReason.word(StartRefusals.quotaReached(request.type().orElse(""))));
            }
            return pending.answer().orElse(null) instanceof JobStart.Refused refused
                    ? StartResult.failed(refused.reason())
                    : StartResult.ignored();
        }
    }

    /// The start has failed. If the job has no process and none follows, its place is free. If the
    /// job had waited for its turn, it waits again, unless it is known why it cannot start.
    ///
    /// @param reason why; empty if the process that was starting it ends
    void startFailed(Optional<ExitReason> reason) {
        synchronized (table) {
            if (stage != Stage.STARTING && stage != Stage.ENDED) {
                return;
            }
            giveUpPlace();
            forgetRunner();
            Optional<Ticket<JobLifecycle>> ticket =
                    stage == Stage.ENDED ? Optional.empty() : pending().ticket();
            if (ticket.isEmpty()) {
                table.admissions().releaseKey(this);
            } else if (reason.isPresent() && !isBrokenOff()) {
                failToStart(reason.get());
            } else {
                processes.leaveSupervisor();
                stage = Stage.QUEUED;
                table.admissions().waitAgain(this, ticket.get());
            }
        }
    }

    /// Whether the process that starts this job has ended. The job had waited; its start does not
    /// count then.
    private boolean isBrokenOff() {
        return pending != null && pending.isBrokenOff();
    }

    private void failToStart(ExitReason reason) {
        String why = StartRefusals.of(this, reason).message();
        table.tell(new JobEvent.NotStarted(subject(), why));
        endBefore(JobStatus.FAILED, why);
    }

    /// This process starts the job, now and whenever it must be started again.
    void supervisedBy(Pid pid) {
        synchronized (table) {
            if (processes.isSupervisor(pid)) {
                return;
            }
            processes.supervisedBy(pid);
        }
        Optional<ExitWatch> watch = ExitWatch.atOnce(pid, this);
        synchronized (table) {
            processes.supervisorWatched(pid, watch);
        }
        if (watch.isEmpty()) {
            exited(pid, ExitReason.KILLED);
            told(pid);
        }
    }

    /// This process is the job's process from now on. Called by the process's init.
    void began(Pid self) {
        synchronized (table) {
            if (unwanted || isWaiting() || isBrokenOff()) {
                throw new ExitException(ExitReason.SHUTDOWN);
            }
            processes.workerBegan(self);
            tries = 0;
            stage = Stage.ALIVE;
            endIsTold = false;
            if (facts.began(self, table.clock())) {
                table.add(this);
                placed(new JobStart.Started(answered(self), id));
                pending = null;
            }
        }
        if (ExitWatch.atOnce(self, this).isEmpty()) {
            exited(self, ExitReason.KILLED);
            told(self);
        }
    }

    /// The process that the caller of the start gets.
    private Pid answered(Pid self) {
        return placement instanceof Placement.Supervised
                ? processes.supervisor().orElse(self)
                : self;
    }

    // ---- working: called by the job's process; without effect once that is dead, even if its
    // thread still runs

    /// An attempt begins; returns its number, counted from 1. Throws [IllegalStateException] if the
    /// process has been declared dead.
    int attempt(Pid self, AttemptLog log) {
        synchronized (table) {
            if (!processes.isWorker(self)) {
                throw new IllegalStateException(self + " is not the process of this job");
            }
            if (cancelled || unwanted) {
                throw new ExitException(ExitReason.SHUTDOWN);
            }
            return facts.attempt(log, table.clock());
        }
    }

    /// An attempt is over.
    void worked(Pid self, JobStatus result, Optional<String> problem) {
        synchronized (table) {
            if (processes.isWorker(self)) {
                facts.worked(result, problem, table.clock());
            }
        }
    }

    /// The process ends by itself, or because of a stop request.
    void terminating(Pid self) {
        synchronized (table) {
            if (processes.isWorker(self)) {
                processes.workerTerminates();
            }
        }
    }

    // ---- ending: called by the kernel

    @Override
    public void exited(Pid pid, ExitReason reason) {
        Optional<String> problem = JobVerdict.problem(reason);
        synchronized (table) {
            if (processes.isSupervisor(pid)) {
                supervisorEnded(reason);
            } else if (processes.isWorker(pid)) {
                workerEnded(reason, problem);
            }
        }
    }

    private void workerEnded(ExitReason reason, Optional<String> problem) {
        processes.workerEnded(reason);
        JobVerdict verdict = verdict();
        facts.processEnded(verdict.attempt(), problem, table.clock());
        boolean again = placement.isRestartedAfter(reason);
        if (processes.supervisor().isEmpty() || (verdict.isFinished() && !again)) {
            end();
            return;
        }
        if (!again) {
            giveUpPlace();
        }
        stage = Stage.BETWEEN;
    }

    private void supervisorEnded(ExitReason reason) {
        processes.supervisorEnded(reason);
        switch (stage) {
            case STARTING -> giveUpPlace();
            case WAITING, QUEUED -> {} // it has none
            case ALIVE -> {} // the job is linked to it, and dies next
            case BETWEEN -> end();
            case ENDED -> table.retire(this);
        }
    }

    @Override
    public void told(Pid pid) {
        synchronized (table) {
            boolean wasWorker = processes.told(pid);
            if (wasWorker && stage == Stage.BETWEEN) {
                processes
                        .supervisor()
                        .ifPresent(decides -> table.confirm(this, decides, facts.starts()));
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
        facts.ended(cancelled ? JobStatus.CANCELLED : verdict().verdict(), table.clock());
        stage = Stage.ENDED;
        cancelled = false;
        processes.forgetWorkerReason();
        unwanted = false;
        giveUpPlace();
        forgetRunner();
        if (processes.supervisor().isEmpty()) {
            table.retire(this);
        }
        table.admissions().ended(this);
        settle();
    }

    private JobVerdict verdict() {
        return new JobVerdict(
                facts.status(),
                processes.workerReason(),
                processes.supervisorReason(),
                processes.hasTerminated());
    }

    private void settle() {
        if (hasEnded()) {
            table.ended(this, !endIsTold);
            endIsTold = true;
        }
    }

    private void giveUpPlace() {
        admitted = false;
        Permit<JobLifecycle> free = permit;
        if (free != null) {
            permit = null;
            table.admissions().release(this, free, facts.starts() > 0);
        }
    }

    /// Stops watching JobRunner: a direct job that has ended does not depend on it.
    private void forgetRunner() {
        if (!(placement instanceof Placement.Supervised)) {
            processes.forgetSupervisor();
        }
    }

    // ---- waiting to start: called by the admissions, with the monitor

    /// Throws [NoSuchElementException][java.util.NoSuchElementException] if a process of it has
    /// lived.
    Pending pending() {
        return Optional.ofNullable(pending).orElseThrow();
    }

    void hasPermit(Permit<JobLifecycle> place) {
        permit = place;
    }

    /// It waits for room.
    void queued(Ticket<JobLifecycle> ticket) {
        pending().ticket(ticket);
        if (stage == Stage.STARTING) {
            table.add(this);
            facts.waits(table.clock());
        }
        stage = Stage.QUEUED;
    }

    /// It waits for other jobs.
    void waits() {
        stage = Stage.WAITING;
        table.add(this);
        facts.waits(table.clock());
    }

    /// Another job, which had to be done first, was not done.
    void skip(JobLifecycle other) {
        skip(other.id + ", which had to be done first, is " + other.status());
    }

    /// The jobs before it are done, and its type has no room for it.
    void leftOut() {
        skip("type " + request.type().orElse("") + " had no room for it");
    }

    private void skip(String why) {
        if (stage == Stage.STARTING) {
            table.add(this);
            facts.waits(table.clock());
        }
        table.tell(new JobEvent.Skipped(subject(), why));
        endBefore(JobStatus.SKIPPED, why);
    }

    /// It ends, and no process of it has lived.
    private void endBefore(JobStatus status, String why) {
        facts.endedBefore(status, why, table.clock());
        stage = Stage.ENDED;
        giveUpPlace();
        placed(new JobStart.Refused(status.toString(), why, ExitReason.word(status.toString())));
        table.retire(this);
        table.admissions().ended(this);
        settle();
    }

    private void placed(JobStart start) {
        Pending waited = pending;
        if (waited != null && waited.ticket().filter(Ticket::replaces).isPresent()) {
            List<Pid> callers = waited.placed(start);
            if (!callers.isEmpty()) {
                table.tell(callers, JobTable.Placed.PLACED);
            }
        }
    }

    /// The result of a request to cancel.
    enum Cancelled {
        /// It waited for room or for other jobs, and has ended.
        ENDED,
        /// It waits for its next retry: no attempt follows, and the caller must stop it.
        TO_STOP,
        /// It did not wait.
        NOT_WAITING
    }

    /// Ends a job that waits.
    Cancelled cancel() {
        synchronized (table) {
            if (isWaiting()) {
                if (stage == Stage.QUEUED) {
                    table.admissions().leave(this, pending().ticket().orElseThrow());
                }
                endBefore(JobStatus.CANCELLED, "it was cancelled before it started");
                return Cancelled.ENDED;
            }
            if (stage == Stage.ALIVE && facts.status() == JobStatus.ERRORED) {
                cancelled = true;
                return Cancelled.TO_STOP;
            }
            return Cancelled.NOT_WAITING;
        }
    }

    /// Whether it waits for room or for other jobs.
    boolean isWaiting() {
        return stage == Stage.QUEUED || stage == Stage.WAITING;
    }

    /// Whether it has no process now and gets one later.
    boolean isToStart() {
        return switch (stage) {
            case STARTING, WAITING, QUEUED -> true;
            case BETWEEN -> placement.isRestartedAfter(processes.workerReason());
            case ALIVE, ENDED -> false;
        };
    }

    /// Whether it has not ended.
    boolean goesOn() {
        return stage != Stage.ENDED;
    }

    JobStatus status() {
        return shown();
    }

    // ---- looking

    /// Whether it has ended and all have been told of the end.
    boolean hasEnded() {
        synchronized (table) {
            return stage == Stage.ENDED && processes.areAllTold();
        }
    }

    /// The supervisor that handles its end: the JobSupervisor, until that is gone.
    Optional<Pid> supervisor() {
        synchronized (table) {
            return processes.lastSupervisor();
        }
    }

    @Override
    public OptionalLong supervisorNumber() {
        synchronized (table) {
            return processes.supervisorNumber();
        }
    }

    /// Whether it has no supervisor.
    boolean isBare() {
        return placement instanceof Placement.Bare;
    }

    /// Whether this is or was the number of its process or of its JobSupervisor.
    boolean is(long number) {
        return facts.wasProcess(number)
                || (processes.wasSupervisor(number) && placement instanceof Placement.Supervised);
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
        return switch (stage) {
            case WAITING -> JobStatus.WAITING;
            case QUEUED -> JobStatus.QUEUED;
            case ALIVE -> facts.isLingering() ? JobStatus.LINGERING : facts.status();
            case STARTING, ENDED -> facts.status();
            case BETWEEN ->
                    placement.isRestartedAfter(processes.workerReason())
                            ? JobStatus.RUNNING
                            : JobStatus.STOPPED;
        };
    }
}
