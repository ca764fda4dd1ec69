package dev.jobber.shell;

import dev.jobber.shell.CommandParser.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs lines: the one loop for the rc file, `source`, `-c`, scripts, pipes, the command line's
/// words and the prompt.
final class Interpreter {

    private final Session session;
    private final CommandParser parser;
    private final Help help;
    private final Expansion expansion;

    Interpreter(Session session, CommandParser parser, Help help) {
        this.session = session;
        this.parser = parser;
        this.help = help;
        this.expansion = new Expansion(session.variables());
    }

    /// Hears what came of each command.
    @FunctionalInterface
    interface Listener {

        /// A command has answered.
        ///
        /// @param place where its error is, to be put before the message
        /// @return whether the next command may run
        boolean answered(Answer answer, String place);
    }

    /// Runs what comes from a source, until there is no more, a listener has had enough, or the
    /// session has ended.
    void run(Source source, CommandRunner runner, Listener listener) {
        while (!session.hasEnded()) {
            var line = source.next();
            if (line.isEmpty()
                    || !run(line.get(), source, runner, listener) && !source.goOnAfterFailure()) {
                return;
            }
        }
    }

    private boolean run(Lexer.Line line, Source source, CommandRunner runner, Listener listener) {
        if (!line.problems().isEmpty()) {
            var problem = line.problems().getFirst();
            return listener.answered(
                    Answer.failed(problem.fault()), source.place(problem.span().start()));
        }
        for (var statement : line.statements()) {
            if (session.hasEnded()) {
                return true;
            }
            var told = evaluate(statement, runner);
            if (!listener.answered(told.answer(), source.place(told.at()))) {
                return false;
            }
        }
        return true;
    }

    /// An answer, and where its error is if it is one.
    private record Told(Answer answer, Position at) {}

    /// A problem that ends the reading of a line.
    private static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Wrong(Problem problem) {
            super(problem.fault().message(), null, false, false);
            this.problem = problem;
        }
    }

    private Told evaluate(Statement statement, CommandRunner runner) {
        var start = statement.start();
        try {
            var answer = runner.run(command(statement));
            if (answer instanceof Answer.Ok(Value value, Rendering _)) {
                statement.target().ifPresent(name -> session.variables().put(name, value));
                if (!(value instanceof Value.Nothing)) {
                    session.variables().put(Variables.LAST, value);
                }
            }
            return new Told(answer, start);
        } catch (Wrong wrong) {
            return new Told(Answer.failed(wrong.problem.fault()), wrong.problem.span().start());
        }
    }

    private Callable<Answer> command(Statement statement) {
        var words = statement.words();
        var context = LineContext.ofRun(session.definitions());
        return switch (parser.parse(expand(words), words, context)) {
            case Parsed.Runnable(ShellCommand command) -> command::run;
            case Parsed.HelpWanted(List<String> command) -> () -> Answer.of(help.about(command));
            case Parsed.Wrong(List<Problem> problems) -> throw new Wrong(problems.getFirst());
        };
    }

    private List<String> expand(List<Word> words) {
        var arguments = new ArrayList<String>();
        for (var word : words) {
            try {
                arguments.add(expansion.of(word));
            } catch (ShellException unset) {
                throw new Wrong(new Problem(word.span(), unset.fault()));
            }
        }
        return arguments;
    }
}
