package dev.jobber.shell.top;

import dev.jobber.shell.result.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A column of the view beside the name. On a narrow screen, columns are left out.
enum TopColumn {
    PID("pid", 13, false, 1),
    STATUS("status", 9, false, 0),
    MESSAGES("msgs", 4, true, 2),
    RATE("/s", 4, true, 3),
    TREND("trend", Trend.LENGTH, false, 6),
    RESTARTS("restarts", 8, false, 5),
    UPTIME("up", 6, true, 4);

    /// Those that can be said in words.
    static final List<TopColumn> SPOKEN = List.of(PID, STATUS, MESSAGES, RATE, RESTARTS, UPTIME);

    /// How many columns of the screen the name has at least before another column is shown.
    private static final int NAME = 16;

    private static final int STATUS_NAME = 8;

    private final String head;
    private final int width;
    private final boolean isNumber;

    /// When it is left out: the highest first.
    private final int rank;

    TopColumn(String head, int width, boolean isNumber, int rank) {
        this.head = head;
        this.width = width;
        this.isNumber = isNumber;
        this.rank = rank;
    }

    String head() {
        return head;
    }

    /// What is said before a value; empty where the value says it itself.
    String spoken() {
        return switch (this) {
            case PID, STATUS -> "";
            case MESSAGES -> "messages ";
            case RATE -> "a second ";
            case TREND, RESTARTS -> head + " ";
            case UPTIME -> "up for ";
        };
    }

    int width() {
        return width;
    }

    boolean isNumber() {
        return isNumber;
    }

    /// The columns that fit beside a name.
    ///
    /// @param width of the screen
    static List<TopColumn> fitting(int width) {
        var chosen = new ArrayList<TopColumn>();
        int left = width - NAME;
        for (TopColumn column : byRank()) {
            int needed = column.width + 1;
            boolean fits = left >= needed || column == STATUS && width >= STATUS_NAME + needed;
            if (!fits) {
                break;
            }
            chosen.add(column);
            left -= needed;
        }
        chosen.sort(Comparator.naturalOrder());
        return chosen;
    }

    private static List<TopColumn> byRank() {
        return List.of(values()).stream()
                .sorted(Comparator.comparingInt((TopColumn column) -> column.rank))
                .toList();
    }

    /// What it shows of a process.
    String text(Life life, Facts facts, Instant now, Style style) {
        return switch (this) {
            case PID -> life.pid().toString();
            case STATUS -> facts.status();
            case MESSAGES -> life.isDead() ? "" : Numbers.brief(life.glance().messageQueueLength());
            case RATE -> life.isDead() ? "" : Numbers.brief(life.trend().perSecond());
            case TREND -> life.trend().drawn(style.unicode());
            case RESTARTS -> facts.restarts().text();
            case UPTIME ->
                    facts.started()
                            .map(started ->
                                    Numbers.brief(
                                            Duration.between(started, life.died().orElse(now))))
                            .orElse("");
        };
    }
}
