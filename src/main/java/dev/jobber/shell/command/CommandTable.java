package dev.jobber.shell.command;

import dev.jobber.shell.Commands;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import java.util.List;
import java.util.Optional;

/// Every command of the shell.
public final class CommandTable implements Commands {

    private static final List<Group> GROUPS =
            List.of(
                    new Group(
                            "The shell",
                            List.of(
                                    "help", "set", "vars", "source", "reload", "sleep", "echo",
                                    "log", "history", "clear", "quit")));

    @Override
    public List<Group> groups() {
        return GROUPS;
    }

    @Override
    public Optional<ShellCommand> create(String name, Session session) {
        return Optional.ofNullable(
                switch (name) {
                    case "clear" -> new Clear(session);
                    case "echo" -> new Echo();
                    case "help" -> new HelpCommand(session);
                    case "history" -> new HistoryCommand(session);
                    case "log" -> new LogCommand(session);
                    case "quit", "exit" -> new Quit(session);
                    case "reload" -> new Reload(session);
                    case "set" -> new SetCommand(session);
                    case "sleep" -> new Sleep(session);
                    case "source" -> new SourceCommand(session);
                    case "vars" -> new Vars(session);
                    case "get-state" -> new GetState(session);
                    case "info" -> new Info(session);
                    case "kill" -> new Kill(session);
                    case "send-email" -> new SendEmail(session);
                    case "start-sender" -> new StartSender(session);
                    case "stop" -> new Stop(session);
                    case "whereis" -> new Whereis(session);
                    default -> null;
                });
    }
}
