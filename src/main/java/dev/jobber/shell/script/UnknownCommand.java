package dev.jobber.shell.script;

import dev.jobber.observer.ProcessLookup;
import dev.jobber.shell.parse.Commands;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.Characters;
import dev.jobber.shell.syntax.Diagnostic;
import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.Piece;
import dev.jobber.shell.syntax.Statement;
import dev.jobber.shell.syntax.Word;
import java.util.List;
import java.util.Optional;

/// Explains a line whose first word is no command, and tells what to write instead.
final class UnknownCommand {
    private final Session session;
    private final Commands commands;
    private final JobNames names;

    /// @param names the names that the line may use
    UnknownCommand(Session session, Commands commands, JobNames names) {
        this.session = session;
        this.commands = commands;
        this.names = names;
    }

    /// The error of a line.
    ///
    /// @param arguments what its words stand for
    /// @param line the command as it was written, and those that follow it on its line
    Found find(List<String> arguments, List<Statement> line) {
        String name = arguments.getFirst();
        Word value = line.getFirst().words().getFirst();
        if (value.pieces().stream().anyMatch(Piece.Reference.class::isInstance)) {
            return new Found(new Diagnostic(value.span(), ofValue(value, name)), false);
        }
        Optional<UserError> elixir = new ElixirLine(text(line), names).error();
        return new Found(
                new Diagnostic(value.span(), elixir.orElseGet(() -> unknown(name))),
                elixir.isPresent());
    }

    /// What is wrong with a line.
    ///
    /// @param isWholeLine whether what seemed to be further commands on it belongs to this one
    record Found(Diagnostic diagnostic, boolean isWholeLine) {}

    /// `$children` alone: a value is no command.
    private static UserError ofValue(Word word, String value) {
        String written = word.asWritten();
        String bare = written.replaceFirst("^\\$\\{?", "").replaceFirst("}$", "");
        return new UserError(
                ErrorCode.UNKNOWN_COMMAND,
                "expected a command, got: " + written + ", which is " + value,
                "write "
                        + bare
                        + " to see the result, or a command before the value, as in info "
                        + written);
    }

    private UserError unknown(String name) {
        return new UserError(
                ErrorCode.UNKNOWN_COMMAND, "unknown command '" + name + "'", hint(name));
    }

    private String hint(String name) {
        int assignment = name.indexOf('=');
        if (assignment > 0 && Characters.isName(name.substring(0, assignment))) {
            String command = name.substring(assignment + 1);
            return "to keep a result write blanks: "
                    + name.substring(0, assignment)
                    + " = "
                    + (command.isEmpty() ? "COMMAND" : command);
        }
        Optional<String> near = DidYouMean.nearest(name, commands.names());
        if (near.isPresent()) {
            return "did you mean '" + near.get() + "'?";
        }
        if (session.variables().kept(name).isPresent()) {
            return "it is a result that is kept: "
                    + name
                    + " alone shows it, $"
                    + name
                    + " uses it";
        }
        if (names.jobs().contains(name)) {
            return "it is a job that is defined: 'start-job " + name + "' starts it";
        }
        if (ProcessLookup.isPid(name) || session.observer().processes().find(name).isPresent()) {
            return "it is a process: 'info " + name + "' shows it";
        }
        return session.observer().job(name).isPresent()
                ? "it is a job: 'info " + name + "' shows it"
                : "'help' lists the commands";
    }

    /// The row as it was typed, from the first of these commands to the last one on it.
    private static String text(List<Statement> line) {
        Statement first = line.getFirst();
        Statement last =
                line.stream()
                        .takeWhile(statement -> statement.start().line() == first.start().line())
                        .reduce(first, (_, next) -> next);
        return first.typed().through(last.typed());
    }

    /// The kept result that a line asks for with its bare name: `children`, or a part of it,
    /// `children[0].pid`.
    static Optional<Piece.Reference> bareName(List<Word> words) {
        Word word = words.getFirst();
        if (words.size() > 1 || !word.constant().filter(word::isBare).isPresent()) {
            return Optional.empty();
        }
        List<Statement> statements = Lexer.all("echo $" + word.constant().get()).statements();
        List<Piece> pieces = statements.getFirst().words().getLast().pieces();
        return pieces.size() == 1 && pieces.getFirst() instanceof Piece.Reference reference
                ? Optional.of(reference)
                : Optional.empty();
    }
}
