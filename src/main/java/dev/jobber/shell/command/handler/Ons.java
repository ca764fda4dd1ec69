package dev.jobber.shell.command.handler;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import java.util.ArrayList;
import picocli.CommandLine.Command;

/// `ons`
@Command(
        name = "ons",
        description = {
            "Lists the handlers, by number, with what they wait for.",
            "'off N' removes one. Runs counts how often it ran, failures how often it failed."
        })
@Example(value = "on done -- echo $ID; ons", does = "lists one handler")
final class Ons implements ShellCommand {
    private final Handlers handlers;

    Ons(Handlers handlers) {
        this.handlers = handlers;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        var rows = new ArrayList<Value>();
        handlers.all().forEach((number, handler) -> rows.add(row(number, handler)));
        return Answer.of(new Value.Rows(rows));
    }

    private Value row(int number, Handler handler) {
        Handler.Trigger trigger = handler.trigger();
        Handlers.Count count = handlers.count(number);
        return Value.Fields.none()
                .with("n", number)
                .with("on", trigger.ending().toString())
                .with("type", Value.ofText(trigger.type()))
                .with("name", Value.ofText(trigger.name()))
                .with("once", new Value.Truth(trigger.once()))
                .with("command", handler.text())
                .with("runs", count.runs())
                .with("failures", count.failures());
    }
}
