package dev.jobber.shell.command.job;

import dev.jobber.shell.command.job.kind.DefineKind;
import dev.jobber.shell.command.job.kind.Kinds;
import dev.jobber.shell.command.job.kind.PolicyOptions;
import dev.jobber.shell.parse.CommandForm;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `define-job KIND NAME …`: a binding in `.iex.exs`
@Command(
        name = "define-job",
        synopsisSubcommandLabel = "KIND",
        description = {
            "Gives a job a name under which it can be started.",
            "A second definition of a name replaces the first; running jobs keep the first."
        })
@Example(value = "define-job sim slow --sleep 1m --ok", does = "defines a job that takes a minute")
@Example(
        value = "define-job sh backup --timeout 1h -- tar cf /tmp/backup.tar /etc/hostname",
        does = "defines a program that may take an hour")
@Example(
        value = "define-job sim flaky --ok --fail-times 2",
        does = "defines one that succeeds at the third attempt")
@InOtp("A binding in .iex.exs, such as good_job = fn -> … end.")
@SeeAlso({"start-job", "defs", "undefine", "kinds", "rc file"})
final class DefineJob implements ShellCommand {
    private final Session session;
    private final Scripts scripts;

    DefineJob(Session session, Scripts scripts) {
        this.session = session;
        this.scripts = scripts;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        Optional<String> named = arguments.stream().findFirst().filter(Kinds.WORDS::contains);
        named.ifPresent(word -> Kinds.announce(word, session));
        for (String word : named.map(List::of).orElse(Kinds.WORDS)) {
            Kinds.options(word, session, scripts)
                    .ifPresent(options -> {
                        var policy = new PolicyOptions();
                        CommandForm kind =
                                form.addCommand(
                                        word,
                                        new DefineKind(
                                                new DefineKind.Shell(session, scripts),
                                                word,
                                                options,
                                                policy,
                                                arguments));
                        kind.addOptions(options);
                        kind.addOptions(policy);
                    });
        }
    }

    @Override
    public void validate(Validation validation) {
        validation.problem(
                "define-job",
                UserError.usage(
                        "'define-job' needs KIND and NAME",
                        "the kinds are " + String.join(", ", Kinds.WORDS)));
    }

    @Override
    public Answer run() {
        return Answer.silent();
    }

    @Override
    public Optional<String> declares(List<String> arguments) {
        return arguments.size() > 1 ? Optional.of(arguments.get(1)) : Optional.empty();
    }
}
