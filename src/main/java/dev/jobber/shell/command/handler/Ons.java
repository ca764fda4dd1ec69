package dev.jobber.shell.command.handler;

import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.Answer;
import picocli.CommandLine.Command;

/// `ons`
@Command(
        name = "ons",
        description = {
            "Lists the handlers, by number, with what they wait for.",
            "'off N' removes one. Runs counts how often it ran, failures how often it failed."
        })
@Example(value = "on done -- echo $ID; ons", does = "lists one handler")
@Example(
        value = "on failed --type mail -- echo \"$NAME: $REASON\"; ons",
        does = "lists a handler for one type")
@InOtp("The state of the process JobHandlers.")
@SeeAlso({"on", "off"})
final class Ons extends ListCommand<Ons.Row> {
    private static final Columns<Row> COLUMNS =
            Columns.<Row>of(
                            Column.<Row>whole("n", Row::number),
                            Column.text("on", row -> row.trigger().ending().toString()),
                            Column.optional("type", row -> row.trigger().type()),
                            Column.optional("name", row -> row.trigger().name()),
                            Column.truth("once", row -> row.trigger().once()),
                            Column.text("command", row -> row.handler().text()),
                            Column.whole("runs", row -> row.count().runs()),
                            Column.<Row>whole("failures", row -> row.count().failures()))
                    .leavingOut("once", "type", "name", "failures", "runs");

    private final Handlers handlers;

    Ons(Handlers handlers) {
        this.handlers = handlers;
    }

    /// A handler as the list shows it.
    record Row(int number, Handler handler, Handlers.Count count) {
        Handler.Trigger trigger() {
            return handler.trigger();
        }
    }

    @Override
    public Columns<Row> columns() {
        return COLUMNS;
    }

    @Override
    public Answer run() {
        return answer(
                handlers.all().entrySet().stream()
                        .map(each ->
                                new Row(
                                        each.getKey(),
                                        each.getValue(),
                                        handlers.count(each.getKey()))));
    }
}
