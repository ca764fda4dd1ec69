package dev.jobber.shell.command;

import dev.jobber.shell.command.handler.HandlerCommands;
import dev.jobber.shell.command.job.JobCommands;
import dev.jobber.shell.command.job.policy.PolicyCommands;
import dev.jobber.shell.command.live.LiveCommands;
import dev.jobber.shell.command.log.LogCommands;
import dev.jobber.shell.command.process.ProcessCommands;
import dev.jobber.shell.command.schedule.ScheduleCommands;
import dev.jobber.shell.command.sender.SenderCommands;
import dev.jobber.shell.command.session.SessionCommands;
import dev.jobber.shell.command.store.StoreCommands;
import dev.jobber.shell.command.story.StoryCommands;
import dev.jobber.shell.command.supervisor.SupervisorCommands;
import dev.jobber.shell.command.visit.VisitCommands;
import dev.jobber.shell.help.Help;
import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.parse.Commands;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Every command of the shell.
public final class CommandTable implements Commands {
    private final List<CommandGroup> groups;
    private final Map<String, Supplier<ShellCommand>> creations = new HashMap<>();

    /// @param session what the commands work on
    /// @param scripts runs files, for commands that have been created
    /// @param help the texts of `help`, for commands that have been created
    public CommandTable(Session session, Supplier<Scripts> scripts, Supplier<Help> help) {
        groups = new ArrayList<>();
        groups.addAll(
                List.of(
                        JobCommands.of(session, scripts),
                        PolicyCommands.of(session),
                        ScheduleCommands.of(session, scripts),
                        HandlerCommands.of(session, scripts),
                        StoreCommands.of(session, scripts),
                        SupervisorCommands.of(session),
                        ProcessCommands.of(session),
                        SenderCommands.of(session),
                        LogCommands.of(session),
                        StoryCommands.of(session),
                        LiveCommands.of(session, scripts),
                        VisitCommands.of(session),
                        SessionCommands.of(session, scripts, help)));
        session.tree().application().ifPresent(host -> groups.addAll(host.commands()));
        for (CommandGroup group : groups) {
            for (CommandGroup.Entry command : group.commands()) {
                command.names().forEach(name -> creations.put(name, command.creation()));
            }
        }
    }

    @Override
    public List<CommandGroup> groups() {
        return List.copyOf(groups);
    }

    @Override
    public Optional<ShellCommand> create(String name) {
        return Optional.ofNullable(creations.get(name)).map(Supplier::get);
    }
}
