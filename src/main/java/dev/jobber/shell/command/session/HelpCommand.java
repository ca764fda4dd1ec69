package dev.jobber.shell.command.session;

import dev.jobber.shell.help.Help;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ShellException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `help [COMMAND|TOPIC]`, also `h`
@Command(name = "help", aliases = "h", description = "Lists the commands, or says how one is used.")
@Example(value = "help", does = "lists the commands")
@Example(value = "help start-job", does = "says how start-job is used, with examples")
@Example(value = "help topics", does = "lists what else help tells")
@Example(value = "help restarts", does = "says when a job is started again")
@InOtp("h/1 of IEx.")
@SeeAlso({"keys"})
final class HelpCommand implements ShellCommand {
    private final Help help;

    @Parameters(
            paramLabel = Help.LABEL,
            arity = "0..2",
            description = "A command, as start-job or define-job sim; or a topic, as restarts.")
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
