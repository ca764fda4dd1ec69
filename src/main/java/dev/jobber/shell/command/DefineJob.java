package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.Check;
import dev.jobber.shell.CommandForm;
import dev.jobber.shell.Example;
import dev.jobber.shell.Fault;
import dev.jobber.shell.Names;
import dev.jobber.shell.Scripts;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `define-job KIND NAME …`: a binding in `.iex.exs`
@Command(
        name = "define-job",
        synopsisSubcommandLabel = "KIND",
        description = {
            "Gives a job a name under which it can be started.",
            "To define a name again replaces it; jobs that run keep what they were started with."
        })
@Example(value = "define-job sim slow --sleep 1m --ok", does = "defines a job that takes a minute")
@Example(
        value = "define-job sh backup --timeout 1h -- tar cf /tmp/backup.tar /etc/hostname",
        does = "defines a program that may take an hour")
@Example(
        value = "define-job sim flaky --ok --fail-times 2",
        does = "defines one that succeeds at the third attempt")
final class DefineJob implements ShellCommand {

    private final Session session;
    private final Scripts scripts;

    DefineJob(Session session, Scripts scripts) {
        this.session = session;
        this.scripts = scripts;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, Names names) {
        for (var word : Kinds.WORDS) {
            Kinds.options(word)
                    .ifPresent(options -> {
                        var policy = new PolicyOptions();
                        var kind =
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
    public void check(Check check) {
        check.problem(
                "define-job",
                Fault.usage(
                        "expected KIND and NAME after 'define-job', got: nothing",
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
