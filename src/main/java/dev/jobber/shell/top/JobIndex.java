package dev.jobber.shell.top;

import dev.jobber.job.JobHandle;
import dev.jobber.job.Jobber;
import dev.jobber.observer.ProcessLookup;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds jobs by the numbers of their processes and of their supervisors. It is made anew when a
/// number is not found, but not more often than each second: the jobs are many.
final class JobIndex {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Jobber jobber;
    private Map<Long, JobHandle> byNumber = Map.of();
    private Optional<Long> made = Optional.empty();

    JobIndex(Jobber jobber) {
        this.jobber = jobber;
    }

    /// The job whose process, or whose own supervisor, has this number.
    Optional<JobHandle> find(long number) {
        JobHandle found = byNumber.get(number);
        if (found == null && isStale()) {
            make();
            found = byNumber.get(number);
        }
        return Optional.ofNullable(found);
    }

    private boolean isStale() {
        return made.filter(at -> System.nanoTime() - at < FRESH.toNanos()).isEmpty();
    }

    private void make() {
        var numbers = new HashMap<Long, JobHandle>();
        long runner = jobber.runner().whereis().map(pid -> pid.id()).orElse(0L);
        for (JobHandle job : jobber.jobs()) {
            job.supervisorNumber().stream()
                    .filter(number -> number != runner)
                    .forEach(number -> numbers.put(number, job));
            job.info().pid().stream()
                    .flatMapToLong(pid -> ProcessLookup.number(pid).stream())
                    .forEach(number -> numbers.put(number, job));
        }
        byNumber = numbers;
        made = Optional.of(System.nanoTime());
    }
}
