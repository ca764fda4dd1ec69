package dev.jobber.shell.command.store;

import dev.jobber.job.durable.NodeInfo;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;

/// `nodes`
@Command(
        name = "nodes",
        description = {
            "Lists the programs that share the store.",
            "A node is alive; draining, when it takes no more jobs; stale, when it has not been heard of for its lease; or gone."
        })
@Example(value = "nodes", does = "lists this program, and those that share its store")
@Example(value = "set output json; nodes", does = "lists them in JSON")
@InOtp("Node.list/0, for programs that share a store and nothing else.")
@SeeAlso({"store", "who", "drain"})
final class NodesCommand implements ShellCommand {
    private final Session session;

    NodesCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        return Answer.of(
                new Value.Rows(
                        StoreCommands.store(session).nodes().stream()
                                .map(NodesCommand::row)
                                .toList()));
    }

    private static Value row(NodeInfo node) {
        return Value.Fields.none()
                .with("node", node.name())
                .with("pid", node.process().pid())
                .with("host", node.process().host())
                .with("started", node.started().toString())
                .with("seen", node.seen().toString())
                .with("running", node.load().running())
                .with("status", node.load().status().toString());
    }
}
