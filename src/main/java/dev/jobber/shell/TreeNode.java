package dev.jobber.shell;

import java.util.ArrayList;
import java.util.List;

/// A process in the supervision tree, with those below it.
///
/// @param name its registered name, a job's id, or what implements it
/// @param pid its pid, `restarting` or `undefined`
/// @param type `supervisor` or `worker`
/// @param status how a job is; of other processes what they are at
/// @param restarts how often it has been started again
public record TreeNode(
        String name,
        String pid,
        String type,
        String status,
        int restarts,
        List<TreeNode> children) {

    public TreeNode {
        children = List.copyOf(children);
    }

    /// The tree as a result.
    public Value value() {
        return Value.Fields.none()
                .with("name", name)
                .with("pid", pid)
                .with("type", type)
                .with("status", status)
                .with("restarts", restarts)
                .with("children", new Value.Rows(children.stream().map(TreeNode::value).toList()));
    }

    /// The tree drawn, a line for each process.
    public String drawn(Style style) {
        var lines = new ArrayList<String>();
        draw(style, "", "", lines);
        return String.join("\n", lines);
    }

    private void draw(Style style, String branch, String below, List<String> lines) {
        lines.add(branch + line(style));
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            var child = last ? corner(style) : tee(style);
            var further = last ? "    " : bar(style);
            children.get(i).draw(style, below + child, below + further, lines);
        }
    }

    private String line(Style style) {
        var shown = style.bold(name) + "  " + style.cyan(pid) + "  " + status(style);
        return restarts == 0 ? shown : shown + "  " + style.yellow("restarts " + restarts);
    }

    private String status(Style style) {
        return switch (status) {
            case "failed", "crashed", "killed", "lingering" -> style.red(status);
            case "errored", "restarting", "stopped" -> style.yellow(status);
            case "done" -> style.green(status);
            default -> style.faint(status);
        };
    }

    private static String tee(Style style) {
        return style.unicode() ? "├── " : "|-- ";
    }

    private static String corner(Style style) {
        return style.unicode() ? "└── " : "`-- ";
    }

    private static String bar(Style style) {
        return style.unicode() ? "│   " : "|   ";
    }
}
