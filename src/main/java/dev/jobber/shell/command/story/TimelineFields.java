package dev.jobber.shell.command.story;

import dev.jobber.observer.story.Timeline;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.result.Value;
import java.util.List;

/// What programs are told of a job in a timeline.
final class TimelineFields {
    static final Columns<Timeline.Row> COLUMNS =
            Columns.of(
                    Column.<Timeline.Row>text("job", row -> row.job().id()),
                    Column.<Timeline.Row>optional("name", row -> row.job().name()),
                    Column.<Timeline.Row>optional("type", row -> row.job().type()),
                    Column.<Timeline.Row>text("status", row -> row.outcome().status()),
                    Column.<Timeline.Row>whole("restarts", row -> row.outcome().restarts()),
                    Column.<Timeline.Row>of("waited_for", row -> texts(row.blockers())),
                    Column.<Timeline.Row>of("spans", row -> spans(row.spans())));

    private TimelineFields() {}

    private static Value texts(List<String> texts) {
        return new Value.Rows(texts.stream().<Value>map(Value.Text::new).toList());
    }

    private static Value spans(List<Timeline.Span> spans) {
        return new Value.Rows(spans.stream().map(TimelineFields::span).toList());
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
}
