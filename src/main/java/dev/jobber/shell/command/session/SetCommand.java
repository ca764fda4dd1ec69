package dev.jobber.shell.command.session;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.Settings;
import dev.jobber.shell.session.Settings.Setting;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `set [KEY [VALUE]]`
@Command(
        name = "set",
        description = {
            "Shows the settings and what they may be, or changes one.",
            "The settings of the next JobRunner take effect when it starts again, for example after 'stop JobRunner'; in the rc file, at once."
        })
@Example(value = "set", does = "shows all settings")
@Example(value = "set output", does = "shows one")
@Example(
        value = "set runner-max-seconds 5; stop JobRunner",
        does = "has JobRunner give up after 3 restarts in 5 seconds")
@Example(value = "set output json", does = "answers one line of JSON for every command from now on")
@InOtp("IEx.configure/1 and Application.put_env/4.")
@SeeAlso({"restarts", "environment"})
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
    public void validate(Validation validation) {
        key.filter(validation::isKnown)
                .ifPresent(known -> {
                    try {
                        Setting setting = session.settings().get(known);
                        value.filter(validation::isKnown)
                                .ifPresent(text -> validate(validation, text, setting::check));
                    } catch (ShellException unknown) {
                        validation.problem(known, unknown.error());
                    }
                });
    }

    private static void validate(Validation validation, String text, Consumer<String> reader) {
        try {
            reader.accept(text);
        } catch (ShellException wrong) {
            validation.problem(text, wrong.error());
        }
    }

    @Override
    public boolean changes() {
        return value.isPresent() && key.filter(session.settings()::isOfTree).isPresent();
    }

    @Override
    public Answer run() {
        Settings settings = session.settings();
        if (key.isEmpty()) {
            return new Answer.Ok(settings.values(), described(settings.all()));
        }
        Setting setting = settings.get(key.get());
        if (value.isEmpty()) {
            return new Answer.Ok(setting.value(), described(List.of(setting)));
        }
        String before = setting.get().get();
        setting.set().accept(value.get());
        return Answer.of(
                Value.nothing(),
                "ok " + setting.key() + " is " + setting.get().get() + ", it was " + before);
    }

    private static Rendering described(List<Setting> settings) {
        return Rendering.of(new Value.Rows(settings.stream().<Value>map(Setting::row).toList()));
    }
}
