package dev.jobber.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The jobs of the store that this node has. Safe for use by several threads.
///
/// What holds at any time:
///
/// - When the thread that changes the store begins a transaction, each job stands here whose row
///   says that this node has it. That thread adds a job when its claim is committed, and a job is
///   removed when its end, or its return, is.
/// - A job that is to run here is lost when the lease passes. It is added first, and the lease is
///   looked at afterwards; [#loseAll] is called when the lease has passed. So either the lease had
///   passed already for the thread that adds, or the job is there for the one that loses.
final class OwnedJobs {
    private final Map<Long, Owned> jobs = new ConcurrentHashMap<>();

    /// Adds a job.
    ///
    /// @return false if it must not run, for the lease has passed meanwhile
    boolean add(Owned job, Lease lease) {
        jobs.put(job.number(), job);
        return lease.isHeld();
    }

    /// The lease has passed: no job of this node may run any more.
    ///
    /// @return those jobs
    List<Owned> loseAll() {
        List<Owned> all = all();
        all.forEach(Owned::lose);
        return all;
    }

    void remove(Owned job) {
        jobs.remove(job.number(), job);
    }

    Optional<Owned> find(long number) {
        return Optional.ofNullable(jobs.get(number));
    }

    List<Owned> all() {
        return List.copyOf(jobs.values());
    }

    int size() {
        return jobs.size();
    }
}
