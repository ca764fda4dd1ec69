package dev.jobber.job;

import dev.jobber.job.policy.TypeGate.Ticket;
import dev.jobber.otp.Pid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is kept of a job until its first process lives. Guarded by the monitor of the table.
final class Pending {
    /// The answer to its start; empty as long as it is not known.
    private Optional<JobStart> answer = Optional.empty();

    /// Its place among those that wait for room.
    private Optional<Ticket<JobLifecycle>> ticket = Optional.empty();

    /// How many jobs must be done before it may start.
    private int predecessors;

    private boolean isPlaced;

    /// The process that starts the job.
    private Optional<Pid> starter = Optional.empty();

    /// Processes that wait until it is known whether it starts.
    private final List<Pid> callers = new ArrayList<>(0);

    Optional<JobStart> answer() {
        return answer;
    }

    void answer(JobStart start) {
        answer = Optional.of(start);
    }

    /// It is known whether the job starts, and nothing changes that.
    ///
    /// @return the processes that wait for this
    List<Pid> placed(JobStart start) {
        answer = Optional.of(start);
        isPlaced = true;
        return callers;
    }

    /// False if it is known already whether the job starts.
    boolean tellWhenPlaced(Pid caller) {
        return !isPlaced && callers.add(caller);
    }

    Optional<Ticket<JobLifecycle>> ticket() {
        return ticket;
    }

    void ticket(Ticket<JobLifecycle> place) {
        ticket = Optional.of(place);
    }

    /// This process starts the job that had waited.
    void startedBy(Optional<Pid> process) {
        starter = process;
    }

    /// Whether the process that starts the job has ended.
    boolean isBrokenOff() {
        return starter.filter(pid -> !pid.isAlive()).isPresent();
    }

    void waitsFor(int jobs) {
        predecessors = jobs;
    }

    /// One of them is done.
    ///
    /// @return whether that was the last one
    boolean predecessorDone() {
        return --predecessors == 0;
    }
}
