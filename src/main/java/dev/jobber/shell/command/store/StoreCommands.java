package dev.jobber.shell.command.store;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.job.durable.DurableJobs;
import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import java.util.function.Supplier;

/// Commands of the store.
public final class StoreCommands {
    private StoreCommands() {}

    /// The commands.
    ///
    /// @param scripts finds and runs files, for commands that have been created
    public static CommandGroup of(Session session, Supplier<Scripts> scripts) {
        return CommandGroup.of(
                "Store",
                command("store", () -> new StoreCommand(session)),
                command("nodes", () -> new NodesCommand(session)),
                command("prune", () -> new Prune(session)),
                command("export", () -> new Export(session, scripts.get())),
                command("import", () -> new Import(session, scripts.get())));
    }

    /// The store of a session.
    ///
    /// @param command what needs it
    /// @throws dev.jobber.shell.result.ShellException where there is none
    static DurableJobs store(Session session, String command) {
        return session.storeFor("'" + command + "'");
    }
}
