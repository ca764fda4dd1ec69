package dev.jobber.shell.command;

import dev.jobber.shell.Commands;
import dev.jobber.shell.Help;
import dev.jobber.shell.Scripts;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Every command of the shell.
public final class CommandTable implements Commands {

    private static final List<Group> GROUPS =
            List.of(
                    new Group(
                            "Jobs",
                            List.of(
                                    "define-job",
                                    "start-job",
                                    "jobs",
                                    "await",
                                    "running-imports",
                                    "running",
                                    "limit")),
                    new Group(
                            "Supervisors",
                            List.of(
                                    "tree",
                                    "count-children",
                                    "which-children",
                                    "terminate-child",
                                    "restart-child",
                                    "delete-child",
                                    "ensure-started")),
                    new Group("Processes", List.of("whereis", "stop", "kill", "get-state", "info")),
                    new Group("The sender", List.of("start-sender", "send-email")),
                    new Group(
                            "The shell",
                            List.of(
                                    "help", "set", "vars", "source", "reload", "sleep", "echo",
                                    "log", "history", "clear", "quit")));

    private final Session session;
    private final Supplier<Scripts> scripts;
    private final Supplier<Help> help;

    /// @param session what the commands work on
    /// @param scripts runs files, for commands that have been created
    /// @param help the texts of `help`, for commands that have been created
    public CommandTable(Session session, Supplier<Scripts> scripts, Supplier<Help> help) {
        this.session = session;
        this.scripts = scripts;
        this.help = help;
    }

    @Override
    public List<Group> groups() {
        return GROUPS;
    }

    @Override
    public Optional<ShellCommand> create(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "await" -> new Await(session);
                    case "clear" -> new Clear(session);
                    case "count-children" -> new CountChildren(session);
                    case "define-job" -> new DefineJob(session);
                    case "delete-child" -> new DeleteChild(session);
                    case "echo" -> new Echo();
                    case "ensure-started" -> new EnsureStarted(session);
                    case "get-state" -> new GetState(session);
                    case "help" -> new HelpCommand(help.get());
                    case "history" -> new HistoryCommand(session);
                    case "info" -> new Info(session);
                    case "jobs" -> new Jobs(session);
                    case "kill" -> new Kill(session);
                    case "limit" -> new Limit(session);
                    case "log" -> new LogCommand(session);
                    case "quit", "exit" -> new Quit(session);
                    case "reload" -> new Reload(scripts.get());
                    case "restart-child" -> new RestartChild(session);
                    case "running" -> new Running(session);
                    case "running-imports" -> new RunningImports(session);
                    case "send-email" -> new SendEmail(session);
                    case "set" -> new SetCommand(session);
                    case "sleep" -> new Sleep(session);
                    case "source" -> new SourceCommand(scripts.get());
                    case "start-job" -> new StartJob(session);
                    case "start-sender" -> new StartSender(session);
                    case "stop" -> new Stop(session);
                    case "terminate-child" -> new TerminateChild(session);
                    case "tree" -> new Tree(session);
                    case "vars" -> new Vars(session);
                    case "whereis" -> new Whereis(session);
                    case "which-children" -> new WhichChildren(session);
                    default -> null;
                });
    }
}
