package dev.jobber.shell.command.handler;

import static dev.jobber.shell.parse.CommandGroup.command;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Process;
import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import java.util.function.Supplier;

/// Commands that run commands when jobs have ended.
public final class HandlerCommands {
    private HandlerCommands() {}

    /// @param scripts finds files, for commands that have been created
    public static CommandGroup of(Session session, Supplier<Scripts> scripts) {
        Handlers handlers = session.tree().part(Handlers.class, () -> new Handlers(session.tree()));
        return CommandGroup.of(
                "Handlers",
                command("on", () -> new On(handlers, scripts.get())),
                command("ons", () -> new Ons(handlers)),
                command("off", () -> new Off(handlers)));
    }

    /// Waits until no handler runs.
    public static void awaitIdle(Node node) {
        if (node.whereis(Handlers.NAME).isPresent()) {
            var _ =
                    GenServer.call(
                            node.named(Handlers.NAME), new HandlerServer.Idle(), Process.INFINITY);
        }
    }
}
