package dev.jobber.shell.command.job.kind;

import dev.jobber.job.kind.Kind;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Definitions.Definition;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `define-job KIND NAME …`
@Command
public final class DefineKind implements ShellCommand {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    private final Shell shell;
    private final String kind;
    private final KindOptions<?> options;
    private final PolicyOptions policy;
    private final List<String> arguments;

    @Parameters(paramLabel = "NAME", description = "What the job is called.")
    private String name = "";

    /// Where the job is defined.
    public record Shell(Session session, Scripts scripts) {}

    /// @param arguments what follows `define-job` on its line
    public DefineKind(
            Shell shell,
            String kind,
            KindOptions<?> options,
            PolicyOptions policy,
            List<String> arguments) {
        this.shell = shell;
        this.kind = kind;
        this.options = options;
        this.policy = policy;
        this.arguments = arguments;
    }

    @Override
    public void validate(Validation validation) {
        options.validate(validation, kind);
        Kinds.warn(options, validation, shell.session());
        policy.validate(validation);
        if (!validation.isKnown(name)) {
            return;
        }
        if (!NAME.matcher(name).matches()) {
            validation.problem(
                    name,
                    UserError.usage(
                            "expected a name of letters, digits, _, . and -, got: " + name));
        } else if (Kinds.WORDS.contains(name)) {
            validation.problem(
                    name,
                    UserError.usage(name + " is a kind of job, and cannot be the name of a job"));
        }
        validation.defines(name, kind);
    }

    /// What the line defines.
    ///
    /// @throws dev.jobber.shell.result.ShellException where a file that it names cannot be read
    public Definition definition() {
        Kind work = options.make(shell.scripts());
        String line =
                Kinds.withoutSecrets(
                        work,
                        "define-job "
                                + arguments.stream()
                                        .map(Quoting::quote)
                                        .collect(Collectors.joining(" ")),
                        shell.session());
        var words = new ArrayList<String>(List.of("define-job"));
        words.addAll(arguments);
        return new Definition(
                name,
                work,
                policy.policy(),
                line,
                new Definition.Source(words, shell.scripts().path(".")));
    }

    @Override
    public Answer run() {
        Definition definition = definition();
        Kinds.fault(definition.kind(), shell.session())
                .ifPresent(
                        fault -> shell.session().log().log(LogLevel.WARNING, name + ": " + fault));
        Optional<Definition> before = shell.session().definitions().define(definition);
        return Answer.of(
                Value.Fields.none().with("name", name).with("kind", kind),
                "ok " + name + before.map(old -> ", in place of: " + old.line()).orElse(""));
    }
}
