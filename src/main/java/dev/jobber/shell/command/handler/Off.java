package dev.jobber.shell.command.handler;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `off N`
@Command(
        name = "off",
        description = {"Removes a handler.", "A run of it that has begun goes on."})
@Example(value = "n = on done -- echo $ID; off $n", does = "removes a handler")
@Example(
        value = "n = on crashed --once -- tree; ons; off $n",
        does = "removes the handler that was listed")
@InOtp("A cast to the process JobHandlers.")
@SeeAlso({"on", "ons"})
final class Off implements ShellCommand {
    private final Handlers handlers;

    @Parameters(paramLabel = "N", description = "The number of the handler, as 'ons' shows it.")
    private int number;

    Off(Handlers handlers) {
        this.handlers = handlers;
    }

    @Override
    public Answer run() {
        Handler removed =
                handlers.remove(number)
                        .orElseThrow(() ->
                                new ShellException(
                                        new UserError(
                                                ErrorCode.NOT_FOUND,
                                                "there is no handler " + number,
                                                "'ons' lists them")));
        return Answer.ok("handler " + number + " is removed; it was: " + removed.text());
    }
}
