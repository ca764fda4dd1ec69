package dev.jobber.shell.view;

import dev.jobber.observer.story.Timeline;
import dev.jobber.shell.result.Style;
import java.time.ZoneId;

/// A timeline in one of its formats.
public final class TimelineView {
    private TimelineView() {}

    /// The timeline written in this format.
    ///
    /// @param zone the zone of the times
    public static String of(Timeline timeline, TimelineFormat format, Style style, ZoneId zone) {
        return switch (format) {
            case TEXT -> new TimelineText(timeline, style, zone).drawn();
            case SVG -> new TimelineSvg(timeline, zone).drawn();
        };
    }

    /// What has become of a job, in words: `done, waited for a, b`.
    static String outcome(Timeline.Row row) {
        int restarts = row.outcome().restarts();
        return row.outcome().status()
                + (restarts == 0
                        ? ""
                        : ", " + restarts + (restarts == 1 ? " restart" : " restarts"))
                + (row.blockers().isEmpty()
                        ? ""
                        : ", waited for " + String.join(", ", row.blockers()));
    }

    /// What a job is called: its id, and the name of its work.
    static String label(Timeline.Row row) {
        return row.job().id() + row.job().name().map(name -> " " + name).orElse("");
    }
}
