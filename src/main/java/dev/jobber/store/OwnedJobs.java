package dev.jobber.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The jobs of the store that this node has. Safe for use by several threads.
final class OwnedJobs {
    private final Map<Long, Owned> jobs = new ConcurrentHashMap<>();

    void add(Owned job) {
        jobs.put(job.number(), job);
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
