package dev.jobber.shell.view;

import dev.jobber.observer.ProcessTree;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A supervision tree as a result, and drawn with a line for each process.
public final class TreeText {
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private TreeText(Style style) {
        this.style = style;
    }

    /// The tree as a result. A label is told only of a process that has one: few have.
    public static Value value(ProcessTree tree) {
        ProcessTree.Entry process = tree.process();
        Value.Fields name = Value.Fields.none().with("name", process.name());
        return process.called()
                .label()
                .map(label -> name.with("label", label))
                .orElse(name)
                .with("pid", Value.ofText(Optional.of(process.pid()).filter(pid -> !pid.isEmpty())))
                .with("type", process.type())
                .with("status", process.status())
                .with("restarts", process.restarts())
                .with(
                        "children",
                        new Value.Rows(tree.children().stream().map(TreeText::value).toList()));
    }

    /// The tree drawn.
    public static String drawn(ProcessTree tree, Style style) {
        var text = new TreeText(style);
        if (style.isSpoken()) {
            text.speak(tree, 1);
        } else {
            text.draw(tree, "", "");
        }
        return String.join("\n", text.lines);
    }

    /// `level 2: JobRunner, #PID<0.104.0>, waiting, 3 children`
    private void speak(ProcessTree node, int level) {
        int children = node.children().size();
        lines.add(
                "level "
                        + level
                        + ": "
                        + line(node.process()).replace("  ", ", ")
                        + (children == 0
                                ? ""
                                : ", " + children + (children == 1 ? " child" : " children")));
        node.children().forEach(child -> speak(child, level + 1));
    }

    private void draw(ProcessTree node, String branch, String below) {
        lines.add(branch + line(node.process()));
        List<ProcessTree> children = node.children();
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            draw(
                    children.get(i),
                    below + (last ? corner() : tee()),
                    below + (last ? "    " : bar()));
        }
    }

    private String line(ProcessTree.Entry process) {
        if (process.pid().isEmpty()) {
            return style.paint(Palette.NAME, process.name());
        }
        String shown =
                style.paint(Palette.NAME, Printable.text(process.shown()))
                        + "  "
                        + process.pid()
                        + "  "
                        + style.paint(Palette.ofStatus(process.status()), process.status());
        return process.restarts() == 0
                ? shown
                : shown + "  " + style.paint(Palette.ATTENTION, "restarts " + process.restarts());
    }

    private String tee() {
        return style.unicode() ? "├── " : "|-- ";
    }

    private String corner() {
        return style.unicode() ? "└── " : "`-- ";
    }

    private String bar() {
        return style.unicode() ? "│   " : "|   ";
    }
}
