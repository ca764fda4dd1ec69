package dev.jobber.shell.view;

import dev.jobber.observer.ProcessTree;
import dev.jobber.shell.result.Style;

/// A supervision tree in one of its formats.
public final class TreeView {
    private TreeView() {}

    /// The tree written in this format.
    ///
    /// @param style what the formats for people are drawn for
    public static String of(ProcessTree tree, TreeFormat format, Style style) {
        return switch (format) {
            case TEXT -> TreeText.drawn(tree, style);
            case ASCII -> TreeText.drawn(tree, style.ascii());
            case JSON -> TreeText.value(tree).toJson();
            case DOT -> TreeGraph.dot(tree);
            case MERMAID -> TreeGraph.mermaid(tree);
            case SVG -> TreeSvg.of(tree);
        };
    }
}
