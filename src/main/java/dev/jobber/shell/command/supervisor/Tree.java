package dev.jobber.shell.command.supervisor;

import dev.jobber.job.Jobber;
import dev.jobber.observer.ProcessTree;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.view.TreeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tree [SUP]`
@Command(
        name = "tree",
        description = "Draws the supervision tree, or the part of it under a supervisor.")
@Example(value = "start-job good; tree", does = "draws the tree with one job in it")
@Example(value = "tree JobRunner", does = "draws what is under JobRunner")
final class Tree implements ShellCommand {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "SUP",
            defaultValue = Jobber.SUPERVISOR,
            description = "A supervisor's pid or name; ${DEFAULT-VALUE} if you name none.")
    private String supervisor = Jobber.SUPERVISOR;

    Tree(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        ProcessTree tree = session.targets().tree(supervisor);
        return new Answer.Ok(TreeText.value(tree), style -> TreeText.drawn(tree, style));
    }
}
