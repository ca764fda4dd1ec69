package dev.jobber.shell.command.supervisor;

import dev.jobber.job.Jobber;
import dev.jobber.observer.ProcessTree;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.OutputFile;
import dev.jobber.shell.view.TreeFormat;
import dev.jobber.shell.view.TreeText;
import dev.jobber.shell.view.TreeView;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tree [SUP]`
@Command(
        name = "tree",
        description = {
            "Draws the supervision tree, or the part of it under a supervisor.",
            "Pictures (dot, mermaid, svg) show the first children of a supervisor that has many, and count the others."
        })
@Example(value = "start-job good; tree", does = "draws the tree with one job in it")
@Example(value = "tree JobRunner", does = "draws what is under JobRunner")
@Example(value = "tree --format svg -o tree.svg", does = "draws a picture into a file")
final class Tree implements ShellCommand {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "SUP",
            defaultValue = Jobber.SUPERVISOR,
            description = "A supervisor's pid or name; ${DEFAULT-VALUE} if you name none.")
    private String supervisor = Jobber.SUPERVISOR;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, ascii, json, dot, mermaid or svg (text).")
    private Optional<TreeFormat> format = Optional.empty();

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "Writes it to this file, whole or not at all, instead of showing it.")
    private Optional<String> file = Optional.empty();

    Tree(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return file.isPresent();
    }

    @Override
    public Answer run() {
        ProcessTree tree = session.targets().tree(supervisor);
        if (file.isPresent()) {
            return written(tree, file.get());
        }
        Value value =
                format.<Value>map(it -> new Value.Text(TreeView.of(tree, it, Style.PLAIN)))
                        .filter(_ -> format.get() != TreeFormat.JSON)
                        .orElseGet(() -> TreeText.value(tree));
        return new Answer.Ok(
                value, style -> TreeView.of(tree, format.orElse(TreeFormat.TEXT), style));
    }

    private Answer written(ProcessTree tree, String path) {
        String text = TreeView.of(tree, format.orElse(TreeFormat.TEXT), Style.PLAIN);
        OutputFile.write(session.encoding().path(session.directory(), path), path, text);
        return Answer.of(Value.Fields.none().with("file", path), "ok wrote " + path);
    }
}
