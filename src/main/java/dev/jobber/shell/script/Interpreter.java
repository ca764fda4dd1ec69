package dev.jobber.shell.script;

import dev.jobber.job.identity.JobOrigin;
import dev.jobber.shell.help.Help;
import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.parse.CommandParser.Parsed;
import dev.jobber.shell.parse.LaterWords;
import dev.jobber.shell.parse.LineContext;
import dev.jobber.shell.parse.Placeholder;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.Output;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Expansion;
import dev.jobber.shell.session.PromptCommand;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.Variables;
import dev.jobber.shell.syntax.Diagnostic;
import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.Piece;
import dev.jobber.shell.syntax.Position;
import dev.jobber.shell.syntax.Quoting;
import dev.jobber.shell.syntax.Statement;
import dev.jobber.shell.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/// Runs lines: the one loop for the rc file, `source`, `-c`, scripts, pipes, the command line's
/// words and the prompt.
public final class Interpreter {
    private final Session session;
    private final CommandParser parser;
    private final Help help;
    private final Expansion expansion;

    public Interpreter(Session session, CommandParser parser, Help help) {
        this.session = session;
        this.parser = parser;
        this.help = help;
        this.expansion = new Expansion(session.variables());
    }

    /// Gets the answer of each command.
    @FunctionalInterface
    public interface Listener {
        /// A command has answered.
        ///
        /// @param place where its error is, to be put before the message
        /// @return whether the next command may run
        boolean answered(Answer answer, String place);

        /// Whether each answer is kept under a number; not those of a file, which has one answer.
        default boolean numbersAnswers() {
            return true;
        }
    }

    /// Runs the commands of a source until there are no more, a listener stops it, or the session
    /// has ended.
    public void run(CommandSource source, CommandRunner runner, Listener listener) {
        while (!session.hasEnded()) {
            Optional<Lexer.Line> line;
            try {
                line = source.next();
            } catch (ShellException unreadable) {
                var _ = listener.answered(Answer.wrong(unreadable.error()), "");
                return;
            }
            if (line.isEmpty()
                    || !run(line.get(), source, runner, listener) && !source.goOnAfterFailure()) {
                return;
            }
        }
    }

    private boolean run(
            Lexer.Line line, CommandSource source, CommandRunner runner, Listener listener) {
        if (!line.diagnostics().isEmpty()) {
            Diagnostic diagnostic = line.diagnostics().getFirst();
            return listener.answered(
                    Answer.failed(diagnostic.error()), source.place(diagnostic.span().start()));
        }
        for (int i = 0; i < line.statements().size(); i++) {
            if (session.hasEnded()) {
                return true;
            }
            Position start = line.statements().get(i).start();
            session.progress().step(() -> "running " + source.row(start));
            if (!PromptCommand.reaches(() -> source.place(start))) {
                return false;
            }
            Statement statement = line.statements().get(i);
            session.role().watch().runs(statement::text);
            Told told =
                    evaluate(
                            line.statements().subList(i, line.statements().size()),
                            runner,
                            listener.numbersAnswers());
            session.role().watch().idles();
            if (!told(told, source, listener)) {
                return false;
            }
            i = told.isWholeLine() ? lastOfRow(line.statements(), i) : i;
        }
        return true;
    }

    private boolean told(Told told, CommandSource source, Listener listener) {
        return session.writing(
                told.output(), () -> listener.answered(told.answer(), source.place(told.at())));
    }

    /// The last command on the row on which this one stands.
    private static int lastOfRow(List<Statement> line, int index) {
        int last = index;
        while (last + 1 < line.size()
                && line.get(last + 1).start().line() == line.get(index).start().line()) {
            last++;
        }
        return last;
    }

    /// An answer, and where its error is if it is one.
    ///
    /// @param isWholeLine whether the rest of the line is not a further command
    /// @param output how the answer is written, if the line says so
    private record Told(Answer answer, Position at, boolean isWholeLine, Optional<Output> output) {}

    /// A command that may run.
    ///
    /// @param output how its answer is written, if the line says so
    /// @param isKept whether its answer is kept
    private record Ready(Callable<Answer> command, Optional<Output> output, boolean isKept) {}

    /// A problem that ends the reading of a line.
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Diagnostic diagnostic;
        private final boolean isWholeLine;
        private final transient Optional<Output> output;

        Wrong(Diagnostic diagnostic) {
            this(diagnostic, false, Optional.empty());
        }

