package dev.jobber.shell.top;

import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Table;
import dev.jobber.shell.top.TopState.Mode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Draws the view as rows of text.
final class TopFrame {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int DEEPEST = 12;

    /// How wide the keys stand in their list, and from which width of the screen on.
    private static final int KEYS = 28;

    private static final int WITH_HELP = 72;

    private final Scene scene;
    private final Look look;
    private final int columns;
    private final List<TopColumn> shown;

    /// What is to be seen.
    ///
    /// @param detail the description of the selected process; empty where none is wanted
    record Scene(
            Snapshot snapshot,
            Rows rows,
            TopState state,
            Facts.Source facts,
            List<String> detail) {}

    /// How it looks.
    ///
    /// @param style its colours and characters
    /// @param zone of the times
    public record Look(Style style, ZoneId zone) {}

    /// How the rows of the screen are shared.
    ///
    /// @param heads 1 if the columns have headings, else 0
    /// @param list rows of processes
    /// @param pane rows that describe the selected process
    record Split(int heads, int list, int pane) {
        private static final int WITH_HEADS = 8;
        private static final int WITH_BOTH = 14;

        /// @param rows of the screen; one is the summary, and one at the bottom says what keys do
        static Split of(int rows, boolean hasDetail) {
            int heads = rows >= WITH_HEADS ? 1 : 0;
            int body = Math.max(1, rows - 2 - heads);
            if (!hasDetail) {
                return new Split(heads, body, 0);
            }
            return rows >= WITH_BOTH
                    ? new Split(heads, body - body / 2, body / 2)
                    : new Split(heads, 0, body);
        }
    }

    TopFrame(Scene scene, Look look, int columns) {
        this.scene = scene;
        this.look = look;
        this.columns = columns;
        this.shown = TopColumn.fitting(columns);
    }

    /// A whole screen.
    List<String> screen(int rows) {
        var lines = new ArrayList<String>();
        String time = TIME.format(scene.snapshot().at().atZone(look.zone()));
        lines.add(style().paint(Palette.NAME, cut(summary("top " + time))));
        if (scene.state().mode() instanceof Mode.Helping) {
            TopKeys.HELP.forEach(key -> lines.add(cut(help(key))));
            return filled(lines, rows);
        }
        var split = Split.of(rows, scene.state().panes().hasDetail());
        if (split.list() > 0) {
            if (split.heads() > 0) {
                lines.add(style().paint(Palette.FAINT, heads()));
            }
            int first = scene.state().cursor().offset();
            lines.addAll(list(first, Math.min(scene.rows().size(), first + split.list())));
            while (lines.size() < 1 + split.heads() + split.list()) {
                lines.add("");
            }
        }
        lines.addAll(pane(split.pane()));
        return filled(lines, rows);
    }

    /// The summary, the headings and the first processes, without what only a screen needs.
    ///
    /// @param most how many processes
    List<String> page(int most) {
        if (style().isSpoken()) {
            return spoken(most);
        }
        var lines = new ArrayList<String>();
        lines.add(style().paint(Palette.NAME, summary("top")));
        lines.add(style().paint(Palette.FAINT, heads()));
        int size = scene.rows().size();
        lines.addAll(list(0, Math.min(size, most)));
        if (size > most) {
            lines.add((style().unicode() ? "… " : "... ") + Numbers.grouped(size - most) + " more");
        }
        return lines;
    }

    /// The same as sentences.
    private List<String> spoken(int most) {
        var lines = new ArrayList<String>();
        lines.add(summary("top").replace("  ", ", "));
        int size = scene.rows().size();
        for (int i = 0; i < Math.min(size, most); i++) {
            Rows.Row row = scene.rows().row(i);
            Facts facts = scene.facts().of(row.life());
            var line = new StringBuilder("level " + (row.depth() + 1) + ": " + facts.name());
            for (TopColumn column : TopColumn.SPOKEN) {
                String text = column.text(row.life(), facts, scene.snapshot().at(), style());
                line.append(text.isEmpty() ? "" : ", " + column.spoken() + text);
            }
            line.append(row.children() == 0 ? "" : ", children " + row.children());
            lines.add(Printable.text(line.toString()));
        }
        if (size > most) {
            lines.add(Numbers.grouped(size - most) + " more");
        }
        return lines;
    }

    private Style style() {
        return look.style();
    }

    private List<String> filled(List<String> lines, int rows) {
        List<String> cut = new ArrayList<>(lines.subList(0, Math.min(lines.size(), rows - 1)));
        while (cut.size() < rows - 1) {
            cut.add("");
        }
        cut.add(footer());
        return cut;
    }

    // ---- the first row and the last

    private String summary(String title) {
        Snapshot.Sum sum = scene.snapshot().sum();
        var parts = new ArrayList<String>();
        if (scene.state().panes().isFrozen()) {
            parts.add("FROZEN");
        }
        parts.add(title);
        parts.add(Numbers.grouped(sum.alive()) + (sum.alive() == 1 ? " process" : " processes"));
        String filter = scene.state().arrangement().filter();
        if (!filter.isEmpty()) {
            parts.add("only '" + Printable.text(filter) + "'");
        }
        parts.add(sum.running() + " running");
        parts.add(Numbers.brief(sum.perSecond()) + "/s");
        parts.add(Numbers.brief(sum.messages()) + (sum.messages() == 1 ? " message" : " messages"));
        parts.add("by " + order());
        return String.join("  ", parts);
    }

