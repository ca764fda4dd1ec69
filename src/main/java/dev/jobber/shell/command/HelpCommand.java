package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.Check;
import dev.jobber.shell.Example;
import dev.jobber.shell.Help;
import dev.jobber.shell.ShellCommand;
import dev.jobber.shell.ShellException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `help [COMMAND]`
@Command(name = "help", description = "Lists the commands, or says how one is used.")
@Example(value = "help", does = "lists the commands")
@Example(value = "help start-job", does = "says how start-job is used, with examples")
final class HelpCommand implements ShellCommand {

    private final Help help;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..2",
            description = "The command, as start-job or define-job sim.")
    private List<String> command = List.of();

    HelpCommand(Help help) {
        this.help = help;
    }

    @Override
    public void check(Check check) {
        if (!command.isEmpty() && command.stream().allMatch(check::isKnown)) {
            try {
                var _ = help.about(command);
            } catch (ShellException unknown) {
                check.problem(command.getLast(), unknown.fault());
            }
        }
    }

    @Override
    public Answer run() {
        return Answer.of(command.isEmpty() ? help.overview() : help.about(command));
    }
}