        Wrong(Diagnostic diagnostic, boolean isWholeLine, Optional<Output> output) {
            super(diagnostic.error().message(), null, false, false);
            this.diagnostic = diagnostic;
            this.isWholeLine = isWholeLine;
            this.output = output;
        }
    }

    /// Runs the first of the remaining commands of a line.
    ///
    /// @param numbers whether its answer is kept under a number
    private Told evaluate(List<Statement> line, CommandRunner runner, boolean numbers) {
        Statement statement = line.getFirst();
        Position start = statement.start();
        try {
            Ready ready = command(parser.words(statement), line);
            Answer answer =
                    runner.run(() -> session.writing(ready.output(), ready.command()::call));
            session.observer().started().mark();
            if (answer instanceof Answer.Ok(Value value, Rendering rendering)) {
                var kept = new Variables.Kept(value, rendering);
                statement.target().ifPresent(name -> session.variables().put(name, kept));
                if (ready.isKept() && !(value instanceof Value.Nothing)) {
                    session.variables().put(Variables.LAST, kept);
                    if (numbers) {
                        session.variables().number(statement.text(), kept);
                    }
                }
            }
            return new Told(answer, start, false, ready.output());
        } catch (Wrong wrong) {
            return new Told(
                    Answer.failed(wrong.diagnostic.error()),
                    wrong.diagnostic.span().start(),
                    wrong.isWholeLine,
                    wrong.output);
        }
    }

    private Ready command(List<Word> words, List<Statement> line) {
        List<String> arguments = expand(words);
        if (!parser.knows(arguments.getFirst())) {
            return new Ready(unknown(arguments, line), Optional.empty(), true);
        }
        var context = LineContext.ofRun(session.definitions());
        return switch (parser.parse(arguments, words, context)) {
            case Parsed.Runnable(ShellCommand command, var output) -> {
                String typed = line.getFirst().typed().text();
                String origin = typed.isEmpty() ? written(arguments) : typed;
                yield new Ready(
                        () -> {
                            requireAllowed(command, arguments.getFirst());
                            return JobOrigin.from(origin, () -> PromptCommand.of(command::run));
                        },
                        output,
                        command.isKept());
            }
            case Parsed.HelpWanted(List<String> command, var output) ->
                    new Ready(() -> Answer.of(help.about(command)), output, true);
            case Parsed.Wrong(List<Diagnostic> diagnostics, var output) ->
                    throw new Wrong(diagnostics.getFirst(), false, output);
        };
    }

    /// A command for later as it could have been typed.
    private static String written(List<String> arguments) {
        return Quoting.line(arguments);
    }

    /// @throws ShellException where the command changes something, and this session may not
    private void requireAllowed(ShellCommand command, String name) {
        if (session.role().isReadOnly() && command.changes()) {
            throw new ShellException(
                    new UserError(
                            ErrorCode.READ_ONLY,
                            "'" + name + "' changes something, and this session only reads",
                            "start it without --read-only"));
        }
    }

    /// What a command for later answers, now that it runs.
    Answer answer(List<Word> words) {
        var text = new Statement.Typed("", 0, 0);
        var statement = new Statement(Optional.empty(), words, text);
        try {
            return CommandRunner.direct().run(command(words, List.of(statement)).command());
        } catch (Wrong wrong) {
            return Answer.failed(wrong.diagnostic.error());
        }
    }

    /// A line that is only the name of a stored result shows that result.
    private Callable<Answer> unknown(List<String> arguments, List<Statement> line) {
        return UnknownCommand.bareName(line.getFirst().words())
                .flatMap(this::kept)
                .orElseThrow(() -> {
                    UnknownCommand.Found found =
                            new UnknownCommand(session, parser.commands(), session.definitions())
                                    .find(arguments, line);
                    return new Wrong(found.diagnostic(), found.isWholeLine(), Optional.empty());
                });
    }

    private Optional<Callable<Answer>> kept(Piece.Reference reference) {
        return session.variables()
                .kept(reference.name())
                .map(kept ->
                        () ->
                                reference.path().isEmpty()
                                        ? new Answer.Ok(kept.value(), kept.rendering())
                                        : Answer.of(expansion.part(reference)));
    }

    /// Whether a word is, or holds, the value of an option that names a result.
    private static boolean namesResult(Word word, List<String> before, Set<String> options) {
        return !options.isEmpty()
                && !before.isEmpty()
                && (options.contains(before.getLast())
                        || options.stream()
                                .anyMatch(option -> word.asWritten().startsWith(option + "=$")));
    }

    /// What words stand for; those of a command for later with a mark for each value.
    private List<String> expand(List<Word> words) {
        Optional<LaterWords> later = parser.later(words);
        int now = later.map(LaterWords::from).orElse(words.size());
        Set<String> ofResults = parser.resultOptions(words);
        var arguments = new ArrayList<String>();
        for (Word word : words.subList(0, now)) {
            try {
                arguments.add(
                        namesResult(word, arguments, ofResults)
                                ? word.asWritten()
                                : expansion.of(word));
            } catch (ShellException unset) {
                throw new Wrong(new Diagnostic(word.span(), unset.error()));
            }
        }
        for (Word word : words.subList(now, words.size())) {
            arguments.add(
                    Placeholder.text(
                            word,
                            session.variables().home(),
                            name ->
                                    later.orElseThrow().names().contains(name)
                                            || session.variables().find(name).isPresent(),
                            reference -> {
                                throw new Wrong(
                                        new Diagnostic(
                                                reference.span(),
                                                expansion.unset(
                                                        reference, later.orElseThrow().names())));
                            }));
        }
        return arguments;
    }
}
