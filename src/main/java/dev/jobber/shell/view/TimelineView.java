package dev.jobber.shell.view;

import dev.jobber.observer.story.Timeline;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Value;
import java.time.ZoneId;
import java.util.List;

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

    /// The timeline as a result: a row for each job.
    public static Value value(Timeline timeline) {
        return new Value.Rows(timeline.rows().stream().map(TimelineView::row).toList());
    }

    private static Value row(Timeline.Row row) {
        return Value.Fields.of(fields -> {
            fields.put("job", new Value.Text(row.job().id()));
            fields.put("name", Value.ofText(row.job().name()));
            fields.put("type", Value.ofText(row.job().type()));
            fields.put("status", new Value.Text(row.outcome().status()));
            fields.put("restarts", new Value.Whole(row.outcome().restarts()));
            fields.put("waited_for", texts(row.blockers()));
            fields.put(
                    "spans", new Value.Rows(row.spans().stream().map(TimelineView::span).toList()));
        });
    }

    private static Value texts(List<String> texts) {
        return new Value.Rows(texts.stream().<Value>map(Value.Text::new).toList());
    }

    private static Value span(Timeline.Span span) {
        return Value.Fields.of(fields -> {
            fields.put("what", new Value.Text(span.kind().toString()));
            fields.put("begin", new Value.Text(span.begin().toString()));
            fields.put("end", new Value.Text(span.end().toString()));
            fields.put(
                    "attempt",
                    span.attempt() == 0 ? Value.nothing() : new Value.Whole(span.attempt()));
        });
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
