package dev.jobber.shell.command.store;

import dev.jobber.job.durable.NodeInfo;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;

/// `nodes`
@Command(
        name = "nodes",
        description = {
            "Lists the programs that share the store.",
            "A node is alive; draining, when it takes no more jobs; stale, when it has not been heard of for its lease; or gone."
        })
@Example(value = "nodes --where status=stale --count", does = "counts those that are not heard of")
@Example(value = "nodes", does = "lists this program, and those that share its store")
@InOtp("Node.list/0, for programs that share a store and nothing else.")
@SeeAlso({"store", "who", "drain"})
final class NodesCommand extends ListCommand<NodeInfo> {
    private static final Columns<NodeInfo> COLUMNS =
            Columns.<NodeInfo>of(
                            Column.text("node", NodeInfo::name),
                            Column.whole("pid", node -> node.process().pid()),
                            Column.text("host", node -> node.process().host()),
                            Column.text("started", node -> node.started().toString()),
                            Column.text("seen", node -> node.seen().toString()),
                            Column.whole("running", node -> node.load().running()),
                            Column.text("status", node -> node.load().status().toString()))
                    .leavingOut("started", "host", "seen");

    private final Session session;

    NodesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Columns<NodeInfo> columns() {
        return COLUMNS;
    }

    @Override
    public Answer run() {
        return answer(StoreCommands.store(session, "nodes").nodes().stream());
    }
}
