package dev.jobber.shell.view;

import dev.jobber.observer.story.Timeline;
import dev.jobber.observer.story.Timeline.Kind;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A timeline in lines: of each job its name, a bar with a cell for each stretch of time, and what
/// has become of it. The last cell of an attempt says how it ended.
final class TimelineText {
    private static final int WIDEST_LABEL = 24;
    private static final int NARROWEST_BAR = 10;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final Timeline timeline;
    private final Style style;
    private final ZoneId zone;
    private final int label;
    private final int bar;

    TimelineText(Timeline timeline, Style style, ZoneId zone) {
        this.timeline = timeline;
        this.style = style;
        this.zone = zone;
        label = timeline.rows().stream().mapToInt(row -> Table.width(name(row))).max().orElse(0);
        int outcome =
                timeline.rows().stream()
                        .mapToInt(row -> row.outcome().status().length() + 2)
                        .max()
                        .orElse(0);
        bar = Math.max(NARROWEST_BAR, style.width() - label - 2 - outcome);
    }

    private static String name(Timeline.Row row) {
        return Svg.cut(Printable.text(TimelineView.label(row)), WIDEST_LABEL);
    }

    String drawn() {
        if (timeline.rows().isEmpty()) {
            return "none";
        }
        List<String> lines = new ArrayList<>();
        lines.add(style.paint(Palette.FAINT, " ".repeat(label + 2) + axis()));
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Timeline.Row row : timeline.rows()) {
            row.spans().forEach(span -> kinds.add(span.kind()));
            String name = name(row);
            lines.add(
                    style.paint(Palette.NAME, name)
                            + " ".repeat(label - Table.width(name) + 2)
                            + cells(row)
                            + "  "
                            + outcome(row));
        }
        lines.add(style.paint(Palette.FAINT, legend(kinds)));
        return String.join("\n", lines);
    }

    private String outcome(Timeline.Row row) {
        String status = row.outcome().status();
        return style.paint(Palette.ofStatus(status), status)
                + Printable.text(TimelineView.outcome(row).substring(status.length()));
    }

    /// The first time at the left end, the last one at the right end.
    private String axis() {
        boolean isLong =
                Duration.between(timeline.begin(), timeline.end()).compareTo(Duration.ofSeconds(10))
                        >= 0;
        DateTimeFormatter form = isLong ? SECONDS : MILLIS;
        String begin = form.format(timeline.begin().atZone(zone));
        String end = form.format(timeline.end().atZone(zone));
        int gap = bar - begin.length() - end.length();
        return gap < 1 ? begin + " to " + end : begin + " ".repeat(gap) + end;
    }

    private String cells(Timeline.Row row) {
        var texts = new char[bar];
        var kinds = new @Nullable Kind[bar];
        Arrays.fill(texts, ' ');
        for (Timeline.Span span : row.spans()) {
            int from = Math.min(bar - 1, cell(span.begin()));
            int to = Math.max(from, Math.min(bar, cell(span.end())) - 1);
            for (int i = from; i <= to; i++) {
                texts[i] = inside(span.kind());
                kinds[i] = span.kind();
            }
            texts[to] = last(span.kind());
        }
        return painted(texts, kinds);
    }

    private int cell(Instant time) {
        double all = nanos(timeline.end());
        return (int) Math.round(bar * (nanos(time) / all));
    }

    private double nanos(Instant time) {
        return Duration.between(timeline.begin(), time).toNanos();
    }

    private String painted(char[] texts, @Nullable Kind[] kinds) {
        var painted = new StringBuilder();
        int begin = 0;
        for (int i = 1; i <= bar; i++) {
            if (i == bar || kinds[i] != kinds[begin]) {
                var stretch = new String(texts, begin, i - begin);
                Kind kind = kinds[begin];
                painted.append(kind == null ? stretch : coloured(kind, stretch));
                begin = i;
            }
        }
        return painted.toString();
    }

    private String coloured(Kind kind, String text) {
        return style.paint(
                switch (kind) {
                    case WAITING, RETRY -> Palette.FAINT;
                    case WORKING -> Palette.PLAIN;
                    case DONE -> Palette.GOOD;
                    case STOPPED, FAILED -> Palette.ATTENTION;
                    case CRASHED -> Palette.BAD;
                },
                text);
    }

    private char inside(Kind kind) {
        return switch (kind) {
            case WAITING -> style.unicode() ? '░' : '.';
            case RETRY -> style.unicode() ? '·' : '-';
            case WORKING, DONE, STOPPED, FAILED, CRASHED -> style.unicode() ? '█' : '#';
        };
    }

    /// Says how an attempt ended.
    private char last(Kind kind) {
        return switch (kind) {
            case WAITING, RETRY, DONE -> inside(kind);
            case WORKING -> style.unicode() ? '▶' : '>';
            case STOPPED -> style.unicode() ? '□' : 'o';
            case FAILED -> '!';
            case CRASHED -> style.unicode() ? '✗' : 'x';
        };
    }

    /// What the cells mean that are there.
    private String legend(Set<Kind> kinds) {
        List<String> words = new ArrayList<>();
        if (kinds.stream().anyMatch(kind -> kind != Kind.WAITING && kind != Kind.RETRY)) {
            words.add(inside(Kind.DONE) + " works");
        }
        kinds.stream()
                .filter(kind -> kind != Kind.DONE)
                .map(kind -> last(kind) + " " + meaning(kind))
                .forEach(words::add);
        return String.join("  ", words);
    }

    static String meaning(Kind kind) {
        return switch (kind) {
            case WAITING -> "waits";
            case RETRY -> "waits for a retry";
            case WORKING -> "goes on";
            case DONE -> "done";
            case STOPPED -> "stopped";
            case FAILED -> "failed";
            case CRASHED -> "crashed";
        };
    }
}
