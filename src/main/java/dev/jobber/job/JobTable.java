package dev.jobber.job;

import dev.jobber.job.identity.IdList;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.otp.Clock;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.Name;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.ProcessCode;
import dev.jobber.otp.Supervisor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/// All known jobs: the jobs that have a process or a JobSupervisor, and the latest of the other
/// jobs.
///
/// The monitor of the table guards the table and its jobs. Code that holds it takes no other lock
/// than that of a process, and a thread that enters it holds no lock of a process.
final class JobTable {
    /// A message to each process that waits for the start of a job: the result is known.
    enum Placed {
        PLACED
    }

    private final Node node;
    private final Consumer<JobEvent> listener;
    private final Admissions admissions;
    private final Map<String, JobLifecycle> latestById = new HashMap<>();
    private final Queue<JobLifecycle> retired = new ArrayDeque<>();
    private final Map<JobLifecycle, List<Pid>> waiting = new HashMap<>();

    /// The names of processes that are told of the end of every job, before those that wait for it.
    private final Set<Name> toldOfAll = new LinkedHashSet<>();

    private final IdList<JobLifecycle> inOrder = new IdList<>();
    private int history;

    /// @param listener hears the events of jobs that have no process
    JobTable(Node node, Map<String, Integer> limits, int history, Consumer<JobEvent> listener) {
        this.node = node;
        this.admissions = new Admissions(node, this::latest, this::tell, limits);
        this.history = history;
        this.listener = listener;
    }

    Node node() {
        return node;
    }

    Clock clock() {
        return node.clock();
    }

    /// The caller holds the monitor of the table.
    Admissions admissions() {
        return admissions;
    }

    // ---- called by its jobs, which hold the monitor

    /// The first process of a job lives, or the job waits to start. Nothing happens if the job is
    /// there.
    void add(JobLifecycle life) {
        if (latestById.put(life.id(), life) != life) {
            inOrder.add(life);
        }
    }

    private Optional<JobLifecycle> latest(String id) {
        return Optional.ofNullable(latestById.get(id));
    }

    /// A new process sends the messages. The calling thread cannot send them: it may belong to a
    /// process that was killed, and such a process cannot send.
    ///
    /// @param isNews whether the processes that hear of all ends have not been told of this one
    void ended(JobLifecycle life, boolean isNews) {
        List<Pid> waiters = Optional.ofNullable(waiting.remove(life)).orElse(List.of());
        Set<Name> listeners = isNews ? Set.copyOf(toldOfAll) : Set.of();
        if (!waiters.isEmpty() || !listeners.isEmpty()) {
            var ended = new JobHandle.Ended(life);
            tell(() -> {
                listeners.stream()
                        .flatMap(name -> name.whereis().stream())
                        .forEach(listener -> Process.send(listener, ended));
                waiters.forEach(waiter -> Process.send(waiter, ended));
            });
        }
    }

    /// On a closed node there is no process to tell.
    private void tell(ProcessCode telling) {
        try {
            node.spawn(telling);
        } catch (IllegalStateException closed) {
            // The jobs end with the node.
        }
    }

    /// A new process tells these processes.
    void tell(List<Pid> waiters, Object message) {
        List<Pid> all = List.copyOf(waiters);
        tell(() -> all.forEach(waiter -> Process.send(waiter, message)));
    }

    /// A new process tells the listener, which may take locks.
    void tell(JobEvent event) {
        tell(() -> listener.accept(event));
    }

    /// A job and its supervisor have ended. From now on the job may be forgotten.
    void retire(JobLifecycle life) {
        retired.add(life);
        forgetTheOldest();
    }

    private void forgetTheOldest() {
        while (retired.size() > history) {
            JobLifecycle oldest = retired.remove();
            latestById.remove(oldest.id(), oldest);
            inOrder.remove(oldest);
        }
    }

    /// Sends requests to a supervisor until it is known whether the supervisor restarts the job.
    ///
    /// The supervisor got the exit signal before the request, so when it replies it has handled the
    /// death. A failed restart queues a retry message ahead of our next request.
    void confirm(JobLifecycle life, Pid supervisor, int start) {
        node.spawn(() -> {
            try {
                var tries = OptionalInt.of(0);
                while (tries.isPresent()) {
                    Supervisor.countChildren(supervisor);
                    tries = life.answered(start, tries.getAsInt());
                }
            } catch (ExitException gone) {
                return; // the job hears of the end of its supervisor by itself
            }
        });
    }

    // ---- called by any thread

    /// The waiter gets [JobHandle.Ended] when the job has ended. False if it has already.
    synchronized boolean tellWhenEnded(JobLifecycle life, Pid waiter) {
        if (life.hasEnded()) {
            return false;
        }
        waiting.computeIfAbsent(life, same -> new ArrayList<>(1)).add(waiter);
        return true;
    }

    /// The process of this name gets [JobHandle.Ended] when a job has ended.
    synchronized void tellOfEnds(Name process) {
        toldOfAll.add(process);
    }

    /// This process does not wait any more.
    synchronized void forgetWaiter(JobLifecycle life, Pid waiter) {
        List<Pid> waiters = waiting.get(life);
        if (waiters != null) {
            waiters.remove(waiter);
            if (waiters.isEmpty()) {
                waiting.remove(life);
            }
        }
    }

    /// How a job will be started.
    ///
    /// @param request the request, with the retries and times of its type
    /// @param mayWait whether it may have to wait for its turn
    record Plan(JobRequest request, boolean mayWait) {}

    synchronized Plan plan(JobRequest request) {
        if (request.origin() instanceof JobRequest.Origin.Store) {
            return new Plan(request, false);
        }
        JobPolicy ofType = admissions.gates().policy(request.type());
        JobPolicy own = request.policy();
        JobPolicy both = own.or(ofType.withAdmission(AdmissionPolicy.NONE));
        return new Plan(
                both == own ? request : request.withPolicy(both), admissions.mayWait(request));
    }

    /// There is a new JobRunner.
    synchronized void wakeQueue() {
        admissions.gates().wakeAll();
    }

    /// The caller gets [Placed] when the answer to the start of a job is known. False if it is
    /// known already.
    synchronized boolean tellWhenPlaced(Pending pending, Pid caller) {
        return pending.tellWhenPlaced(caller);
    }

    synchronized void setHistory(int newHistory) {
        history = newHistory;
        forgetTheOldest();
    }

    synchronized int history() {
        return history;
    }

    synchronized Optional<JobLifecycle> find(String id) {
        return latest(id);
    }

    /// The latest job that has, or had, the process of this number. Reads all jobs.
    synchronized Optional<JobLifecycle> find(long number) {
        return inOrder.last(life -> life.is(number));
    }

    /// The jobs that wait, for room or for other jobs.
    synchronized List<JobLifecycle> waiting() {
        List<JobLifecycle> lives = new ArrayList<>();
        inOrder.forEach(life -> {
            if (life.isWaiting()) {
                lives.add(life);
            }
        });
        return lives;
    }

    /// All jobs, in the order of their starts.
    synchronized List<JobLifecycle> all() {
        List<JobLifecycle> lives = new ArrayList<>(latestById.size());
        inOrder.forEach(lives::add);
        return lives;
    }

    /// The jobs that were started last, the latest first.
    synchronized List<JobLifecycle> latest(int most) {
        return inOrder.latest(most);
    }

    /// The jobs whose ids begin so. Looks at no other job.
    synchronized IdList.Begun<JobLifecycle> begun(String begin, int most) {
        return inOrder.begun(begin, most);
    }
}