    private String order() {
        Arrangement.Order order = scene.state().arrangement().order();
        return order.key() + (order.isReversed() ? " reversed" : "");
    }

    private String footer() {
        TopState state = scene.state();
        return switch (state.mode()) {
            case Mode.Filtering _ -> cut("/" + Printable.text(state.arrangement().filter()) + "_");
            case Mode.Asking(Act _, Life _, String question) ->
                    style().paint(Palette.ATTENTION, fitted(question));
            case Mode.Helping() -> cut("any key goes back, q leaves");
            case Mode.Browsing() ->
                    state.panes().note().isEmpty()
                            ? style().paint(Palette.FAINT, cut(keys()))
                            : cut(Printable.text(state.panes().note()));
        };
    }

    private static String keys() {
        return "q quit  ? keys  / filter  s sort  Enter describe  f freeze  x stop  k kill  r restart";
    }

    /// The end of a question says how to answer it, so the middle is left out.
    private String fitted(String question) {
        var answer = "? [y/N]";
        return cut(cut(question, columns - answer.length()) + answer);
    }

    private String help(List<String> key) {
        return columns < WITH_HELP
                ? key.getFirst() + ": " + key.getLast()
                : "  " + padded(key.getFirst(), KEYS) + key.getLast();
    }

    // ---- the processes

    private int nameWidth() {
        return columns - shown.stream().mapToInt(column -> column.width() + 1).sum();
    }

    private String heads() {
        return (padded(" name", nameWidth())
                        + shown.stream()
                                .map(column -> " " + aligned(column, column.head()))
                                .collect(Collectors.joining()))
                .stripTrailing();
    }

    private List<String> list(int from, int to) {
        var lines = new ArrayList<String>();
        for (int i = from; i < to; i++) {
            lines.add(line(i));
        }
        if (scene.rows().size() == 0) {
            lines.add(cut(" no process has this text"));
        }
        return lines;
    }

    private String line(int index) {
        Rows.Row row = scene.rows().row(index);
        Facts facts = scene.facts().of(row.life());
        boolean isSelected = index == scene.state().cursor().index();
        String name =
                padded(
                        (isSelected ? ">" : " ")
                                + " ".repeat(2 * Math.min(row.depth(), DEEPEST))
                                + sign(row)
                                + " "
                                + Printable.text(facts.name())
                                + hidden(row),
                        nameWidth());
        var cells =
                new StringBuilder(
                        isSelected || row.life().isDead()
                                ? name
                                : style().paint(Palette.NAME, name));
        for (TopColumn column : shown) {
            String text =
                    aligned(
                            column,
                            Printable.text(
                                    column.text(
                                            row.life(), facts, scene.snapshot().at(), style())));
            cells.append(' ');
            cells.append(isSelected || row.life().isDead() ? text : painted(column, facts, text));
        }
        String line = cells.toString();
        return isSelected
                ? style().paint(Palette.MARKED, padded(line, columns))
                : row.life().isDead() ? style().paint(Palette.FAINT, line) : line;
    }

    private String painted(TopColumn column, Facts facts, String text) {
        return switch (column) {
            case PID -> style().paint(Palette.PID, text);
            case STATUS -> style().paint(Palette.ofStatus(facts.status()), text);
            case RESTARTS ->
                    facts.restarts().count() > 0 ? style().paint(Palette.ATTENTION, text) : text;
            case MESSAGES, RATE, TREND, UPTIME -> text;
        };
    }

    private String sign(Rows.Row row) {
        if (row.life().isDead()) {
            return style().unicode() ? "✝" : "x";
        }
        return switch (row.fold()) {
            case LEAF -> style().unicode() ? "·" : " ";
            case OPEN -> style().unicode() ? "▾" : "-";
            case CLOSED -> style().unicode() ? "▸" : "+";
        };
    }

    private static String hidden(Rows.Row row) {
        return row.fold() == Rows.Fold.CLOSED && row.children() > 1
                ? " (" + Numbers.grouped(row.children()) + ")"
                : "";
    }

    // ---- the description of the selected process

    private List<String> pane(int height) {
        var lines = new ArrayList<String>();
        if (height > 0) {
            lines.add(
                    style().paint(Palette.FAINT, (style().unicode() ? "─" : "-").repeat(columns)));
            scene.detail().stream().limit(height - 1).forEach(lines::add);
            while (lines.size() < height) {
                lines.add("");
            }
        }
        return lines;
    }

    // ---- widths

    private static String aligned(TopColumn column, String text) {
        String fitting = cut(text, column.width());
        String blanks = " ".repeat(column.width() - Table.width(fitting));
        return column.isNumber() ? blanks + fitting : fitting + blanks;
    }

    private String cut(String text) {
        return cut(text, columns);
    }

    private static String padded(String text, int width) {
        String fitting = cut(text, width);
        return fitting + " ".repeat(Math.max(0, width - Table.width(fitting)));
    }

    private static String cut(String text, int width) {
        int end = text.length();
        while (end > 0 && Table.width(text.substring(0, end)) > Math.max(0, width)) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}
