package dev.jobber.observer.story;

import dev.jobber.observer.EventIndex;
import dev.jobber.observer.Fact;
import dev.jobber.observer.Recorded;
import dev.jobber.observer.Subject;
import java.util.List;
import java.util.stream.Collectors;

/// Which processes a supervisor has taken with it when it gave up.
final class FallenWith {
    /// How many processes are named.
    private static final int NAMED = 5;

    private FallenWith() {}

    /// `; with it fell: job a, job b and 3 more`, or an empty text if nothing did.
    ///
    /// @param events all events, the oldest first
    /// @param gaveUp the one in which the supervisor gave up
    static String text(List<Recorded> events, EventIndex index, Recorded gaveUp) {
        List<String> fallen =
                events.subList(events.indexOf(gaveUp), events.size()).stream()
                        .filter(event ->
                                event.fact() instanceof Fact.Exited(_, long by)
                                        && by == gaveUp.process())
                        .map(index::of)
                        .map(FallenWith::named)
                        .distinct()
                        .toList();
        if (fallen.isEmpty()) {
            return "";
        }
        return "; with it fell: "
                + fallen.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (fallen.size() > NAMED ? " and " + (fallen.size() - NAMED) + " more" : "");
    }

    private static String named(Subject subject) {
        return subject.job()
                .map(job -> "job " + job.id())
                .or(() -> subject.processes().getFirst().name())
                .or(subject::pid)
                .orElse("");
    }
}
