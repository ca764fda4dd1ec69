package dev.jobber.shell.command.store;

import dev.jobber.job.durable.StoreInfo;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;

/// `store`
@Command(
        name = "store",
        description = {
            "Shows where the store is that keeps durable jobs, and what is in it.",
            "--store gives jobber a store. Size is in bytes."
        })
@Example(value = "store", does = "shows the store, or that there is none")
@Example(value = "set output json; store", does = "shows it in JSON")
@InOtp("Mnesia or a table of :dets would keep them; Oban keeps jobs in a database.")
@SeeAlso({"nodes", "prune", "jobs"})
final class StoreCommand implements ShellCommand {
    private final Session session;

    StoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        StoreInfo info = StoreCommands.store(session, "store").info();
        return Answer.of(
                Value.Fields.none()
                        .with("url", info.place().url())
                        .with("kind", info.place().kind())
                        .with("version", info.version())
                        .with("size", info.bytes())
                        .with("queued", info.load().queued())
                        .with("running", info.load().running())
                        .with("nodes", info.nodes()));
    }
}
