package dev.jobber.shell.view;

import dev.jobber.observer.ProcessTree;
import dev.jobber.shell.result.Printable;
import java.util.ArrayList;
import java.util.List;

/// A supervision tree in the language of a program that draws graphs.
final class TreeGraph {
    /// How a language writes boxes and lines between them.
    private interface Language {
        String box(String id, String label, boolean supervisor);

        String line(String from, String to);
    }

    private final Language language;
    private final List<String> lines = new ArrayList<>();
    private int count;

    private TreeGraph(Language language) {
        this.language = language;
    }

    /// The tree for Graphviz.
    static String dot(ProcessTree tree) {
        return "digraph supervision {\n  rankdir=LR;\n  node [fontname=\"monospace\"];\n"
                + new TreeGraph(new Dot()).drawn(tree)
                + "\n}";
    }

    /// The tree for Mermaid.
    static String mermaid(ProcessTree tree) {
        return "flowchart LR\n" + new TreeGraph(new Mermaid()).drawn(tree);
    }

    private String drawn(ProcessTree tree) {
        draw(FoldedTree.of(tree));
        return String.join("\n", lines);
    }

    private String draw(FoldedTree node) {
        ProcessTree.Entry process = node.process();
        String id = "p" + count++;
        lines.add(
                "  "
                        + language.box(
                                id,
                                Printable.text(process.shown())
                                        + "\n"
                                        + process.pid()
                                        + "\n"
                                        + process.status()
                                        + (process.restarts() == 0
                                                ? ""
                                                : ", restarts " + process.restarts()),
                                process.type().equals("supervisor")));
        for (FoldedTree child : node.children()) {
            lines.add("  " + language.line(id, draw(child)));
        }
        if (!node.rest().isEmpty()) {
            String rest = "p" + count++;
            lines.add("  " + language.box(rest, node.rest(), false));
            lines.add("  " + language.line(id, rest));
        }
        return id;
    }

    private record Dot() implements Language {
        @Override
        public String box(String id, String label, boolean supervisor) {
            String text = label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            return id
                    + " [label=\""
                    + text
                    + "\", shape="
                    + (supervisor ? "box" : "ellipse")
                    + "];";
        }

        @Override
        public String line(String from, String to) {
            return from + " -> " + to + ";";
        }
    }

    private record Mermaid() implements Language {
        /// Mermaid reads HTML in labels; `#` begins its own escapes.
        @Override
        public String box(String id, String label, boolean supervisor) {
            String text =
                    label.replace("#", "#35;")
                            .replace("&", "#amp;")
                            .replace("\"", "#quot;")
                            .replace("<", "#lt;")
                            .replace(">", "#gt;")
                            .replace("\n", "<br/>");
            return supervisor ? id + "[\"" + text + "\"]" : id + "([\"" + text + "\"])";
        }

        @Override
        public String line(String from, String to) {
            return from + " --> " + to;
        }
    }
}
