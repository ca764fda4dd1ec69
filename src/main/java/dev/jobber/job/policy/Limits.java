package dev.jobber.job.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// How many jobs of each type run, and may run. Not thread-safe: the owner guards it.
public final class Limits {
    private final Map<String, Integer> limits;
    private final Map<String, Integer> taken = new HashMap<>();

    public Limits(Map<String, Integer> limits) {
        this.limits = new HashMap<>(limits);
    }

    /// Takes a place. False if there is none.
    public boolean take(Optional<String> type) {
        if (type.isEmpty()) {
            return true;
        }
        Limit now = limit(type.get());
        if (now.limit().isPresent() && now.running() >= now.limit().getAsInt()) {
            return false;
        }
        taken.merge(type.get(), 1, Integer::sum);
        return true;
    }

    /// Gives a place back.
    public void release(Optional<String> type) {
        type.ifPresent(it ->
                taken.computeIfPresent(it, (same, n) -> n == 1 ? null : Integer.valueOf(n - 1)));
    }

    public Limit limit(String type) {
        Integer limit = limits.get(type);
        return new Limit(
                type,
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                taken.getOrDefault(type, 0));
    }

    /// Sets a limit, or takes it away. Places that are taken stay taken.
    public void setLimit(String type, OptionalInt limit) {
        if (limit.isPresent()) {
            limits.put(type, limit.getAsInt());
        } else {
            limits.remove(type);
        }
    }
}
