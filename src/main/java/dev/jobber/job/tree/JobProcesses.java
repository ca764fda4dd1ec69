package dev.jobber.job.tree;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ExitWatch;
import dev.jobber.otp.Pid;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The processes of one job: its worker, and the supervisor that starts the worker again.
///
/// A process that has died *departs* until all others have been told of its death. Both may have a
/// departing process and a new one at the same time.
///
/// It has no lock of its own: the owner guards it.
public final class JobProcesses {
    /// The worker while it lives.
    private @Nullable Pid worker;

    private @Nullable Pid departingWorker;

    /// Why the last worker died.
    private ExitReason workerReason = ExitReason.NORMAL;

    /// The last worker ended by itself or on request, not by a signal.
    private boolean terminated;

    /// The supervisor while it lives.
    private @Nullable Pid supervisor;

    private @Nullable Pid departingSupervisor;

    /// Why the last supervisor died; null before that.
    private @Nullable ExitReason supervisorReason;

    private @Nullable ExitWatch supervisorWatch;
    private long supervisorNumber;

    // ---- the worker

    /// A worker begins.
    public void workerBegan(Pid pid) {
        worker = pid;
        terminated = false;
    }

    /// The worker while it lives.
    public Optional<Pid> worker() {
        return Optional.ofNullable(worker);
    }

    /// Whether this is the worker, and it lives.
    public boolean isWorker(Pid pid) {
        return pid == worker;
    }

    /// The worker ends by itself or on request.
    public void workerTerminates() {
        terminated = true;
    }

    /// Whether the last worker ended by itself or on request, not by a signal.
    public boolean hasTerminated() {
        return terminated;
    }

    /// The worker has died.
    public void workerEnded(ExitReason reason) {
        departingWorker = worker;
        worker = null;
        workerReason = reason;
    }

    /// Why the last worker died; normal before that.
    public ExitReason workerReason() {
        return workerReason;
    }

    /// The reason is not needed any more: lets go of an exception in it.
    public void forgetWorkerReason() {
        workerReason = ExitReason.NORMAL;
    }

    // ---- the supervisor

    /// This process starts the worker, now and whenever it must be started again.
    public void supervisedBy(Pid pid) {
        supervisor = pid;
        supervisorNumber = pid.id();
    }

    /// The death of this supervisor is watched, if it is still the supervisor.
    public void supervisorWatched(Pid pid, Optional<ExitWatch> watch) {
        supervisorWatch = pid == supervisor ? watch.orElse(null) : null;
    }

    /// Whether this is the supervisor, and it lives.
    public boolean isSupervisor(Pid pid) {
        return pid == supervisor;
    }

    /// The supervisor while it lives.
    public Optional<Pid> supervisor() {
        return Optional.ofNullable(supervisor);
    }

    /// The supervisor that handles the end of the worker: the present one, or the one that departs.
    public Optional<Pid> lastSupervisor() {
        return supervisor().or(() -> Optional.ofNullable(departingSupervisor));
    }

    /// The supervisor has died.
    public void supervisorEnded(ExitReason reason) {
        departingSupervisor = supervisor;
        supervisor = null;
        supervisorReason = reason;
        supervisorWatch = null;
    }

    /// Why the last supervisor died; empty if none has.
    public Optional<ExitReason> supervisorReason() {
        return Optional.ofNullable(supervisorReason);
    }

    /// There is no supervisor any more, although the process lives.
    public void leaveSupervisor() {
        supervisor = null;
    }

    /// There is no supervisor any more, and its death is not watched.
    public void forgetSupervisor() {
        if (supervisorWatch != null) {
            supervisorWatch.cancel();
        }
        supervisorWatch = null;
        supervisor = null;
    }

    /// The number in the pid of the present supervisor, or of the last one; empty if there was
    /// none.
    public OptionalLong supervisorNumber() {
        return supervisorNumber == 0 ? OptionalLong.empty() : OptionalLong.of(supervisorNumber);
    }

    /// Whether this number is [#supervisorNumber()].
    public boolean wasSupervisor(long number) {
        return number == supervisorNumber;
    }

    // ---- both

    /// All have been told of the death of this process.
    ///
    /// @return whether it was the worker
    public boolean told(Pid pid) {
        if (pid == departingSupervisor) {
            departingSupervisor = null;
            return false;
        }
        if (pid == departingWorker) {
            departingWorker = null;
            return true;
        }
        return false;
    }

    /// Whether no process departs.
    public boolean areAllTold() {
        return departingWorker == null && departingSupervisor == null;
    }
}
