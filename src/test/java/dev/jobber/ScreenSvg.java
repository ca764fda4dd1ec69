package dev.jobber;

import dev.jobber.shell.terminal.PictureScreen.Cell;
import dev.jobber.shell.terminal.PictureScreen.Look;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Draws the rows of a terminal as SVG.
final class ScreenSvg {
    private static final int FONT = 14;
    private static final double COLUMN = 8.4;
    private static final int ROW = 20;
    private static final int MARGIN = 16;

    /// The colours that terminals have by default are too dark on black.
    private static final Map<Integer, String> COLOURS =
            Map.of(
                    0x880000, "#f85149",
                    0x008800, "#3fb950",
                    0x888800, "#d29922",
                    0x0000ff, "#58a6ff",
                    0x880088, "#bc8cff",
                    0x008888, "#39c5cf");

    private ScreenSvg() {}

    /// The picture.
    ///
    /// @param title what it shows, in a few words; the rows themselves are its description
    static String of(String title, List<List<Cell>> rows) {
        int columns = rows.getFirst().size();
        String text =
                rows.stream()
                        .map(ScreenSvg::text)
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"));
        var svg = new StringBuilder();
        int width = (int) Math.ceil(columns * COLUMN) + 2 * MARGIN;
        int height = rows.size() * ROW + 2 * MARGIN;
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
                <title id="title">%3$s</title>
                <desc id="desc">%4$s</desc>
                <style>
                  text { font: %5$dpx ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #d1d7e0; white-space: pre; }
                  .bold { font-weight: 700; fill: #f0f6fc; } .faint { fill: #7d8590; }
                </style>
                <rect width="100%%" height="100%%" rx="8" fill="#0d1117"/>
                """
                        .formatted(width, height, escaped(title), escaped(text.strip()), FONT));
        for (int row = 0; row < rows.size(); row++) {
            row(svg, rows.get(row), MARGIN + row * ROW + FONT);
        }
        return svg.append("</svg>").toString();
    }

    private static void row(StringBuilder svg, List<Cell> cells, int y) {
        int begin = 0;
        while (begin < cells.size()) {
            int end = begin;
            while (end < cells.size() && cells.get(end).look().equals(cells.get(begin).look())) {
                end++;
            }
            run(svg, cells.subList(begin, end), begin, y);
            begin = end;
        }
    }

    /// A stretch of one look. Its length is given, so that it ends where the next one begins,
    /// whatever the font is.
    private static void run(StringBuilder svg, List<Cell> cells, int column, int y) {
        String text = text(cells).stripTrailing();
        if (text.isBlank()) {
            return;
        }
        int blanks = text.length() - text.stripLeading().length();
        String shown = text.stripLeading();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\"%s>%s</text>\n",
                        MARGIN + (column + blanks) * COLUMN,
                        y,
                        shown.codePointCount(0, shown.length()) * COLUMN,
                        attributes(cells.getFirst().look()),
                        escaped(shown)));
    }

    private static String attributes(Look look) {
        if (look.colour() >= 0) {
            String colour =
                    Optional.ofNullable(COLOURS.get(look.colour()))
                            .orElseGet(() -> "#%06x".formatted(look.colour()));
            return " style=\"fill: " + colour + "\"";
        }
        return look.bold() ? " class=\"bold\"" : look.faint() ? " class=\"faint\"" : "";
    }

    private static String text(List<Cell> cells) {
        var text = new StringBuilder();
        cells.forEach(cell -> text.appendCodePoint(cell.character()));
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
