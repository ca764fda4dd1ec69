package dev.jobber.shell.view;

import dev.jobber.job.policy.DurationText;
import dev.jobber.observer.story.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A timeline as a picture: an axis of time, and under it a row for each job. The picture is made
/// for light and dark pages, and says in words what it shows.
final class TimelineSvg {
    private static final int LABEL = 200;
    private static final int BAR = 640;
    private static final int OUTCOME = 220;
    private static final int MARGIN = 16;
    private static final int AXIS = 28;
    private static final int ROW = 24;
    private static final int HEIGHT = 16;

    /// How many characters of a name, and of an outcome, fit.
    private static final int LABEL_COLUMNS = 24;

    private static final int OUTCOME_COLUMNS = 30;

    /// More rows are counted, and not drawn.
    private static final int MOST = 500;

    /// More rows are counted where the picture is described in words.
    private static final int MOST_DESCRIBED = 20;

    private static final int MOST_TICKS = 8;

    /// Between two ticks lies one of these times, or whole days.
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofMillis(1),
                    Duration.ofMillis(5),
                    Duration.ofMillis(20),
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(6));

    private static final String STYLE =
            """
            <style>
              :root { color-scheme: light dark; }
              text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328; }
              .tick { fill: #57606a; font-size: 11px; } .grid { stroke: #d0d7de; }
              .rest, .outcome { fill: #57606a; font-size: 11px; }
              .waiting { fill: #d0d7de; } .retry { fill: none; stroke: #8c959f; stroke-dasharray: 3 2; }
              .working { fill: #0969da; } .done { fill: #1a7f37; } .stopped { fill: #8c959f; }
              .failed { fill: #bf8700; } .crashed { fill: #cf222e; }
              @media (prefers-color-scheme: dark) {
                text { fill: #f0f6fc; }
                .tick, .rest, .outcome { fill: #9198a1; } .grid { stroke: #30363d; }
                .waiting { fill: #3d444d; } .retry { stroke: #6e7681; }
                .working { fill: #4493f8; } .done { fill: #3fb950; } .stopped { fill: #6e7681; }
                .failed { fill: #d29922; } .crashed { fill: #f85149; }
              }
            </style>
            """;

    private final Timeline timeline;
    private final ZoneId zone;
    private final List<Timeline.Row> rows;
    private final double nanos;
    private final List<String> parts = new ArrayList<>();

    TimelineSvg(Timeline timeline, ZoneId zone) {
        this.timeline = timeline;
        this.zone = zone;
        int all = timeline.rows().size();
        rows = timeline.rows().subList(Math.max(0, all - MOST), all);
        nanos = Duration.between(timeline.begin(), timeline.end()).toNanos();
    }

    String drawn() {
        int hidden = timeline.rows().size() - rows.size();
        int height =
                2 * MARGIN + AXIS + ROW * (rows.size() + (hidden > 0 ? 1 : 0)) + ROW; // the legend
        drawTicks(AXIS + MARGIN + ROW * rows.size());
        for (int i = 0; i < rows.size(); i++) {
            draw(rows.get(i), MARGIN + AXIS + i * ROW);
        }
        int below = MARGIN + AXIS + rows.size() * ROW;
        if (hidden > 0) {
            parts.add(text("rest", MARGIN, below + HEIGHT - 3, "… " + hidden + " earlier jobs"));
            below += ROW;
        }
        drawLegend(below);
        return Svg.head(
                        new Svg.Size(2 * MARGIN + LABEL + BAR + OUTCOME, height),
                        "What "
                                + timeline.rows().size()
                                + (timeline.rows().size() == 1 ? " job" : " jobs")
                                + " did over "
                                + DurationText.format(
                                        Duration.between(timeline.begin(), timeline.end())),
                        described())
                + STYLE
                + String.join("\n", parts)
                + "\n</svg>";
    }

    /// What the picture shows, for a reader who cannot see it.
    private String described() {
        List<String> sentences = new ArrayList<>();
        rows.stream()
                .limit(MOST_DESCRIBED)
                .forEach(row ->
                        sentences.add(TimelineView.label(row) + ": " + TimelineView.outcome(row)));
        if (rows.size() > MOST_DESCRIBED) {
            sentences.add((rows.size() - MOST_DESCRIBED) + " more");
        }
        return "From "
                + time(timeline.begin(), "HH:mm:ss")
                + " to "
                + time(timeline.end(), "HH:mm:ss")
                + ". "
                + String.join("; ", sentences);
    }

    private void drawTicks(int bottom) {
        Duration step = step();
        long millis = step.toMillis();
        long first = Math.ceilDiv(timeline.begin().toEpochMilli(), millis) * millis;
        String form = millis < 1_000 ? "HH:mm:ss.SSS" : "HH:mm:ss";
        for (long at = first; at <= timeline.end().toEpochMilli(); at += millis) {
            double x = x(Instant.ofEpochMilli(at));
            parts.add(
                    Svg.format(
                            "<path class=\"grid\" d=\"M%.1f %dV%d\"/>",
                            x, MARGIN + AXIS - 6, bottom));
            parts.add(
                    Svg.format(
                            "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                            x, MARGIN + 12, time(Instant.ofEpochMilli(at), form)));
        }
    }

    private Duration step() {
        for (Duration step : STEPS) {
            if (nanos / step.toNanos() <= MOST_TICKS) {
                return step;
            }
        }
        double days = nanos / Duration.ofDays(1).toNanos();
        return Duration.ofDays((long) Math.ceil(days / MOST_TICKS));
    }

    private void draw(Timeline.Row row, int y) {
        parts.add(
                text(
                        "label",
                        MARGIN,
                        y + HEIGHT - 3,
                        Svg.cut(TimelineView.label(row), LABEL_COLUMNS)));
        for (Timeline.Span span : row.spans()) {
            double from = x(span.begin());
            double width = Math.max(1.5, x(span.end()) - from);
            parts.add(
                    Svg.format(
                            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>",
                            span.kind(), from, y, width, HEIGHT, Svg.escaped(sentence(row, span))));
        }
        parts.add(
                text(
                        "outcome",
                        MARGIN + LABEL + BAR + 12,
                        y + HEIGHT - 3,
                        Svg.cut(TimelineView.outcome(row), OUTCOME_COLUMNS)));
    }

    private String sentence(Timeline.Row row, Timeline.Span span) {
        return row.job().id()
                + (span.attempt() == 0 ? "" : ", attempt " + span.attempt())
                + ": "
                + TimelineText.meaning(span.kind())
                + ", "
                + DurationText.format(Duration.between(span.begin(), span.end()))
                + " from "
                + time(span.begin(), "HH:mm:ss.SSS");
    }

    private void drawLegend(int y) {
        int x = MARGIN + LABEL;
        for (Timeline.Kind kind : Timeline.Kind.values()) {
            boolean isThere =
                    rows.stream()
                            .flatMap(row -> row.spans().stream())
                            .anyMatch(span -> span.kind() == kind);
            if (isThere) {
                String meaning = TimelineText.meaning(kind);
                parts.add(
                        Svg.format(
                                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"12\" height=\"12\"/>",
                                kind, x, y + 4));
                parts.add(text("rest", x + 18, y + 14, meaning));
                x += 40 + 7 * meaning.length();
            }
        }
    }

    private double x(Instant time) {
        return MARGIN + LABEL + BAR * (Duration.between(timeline.begin(), time).toNanos() / nanos);
    }

    private String time(Instant time, String form) {
        return DateTimeFormatter.ofPattern(form, Locale.ROOT).format(time.atZone(zone));
    }

    private static String text(String kind, int x, int y, String text) {
        return Svg.format(
                "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", kind, x, y, Svg.escaped(text));
    }
}
