package dev.jobber.shell.command.supervisor;

import dev.jobber.job.Jobber;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;

/// `ensure-started`: `Application.ensure_all_started(:jobber)`
@Command(
        name = "ensure-started",
        description = {
            "Starts the tree again if it has ended.",
            "The tree ends when JobRunner ends too often. The jobs of the ended tree are not started again."
        })
@Example(
        value = "stop Jobber.Supervisor; ensure-started; tree",
        does = "ends the tree, and starts it again")
@Example(value = "ensure-started", does = "does nothing while the tree runs")
@InOtp("Application.ensure_all_started(:jobber).")
@SeeAlso({"tree", "stop", "restarts"})
final class EnsureStarted implements ShellCommand {
    private final Session session;

    EnsureStarted(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        session.targets().awaitsEndOfTree();
        boolean started = session.observer().ensureStarted();
        String pid = session.targets().process(Jobber.SUPERVISOR).toString();
        return Answer.of(
                Value.Fields.none().with("pid", pid),
                "ok " + pid + (started ? "" : ", the tree runs already"));
    }
}
