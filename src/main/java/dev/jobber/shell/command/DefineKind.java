package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.Check;
import dev.jobber.shell.Fault;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import dev.jobber.shell.Value;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `define-job sim NAME …`
@Command(
        name = "sim",
        description = "Work that only pretends: it sleeps, and then ends as it is told to.")
final class DefineKind implements ShellCommand {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    private final Session session;
    private final String kind;
    private final KindOptions options;

    @Parameters(paramLabel = "NAME", description = "What the job is called.")
    private String name = "";

    DefineKind(Session session, String kind, KindOptions options) {
        this.session = session;
        this.kind = kind;
        this.options = options;
    }

    @Override
    public void check(Check check) {
        options.check(check, kind);
        if (!check.isKnown(name)) {
            return;
        }
        if (!NAME.matcher(name).matches()) {
            check.problem(
                    name,
                    Fault.usage("expected a name of letters, digits, _, . and -, got: " + name));
        } else if (Kinds.WORDS.contains(name)) {
            check.problem(
                    name, Fault.usage("expected a name that is no kind of job, got: " + name));
        }
        check.defines(name, kind);
    }

    @Override
    public Answer run() {
        session.definitions().define(name, options.make());
        return Answer.of(Value.Fields.none().with("name", name).with("kind", kind), "ok " + name);
    }
}
