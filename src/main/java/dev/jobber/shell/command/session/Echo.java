package dev.jobber.shell.command.session;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `echo …`
@Command(name = "echo", description = "Answers its words, with a blank between them.")
@Example(value = "echo hello", does = "answers 'hello'")
@Example(
        value = "pid = whereis JobRunner; echo \"JobRunner is $pid\"",
        does = "puts a result into a text")
@InOtp("IO.puts/1.")
@SeeAlso({"variables", "vars"})
final class Echo implements ShellCommand {
    @Parameters(
            paramLabel = "WORD",
            arity = "0..*",
            description = "What to say; words that begin with - come after --.")
    private List<String> words = List.of();

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        return Answer.text(String.join(" ", words));
    }
}
