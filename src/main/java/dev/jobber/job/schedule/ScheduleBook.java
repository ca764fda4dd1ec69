package dev.jobber.job.schedule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// What is known of all schedules. It outlives the process that keeps the times, so a crash of that
/// loses no schedule.
///
/// Only that process changes it, and any thread may read it.
final class ScheduleBook {
    /// How many schedules that have ended are kept.
    private static final int MOST_ENDED = 1_000;

    private final NavigableMap<String, ScheduleState> states = new ConcurrentSkipListMap<>();

    Optional<ScheduleState> find(String name) {
        return Optional.ofNullable(states.get(name));
    }

    /// All schedules, by name.
    List<ScheduleState> all() {
        return List.copyOf(states.values());
    }

    void put(ScheduleState state) {
        states.put(state.schedule().name(), state);
    }

    void remove(String name) {
        states.remove(name);
    }

    /// Forgets those that ended first, where there are too many.
    void forgetTheOldest() {
        List<ScheduleState> ended = all().stream().filter(ScheduleState::hasEnded).toList();
        ended.stream()
                .sorted(Comparator.comparing(ScheduleBook::lastRun))
                .limit(Math.max(0, ended.size() - MOST_ENDED))
                .forEach(state -> remove(state.schedule().name()));
    }

    private static Instant lastRun(ScheduleState state) {
        return state.tally().last().orElse(Instant.EPOCH);
    }
}
