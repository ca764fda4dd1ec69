package dev.jobber.shell.session;

import dev.jobber.job.durable.Definition;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.DurableSchedule;
import dev.jobber.job.durable.DurableSchedules;
import dev.jobber.job.schedule.Schedule;
import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.job.schedule.Scheduler;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The schedules of a tree: those of this program, which end with it, and those that its store
/// keeps. Of all of them, one has a name.
public final class TreeSchedules {
    private final Supplier<Scheduler> own;
    private final Supplier<Optional<StoreOpening>> store;

    /// @param own those of this program
    /// @param store where the others are
    TreeSchedules(Supplier<Scheduler> own, Supplier<Optional<StoreOpening>> store) {
        this.own = own;
        this.store = store;
    }

    private Optional<DurableSchedules> kept() {
        return store.get().map(StoreOpening::get).map(DurableJobs::schedules);
    }

    /// The names of all schedules, for a user who types one: those of a store that is not open, or
    /// does not answer at once, are left out.
    public List<String> names() {
        return Stream.concat(
                        own.get().all().stream().map(ScheduleInfo::name),
                        store.get().flatMap(StoreOpening::now).stream()
                                .flatMap(jobs -> jobs.schedules().names().stream()))
                .sorted()
                .toList();
    }

    /// Adds a schedule that ends with the program, in place of one of the same name.
    ///
    /// @param isNamed whether the name is its own; if not, it gets the name of a schedule like it,
    ///   or the first that is free
    public ScheduleInfo add(Schedule schedule, boolean isNamed) {
        if (isNamed) {
            kept().ifPresent(all -> all.remove(schedule.name()));
            return own.get().add(schedule);
        }
        return own.get()
                .addUnnamed(schedule.withName(free(schedule.name(), kept().map(this::names))));
    }

    /// Adds a schedule that the store keeps, in place of one of the same name.
    ///
    /// @param isNamed as [#add] takes it
    public ScheduleInfo addKept(DurableSchedule schedule, boolean isNamed) {
        DurableSchedules kept = kept().orElseThrow();
        if (isNamed) {
            var _ = own.get().remove(schedule.name());
            return kept.add(schedule, true);
        }
        Set<String> taken =
                own.get().all().stream().map(ScheduleInfo::name).collect(Collectors.toSet());
        return kept.add(schedule.withName(free(schedule.name(), Optional.of(taken))), false);
    }

    private Set<String> names(DurableSchedules all) {
        return all.all().stream().map(ScheduleInfo::name).collect(Collectors.toSet());
    }

    /// The name, or one with a number behind it that is not taken.
    private static String free(String base, Optional<Set<String>> taken) {
        return Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? base : base + "-" + number)
                .filter(name -> taken.filter(names -> names.contains(name)).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /// All schedules, by name.
    public List<ScheduleInfo> all() {
        return Stream.of(own.get().all(), kept().map(DurableSchedules::all).orElse(List.of()))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(ScheduleInfo::name))
                .toList();
    }

    /// What the runs of each schedule start that the store keeps, by its name.
    public Map<String, Definition> definitions() {
        return kept().map(DurableSchedules::definitions).orElse(Map.of());
    }

    /// Removes a schedule; its runs go on. Runs of it that wait are dropped.
    ///
    /// @return what it was; empty if there is none of this name
    public Optional<ScheduleInfo> remove(String name) {
        return own.get().remove(name).or(() -> kept().flatMap(all -> all.remove(name)));
    }
}
