package dev.jobber.shell.command.session;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.util.Map;
import picocli.CommandLine.Command;

/// `vars`
@Command(
        name = "vars",
        description = {
            "Shows the results that have names.",
            "NAME = COMMAND keeps one; $NAME is the pid, id or number in it, $NAME[1].pid a part; $_ is the last result."
        })
@Example(value = "x = whereis JobRunner; vars", does = "keeps a pid and shows it")
@Example(
        value = "c = count-children; echo $c.active",
        does = "keeps a result, and shows a part of it")
@InOtp("binding/0 of IEx.")
@SeeAlso({"echo", "variables"})
final class Vars implements ShellCommand {
    private final Session session;

    Vars(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        var values = Value.Fields.none();
        for (Map.Entry<String, Value> variable : session.variables().all().entrySet()) {
            values = values.with(variable.getKey(), variable.getValue());
        }
        return values.fields().isEmpty() ? Answer.of(values, "none") : Answer.of(values);
    }
}
