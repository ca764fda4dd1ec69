package dev.jobber.shell.view;

import dev.jobber.observer.ProcessTree;
import dev.jobber.shell.result.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A supervision tree as a picture: each process is a box, its children stand to the right of it.
/// The picture is made for light and dark pages, and says in words what it shows.
final class TreeSvg {
    private static final int BOX_WIDTH = 230;
    private static final int BOX_HEIGHT = 40;
    private static final int COLUMN = BOX_WIDTH + 50;
    private static final int ROW = BOX_HEIGHT + 12;
    private static final int MARGIN = 16;

    /// How many characters of a name fit into a box.
    private static final int NAME = 24;

    private static final String STYLE =
            """
            <style>
              :root { color-scheme: light dark; }
              .box { fill: #f6f8fa; stroke: #57606a; }
              .name { fill: #1f2328; font-weight: 600; }
              .pid, .rest { fill: #57606a; }
              .line { stroke: #8c959f; fill: none; }
              .good { fill: #1a7f37; } .attention { fill: #9a6700; } .bad { fill: #cf222e; } .plain { fill: #57606a; }
              text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
              .pid, .status, .rest { font-size: 11px; }
              @media (prefers-color-scheme: dark) {
                .box { fill: #161b22; stroke: #8b949e; }
                .name { fill: #f0f6fc; }
                .pid, .rest, .plain { fill: #9198a1; }
                .line { stroke: #6e7681; }
                .good { fill: #3fb950; } .attention { fill: #d29922; } .bad { fill: #f85149; }
              }
            </style>
            """;

    private final List<String> lines = new ArrayList<>();
    private final List<String> boxes = new ArrayList<>();
    private int row;
    private int deepest;

    private TreeSvg() {}

    static String of(ProcessTree tree) {
        var picture = new TreeSvg();
        picture.place(FoldedTree.of(tree), 0);
        return picture.document(tree);
    }

    private String document(ProcessTree tree) {
        int width = 2 * MARGIN + deepest * COLUMN + BOX_WIDTH;
        int height = 2 * MARGIN + Math.max(1, row) * ROW - (ROW - BOX_HEIGHT);
        return Svg.head(
                        new Svg.Size(width, height),
                        "The supervision tree under " + tree.process().name(),
                        described(tree))
                + STYLE
                + String.join("\n", lines)
                + "\n"
                + String.join("\n", boxes)
                + "\n</svg>";
    }

    /// Puts a process and what is under it into the next free rows.
    ///
    /// @return how far down the middle of its box is
    private int place(FoldedTree node, int depth) {
        deepest = Math.max(deepest, depth);
        var middles = new ArrayList<Integer>();
        for (FoldedTree child : node.children()) {
            middles.add(place(child, depth + 1));
        }
        if (!node.rest().isEmpty()) {
            deepest = Math.max(deepest, depth + 1);
            middles.add(rest(node.rest(), depth + 1));
        }
        int middle =
                middles.isEmpty() ? nextMiddle() : (middles.getFirst() + middles.getLast()) / 2;
        middles.forEach(child -> connect(depth, middle, child));
        box(node.process(), MARGIN + depth * COLUMN, middle - BOX_HEIGHT / 2);
        return middle;
    }

    private int nextMiddle() {
        return MARGIN + row++ * ROW + BOX_HEIGHT / 2;
    }

    private int rest(String text, int depth) {
        int middle = nextMiddle();
        boxes.add(
                Svg.format(
                        "<text class=\"rest\" x=\"%d\" y=\"%d\">%s</text>",
                        MARGIN + depth * COLUMN + 4, middle + 4, Svg.escaped(text)));
        return middle;
    }

    private void connect(int depth, int from, int to) {
        int begin = MARGIN + depth * COLUMN + BOX_WIDTH;
        int bend = begin + (COLUMN - BOX_WIDTH) / 2;
        lines.add(
                Svg.format(
                        "<path class=\"line\" d=\"M%d %dH%dV%dH%d\"/>",
                        begin, from, bend, to, MARGIN + (depth + 1) * COLUMN));
    }

    private void box(ProcessTree.Entry process, int x, int y) {
        String restarts = process.restarts() == 0 ? "" : ", restarts " + process.restarts();
        boxes.add(
                Svg.format("<g><title>%s</title>", Svg.escaped(sentence(process)))
                        + Svg.format(
                                "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>",
                                x,
                                y,
                                BOX_WIDTH,
                                BOX_HEIGHT,
                                process.type().equals("supervisor") ? 3 : BOX_HEIGHT / 2)
                        + Svg.format(
                                "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>",
                                x + 14, y + 17, Svg.escaped(Svg.cut(process.shown(), NAME)))
                        + Svg.format(
                                "<text class=\"pid\" x=\"%d\" y=\"%d\">%s</text>",
                                x + 14, y + 32, Svg.escaped(process.pid()))
                        + Svg.format(
                                "<text class=\"status %s\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text></g>",
                                Palette.ofStatus(process.status()).name().toLowerCase(Locale.ROOT),
                                x + BOX_WIDTH - 14,
                                y + 32,
                                Svg.escaped(process.status() + restarts)));
    }

    private static String sentence(ProcessTree.Entry process) {
        return process.type()
                + " "
                + process.shown()
                + ", "
                + process.pid()
                + ", "
                + process.status()
                + (process.restarts() == 0 ? "" : ", restarted " + process.restarts() + " times");
    }

    /// What the picture shows, for a reader who cannot see it.
    private static String described(ProcessTree tree) {
        return sentence(tree.process())
                + (tree.children().isEmpty()
                        ? ""
                        : " with "
                                + tree.children().size()
                                + (tree.children().size() == 1 ? " child" : " children")
                                + "; it has "
                                + processes(tree)
                                + " processes in all");
    }

    private static long processes(ProcessTree tree) {
        return 1 + tree.children().stream().mapToLong(TreeSvg::processes).sum();
    }
}
