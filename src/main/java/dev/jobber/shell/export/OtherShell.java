package dev.jobber.shell.export;

import dev.jobber.shell.complete.ArgumentValues;
import dev.jobber.shell.parse.CommandParser;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// A shell of the operating system that can complete jobber's commands.
public enum OtherShell {
    BASH(new BashCompletion()),
    ZSH(new ZshCompletion()),
    FISH(new FishCompletion());

    private final CompletionScript script;

    OtherShell(CompletionScript script) {
        this.script = script;
    }

    /// The script that makes it complete them, without the last line's end.
    ///
    /// @param values what may stand for parameters
    /// @param program how the program is started
    /// @param outside the commands of the program that are no lines of the shell
    public String script(
            CommandParser parser,
            ArgumentValues values,
            CommandSpec program,
            List<CommandSpec> outside) {
        return script.of(new CommandNodes(parser, values).of(program, outside));
    }

    /// Its name.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
