package dev.jobber.shell.script;

import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.syntax.Quoting;
import dev.jobber.shell.syntax.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The commands of an rc file, and of the files that it sources, by what each of them is about. Two
/// lines that are about the same thing are one line that has changed.
///
/// @param lines in the order of the file
record RcLines(Map<String, Line> lines) {
    /// Commands that are about their first argument.
    private static final Set<String> ABOUT_FIRST =
            Set.of("set", "limit", "type", "queue", "pause", "resume");

    /// A command.
    ///
    /// @param text as it can be entered again
    /// @param definition the name of the job that it defines
    /// @param starts whether it starts something, so that it must not run a second time
    record Line(String text, Optional<String> definition, boolean starts) {}

    static RcLines of(List<Statement> statements, CommandParser parser) {
        var lines = new LinkedHashMap<String, Line>();
        for (Statement statement : statements) {
            Optional<ShellCommand> command =
                    statement.words().getFirst().constant().flatMap(parser.commands()::create);
            List<String> arguments =
                    statement.words().stream()
                            .skip(1)
                            .map(word -> word.constant().orElse(""))
                            .toList();
            Optional<String> definition = command.flatMap(it -> it.declares(arguments));
            String text = text(statement);
            lines.put(
                    about(statement, definition, text),
                    new Line(
                            text,
                            definition,
                            command.filter(ShellCommand::startsSomething).isPresent()));
        }
        return new RcLines(lines);
    }

    /// A command as it can be entered again.
    static String text(Statement statement) {
        return statement.target().map(name -> name + " = ").orElse("")
                + statement.words().stream().map(Quoting::quote).collect(Collectors.joining(" "));
    }

    private static String about(Statement statement, Optional<String> definition, String text) {
        if (statement.target().isPresent()) {
            return statement.target().get() + " =";
        }
        String command = statement.words().getFirst().constant().orElse("");
        if (definition.isPresent()) {
            return command + " " + definition.get();
        }
        return ABOUT_FIRST.contains(command) && statement.words().size() > 1
                ? command + " " + Quoting.quote(statement.words().get(1))
                : text;
    }
}
