package dev.jobber.observer.story;

import dev.jobber.observer.EventIndex;
import dev.jobber.observer.Fact;
import dev.jobber.observer.Recorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which events belong to which job.
final class JobEvents {
    private JobEvents() {}

    /// The id of the job that an event is about.
    static Optional<String> job(Recorded event, EventIndex index) {
        return event.job().or(() -> index.jobOf(event.process()));
    }

    /// The events of each job, in the order in which the jobs were asked for; of an id that was
    /// used several times those of the latest job.
    static Map<String, List<Recorded>> byJob(List<Recorded> events, EventIndex index) {
        Map<String, List<Recorded>> all = new LinkedHashMap<>();
        for (Recorded event : events) {
            job(event, index)
                    .ifPresent(id -> all.computeIfAbsent(id, _ -> new ArrayList<>()).add(event));
        }
        all.replaceAll((_, own) -> latest(own));
        return all;
    }

    /// The events since a job of this id was asked for the last time. A start that was refused
    /// counts only where it is the last word on the id.
    ///
    /// @param own all events of an id, the oldest first
    static List<Recorded> latest(List<Recorded> own) {
        int begin = 0;
        int refused = 0;
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).fact() instanceof Fact.Requested) {
                boolean isRefused =
                        i + 1 < own.size() && own.get(i + 1).fact() instanceof Fact.Refused;
                begin = isRefused ? begin : i;
                refused = isRefused ? i : refused;
            }
        }
        boolean onlyRefused =
                own.stream()
                        .allMatch(event ->
                                event.fact() instanceof Fact.Requested
                                        || event.fact() instanceof Fact.Refused);
        return own.subList(onlyRefused ? refused : begin, own.size());
    }
}
