package dev.jobber.shell.command.supervisor;

import dev.jobber.job.Jobber;
import dev.jobber.observer.ProcessTree;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Output;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Expansion;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.FileOrOutput;
import dev.jobber.shell.syntax.OutputFile;
import dev.jobber.shell.view.TreeChanges;
import dev.jobber.shell.view.TreeFormat;
import dev.jobber.shell.view.TreeText;
import dev.jobber.shell.view.TreeView;
import java.util.Optional;
import java.util.Set;
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
@Example(value = "tree --all", does = "draws all processes, the shell's own too")
@Example(
        value = "a = tree; start-job good; tree --since $a",
        does = "shows what has changed: the supervisor of a job and the job are new")
@Example(value = "tree --format svg -o tree.svg", does = "draws a picture into a file")
@InOtp("The page Applications of :observer, as text.")
@SeeAlso({"which-children", "count-children", "info", "restarts"})
final class Tree implements ShellCommand {
    private static final String SINCE = "--since";

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
            description =
                    "Writes it to this file, whole or not at all, instead of showing it. The words text and json mean the format of the answer, as for every command.")
    private Optional<FileOrOutput> target = Optional.empty();

    @Option(
            names = "--all",
            description = "All processes, also those that are under no supervisor.")
    private boolean all;

    @Option(
            names = SINCE,
            paramLabel = "RESULT",
            description =
                    "What is new, gone or restarted since a tree that is kept: a = tree, then --since $a.")
    private Optional<String> since = Optional.empty();

    Tree(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return target.flatMap(FileOrOutput::file).isPresent();
    }

    @Override
    public Set<String> resultOptions() {
        return Set.of(SINCE);
    }

    @Override
    public void validate(Validation validation) {
        if (all && !supervisor.equals(Jobber.SUPERVISOR)) {
            validation.problem(
                    "--all", UserError.usage("--all shows more than what is under " + supervisor));
        }
        if (since.isPresent()
                && (format.isPresent() || target.flatMap(FileOrOutput::file).isPresent())) {
            validation.problem(
                    SINCE, UserError.usage("changes are no picture: leave out --format and -o"));
        }
    }

    @Override
    public Optional<Output> output() {
        return target.flatMap(FileOrOutput::output);
    }

    @Override
    public Answer run() {
        Optional<String> file = target.flatMap(FileOrOutput::file);
        ProcessTree tree =
                all || isOfApplication() ? everything() : session.targets().tree(supervisor);
        if (since.isPresent()) {
            Value kept = new Expansion(session.variables()).result(since.get());
            var changes = TreeChanges.between(TreeChanges.tree(kept, since.get()), tree);
            return new Answer.Ok(changes.value(), changes.rendering());
        }
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

    /// In an application the whole of its node is the tree.
    private boolean isOfApplication() {
        return session.tree().application().isPresent() && supervisor.equals(Jobber.SUPERVISOR);
    }

    /// The shell's own process starts when it is first looked for, so that it is there.
    private ProcessTree everything() {
        var _ = session.process().pid();
        return session.targets().all();
    }

    private Answer written(ProcessTree tree, String path) {
        String text = TreeView.of(tree, format.orElse(TreeFormat.TEXT), Style.PLAIN);
        OutputFile.write(session.encoding().path(session.directory(), path), path, text);
        return Answer.of(Value.Fields.none().with("file", path), "ok wrote " + path);
    }
}
