package dev.jobber.shell.script;

import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.Position;
import dev.jobber.shell.syntax.Statement;
import dev.jobber.shell.syntax.TextLines;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Where commands come from: the rc file, `-c`, a script, a pipe, the words of the command line, or
/// the prompt.
public interface CommandSource {
    /// The next commands, which may have to be waited for.
    ///
    /// @return empty where there are no more
    Optional<Lexer.Line> next();

    /// The words before an error at this place: `FILE:1:5: `, or nothing if the user sees the
    /// place.
    String place(Position position);

    /// The name of this place in progress lines.
    default String row(Position position) {
        return "line " + position.line();
    }

    /// Commands of the line before have not been run, because one failed.
    ///
    /// @return whether what comes next may be run
    boolean goOnAfterFailure();

    /// The same without some of its commands.
    default CommandSource without(Predicate<Statement> isLeftOut) {
        CommandSource whole = this;
        return new CommandSource() {
            @Override
            public Optional<Lexer.Line> next() {
                return whole.next()
                        .map(line ->
                                new Lexer.Line(
                                        line.statements().stream()
                                                .filter(isLeftOut.negate())
                                                .toList(),
                                        line.diagnostics()));
            }

            @Override
            public String place(Position position) {
                return whole.place(position);
            }

            @Override
            public String row(Position position) {
                return whole.row(position);
            }

            @Override
            public boolean goOnAfterFailure() {
                return whole.goOnAfterFailure();
            }
        };
    }

    /// Several texts that run one after the other. All are read before the first one runs.
    static CommandSource texts(String name, List<String> texts) {
        Iterator<String> left = texts.iterator();
        return new ScriptSource(
                name,
                () -> left.hasNext() ? Optional.of(Lexer.all(left.next())) : Optional.empty());
    }

    /// A text whose lines are read one by one, while it runs.
    static CommandSource lines(String name, TextLines lines) {
        return new ScriptSource(name, new Lexer(lines)::next);
    }

    /// The words of the command line: one command.
    static CommandSource arguments(List<String> arguments) {
        var line = new Lexer.Line(List.of(Statement.ofArguments(arguments)), List.of());
        Iterator<Lexer.Line> left = List.of(line).iterator();
        return new ScriptSource(
                "", () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty());
    }
}
