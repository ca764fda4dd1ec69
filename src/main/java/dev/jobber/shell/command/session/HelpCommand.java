package dev.jobber.shell.command.session;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.Help;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ShellException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `help [COMMAND]`, also `h`
@Command(name = "help", aliases = "h", description = "Lists the commands, or says how one is used.")
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
    public void validate(Validation validation) {
        if (!command.isEmpty() && command.stream().allMatch(validation::isKnown)) {
            try {
                var _ = help.about(command);
            } catch (ShellException unknown) {
                validation.problem(command.getLast(), unknown.error());
            }
        }
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        return Answer.of(command.isEmpty() ? help.overview() : help.about(command));
    }
}
