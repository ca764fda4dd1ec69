package dev.jobber.shell.command;

import dev.jobber.shell.Answer;
import dev.jobber.shell.Check;
import dev.jobber.shell.Example;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import dev.jobber.shell.ShellException;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `set [KEY [VALUE]]`
@Command(name = "set", description = "Shows the settings, or changes one.")
@Example(value = "set", does = "shows all settings")
@Example(value = "set output", does = "shows one")
@Example(value = "set output json", does = "answers one line of JSON for every command from now on")
final class SetCommand implements ShellCommand {

    private final Session session;

    @Parameters(paramLabel = "KEY", index = "0", arity = "0..1", description = "The setting.")
    private Optional<String> key = Optional.empty();

    @Parameters(paramLabel = "VALUE", index = "1", arity = "0..1", description = "Its new value.")
    private Optional<String> value = Optional.empty();

    SetCommand(Session session) {
        this.session = session;
    }

    @Override
    public void check(Check check) {
        key.filter(check::isKnown)
                .ifPresent(known -> {
                    try {
                        var setting = session.settings().get(known);
                        value.filter(check::isKnown)
                                .ifPresent(text -> check(check, text, setting.check()));
                    } catch (ShellException unknown) {
                        check.problem(known, unknown.fault());
                    }
                });
    }

    private static void check(Check check, String text, Consumer<String> reader) {
        try {
            reader.accept(text);
        } catch (ShellException wrong) {
            check.problem(text, wrong.fault());
        }
    }

    @Override
    public Answer run() {
        if (key.isEmpty()) {
            return Answer.of(session.settings().values());
        }
        var setting = session.settings().get(key.get());
        if (value.isEmpty()) {
            return Answer.of(setting.value());
        }
        setting.set().accept(value.get());
        return Answer.silent();
    }
}
