package dev.jobber.shell.script;

import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.Position;
import java.util.Optional;
import java.util.function.Supplier;

/// Commands of a text that exists before they run. The commands after a failed one do not run.
///
/// @param name what the text is called in messages; empty where places in it are not told
/// @param lines its commands, line by line
record ScriptSource(String name, Supplier<Optional<Lexer.Line>> lines) implements CommandSource {
    @Override
    public Optional<Lexer.Line> next() {
        return lines.get();
    }

    @Override
    public String place(Position position) {
        return name.isEmpty() ? "" : name + ":" + position.line() + ":" + position.column() + ": ";
    }

    @Override
    public String row(Position position) {
        return name + ":" + position.line();
    }

    @Override
    public boolean goOnAfterFailure() {
        return false;
    }
}
