package dev.jobber.job;

import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.Limits;
import dev.jobber.otp.Clock;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// All jobs that are known: those that have a process or a JobSupervisor, and the last ones of
/// those that have neither any more.
///
/// Its monitor guards everything in it and in its jobs. Code under it takes no other lock but that
/// of a process, and no process's lock is held by whoever enters it.
final class JobTable {
    /// A message to those who wait: the job has ended, and everybody been told.
    record Ended(JobLifecycle job) {}

    private final Node node;
    private final Limits limits;
    private final Map<String, JobLifecycle> latestById = new HashMap<>();
    private final Queue<JobLifecycle> retired = new ArrayDeque<>();
    private final Map<JobLifecycle, List<Pid>> waiting = new HashMap<>();
    private @Nullable JobLifecycle first;
    private @Nullable JobLifecycle last;
    private int history;

    JobTable(Node node, Map<String, Integer> limits, int history) {
        this.node = node;
        this.limits = new Limits(limits);
        this.history = history;
    }

    Node node() {
        return node;
    }

    Clock clock() {
        return node.clock();
    }

    /// To be used under the table's monitor.
    Limits limits() {
        return limits;
    }

    // ---- what its jobs tell, under the monitor

    /// The first process of a job lives.
    void add(JobLifecycle life) {
        latestById.put(life.id(), life);
        life.previous = last;
        if (last == null) {
            first = life;
        } else {
            last.next = life;
        }
        last = life;
    }

    /// Those who wait hear of it from a process: the thread this is called on may belong to one
    /// that has been killed, and may do nothing any more in its name.
    void ended(JobLifecycle life) {
        List<Pid> waiters = waiting.remove(life);
        if (waiters != null) {
            node.spawn(() -> waiters.forEach(waiter -> Process.send(waiter, new Ended(life))));
        }
    }

    /// A job that has ended has lost its supervisor too: from now on it is history.
    void retire(JobLifecycle life) {
        retired.add(life);
        forgetTheOldest();
    }

    private void forgetTheOldest() {
        while (retired.size() > history) {
            JobLifecycle oldest = retired.remove();
            latestById.remove(oldest.id(), oldest);
            JobLifecycle before = oldest.previous;
            JobLifecycle after = oldest.next;
            if (before == null) {
                first = after;
            } else {
                before.next = after;
            }
            if (after == null) {
                last = before;
            } else {
                after.previous = before;
            }
        }
    }

    /// Asks a supervisor something, until it is known whether it starts the job again.
    ///
    /// It has been told of the death, so when it answers it has dealt with it. A try that fails
    /// makes it send itself a message to try again, which lies before the next request from here.
    void confirm(JobLifecycle life, Pid supervisor, int start) {
        node.spawn(() -> {
            try {
                var tries = OptionalInt.of(0);
                while (tries.isPresent()) {
                    Supervisor.countChildren(supervisor);
                    tries = life.answered(start, tries.getAsInt());
                }
            } catch (ExitException gone) {
                return; // the end of the supervisor is told to the life itself
            }
        });
    }

    // ---- for everybody

    /// The calling process gets [Ended] when the job has ended. False if it has already.
    synchronized boolean tellWhenEnded(JobLifecycle life, Pid waiter) {
        if (life.hasEnded()) {
            return false;
        }
        waiting.computeIfAbsent(life, same -> new ArrayList<>(1)).add(waiter);
        return true;
    }

    /// The process waits no more.
    synchronized void forgetWaiter(JobLifecycle life, Pid waiter) {
        List<Pid> waiters = waiting.get(life);
        if (waiters != null) {
            waiters.remove(waiter);
            if (waiters.isEmpty()) {
                waiting.remove(life);
            }
        }
    }

    synchronized Limit limit(String type) {
        return limits.limit(type);
    }

    synchronized Limit setLimit(String type, OptionalInt limit) {
        limits.setLimit(type, limit);
        return limits.limit(type);
    }

    synchronized void setHistory(int newHistory) {
        history = newHistory;
        forgetTheOldest();
    }

    synchronized int history() {
        return history;
    }

    synchronized Optional<JobLifecycle> find(String id) {
        return Optional.ofNullable(latestById.get(id));
    }

    /// The latest job that is, or was started as, the process of this number. Looks at all jobs.
    synchronized Optional<JobLifecycle> find(long number) {
        for (JobLifecycle life = last; life != null; life = life.previous) {
            if (life.is(number)) {
                return Optional.of(life);
            }
        }
        return Optional.empty();
    }

    /// All jobs, in the order of their starts.
    synchronized List<JobLifecycle> all() {
        List<JobLifecycle> lives = new ArrayList<>(latestById.size());
        for (JobLifecycle life = first; life != null; life = life.next) {
            lives.add(life);
        }
        return lives;
    }
}
