package dev.jobber.shell.command.job.policy;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `pause TYPE`
@Command(
        name = "pause",
        description = {
            "Starts no job of a type until 'resume'; new jobs wait in its queue.",
            "Jobs that run go on. A start with --when-full skip is skipped."
        })
@Example(
        value = "pause mail; start-job good --type mail; queue mail; resume mail",
        does = "lets a job wait, and starts it")
@Example(value = "pause mail; type mail", does = "shows that a type is paused")
@InOtp("OTP has none: JobRunner goes on, and jobs of the type do not reach it.")
@SeeAlso({"resume", "queue", "drain"})
final class Pause implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "TYPE", description = "The type.")
    private String type = "";

    Pause(Session session) {
        this.session = session;
    }

    @Override
    public void validate(Validation validation) {
        TypeNames.check(validation, Optional.of(type));
    }

    @Override
    public Answer run() {
        Optional<String> guess = session.guesses().type(type);
        return TypeAnswer.of(new AllTypes(session).pause(type), guess);
    }
}
