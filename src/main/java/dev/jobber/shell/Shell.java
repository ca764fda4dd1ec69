package dev.jobber.shell;

import dev.jobber.shell.complete.Candidates;
import dev.jobber.shell.complete.CommandCompletions;
import dev.jobber.shell.complete.LiveCandidates;
import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Console;
import dev.jobber.shell.console.Pager;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.help.Help;
import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.parse.Commands;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Paragraph;
import dev.jobber.shell.script.CommandRunner;
import dev.jobber.shell.script.CommandSource;
import dev.jobber.shell.script.Interpreter;
import dev.jobber.shell.script.PromptSource;
import dev.jobber.shell.script.ScriptFiles;
import dev.jobber.shell.session.Printer;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/// Runs lines from a source and tells what comes of them.
public final class Shell {
    private final Session session;
    private final CommandParser parser;
    private final Help help;
    private final Interpreter interpreter;
    private final ScriptFiles files;

    /// A shell on a session.
    ///
    /// @param commands makes the commands, which may run files through this shell and ask for its
    ///   help once it is there
    public Shell(Session session, Function<Shell, Commands> commands) {
        this(session, commands, List::of);
    }

    /// A shell of a program that has commands of its own.
    ///
    /// @param outside the commands of the program that are no lines of the shell; asked for when
    ///   help is
    public Shell(
            Session session,
            Function<Shell, Commands> commands,
            Supplier<List<CommandSpec>> outside) {
        this.session = session;
        this.parser = new CommandParser(commands.apply(this));
        this.help = new Help(parser, outside);
        this.interpreter = new Interpreter(session, parser, help);
        this.files = new ScriptFiles(session, parser, interpreter);
    }

    /// The commands there are.
    public Commands commands() {
        return parser.commands();
    }

    /// Reads lines.
    public CommandParser parser() {
        return parser;
    }

    /// The texts of `help`.
    public Help help() {
        return help;
    }

    /// Files with lines in them.
    public ScriptFiles files() {
        return files;
    }

    /// What may be typed at a place of a line.
    public Completions completions() {
        return completions(candidates());
    }

    /// What may stand for parameters, by what lives now.
    public Candidates candidates() {
        return new LiveCandidates(session, commands(), help);
    }

    /// What may be typed at a place of a line.
    ///
    /// @param candidates what may stand for parameters
    public Completions completions(Candidates candidates) {
        return new CommandCompletions(parser, session.definitions(), candidates);
    }

    /// Runs a script.
    ///
    /// @param keepGoing whether it goes on after a failed command
    /// @return its exit code: that of the last failure, 0 where nothing failed
    public int run(CommandSource source, boolean keepGoing) {
        var exitCode = new int[1];
        try (var _ = session.progress().begin()) {
            interpreter.run(
                    source,
                    CommandRunner.direct(),
                    (answer, place) -> {
                        tell(answer, place);
                        if (answer instanceof Answer.Failed failed) {
                            exitCode[0] = failed.exitCode();
                            return keepGoing;
                        }
                        return true;
                    });
        }
        return exitCode[0];
    }

    /// Runs what is typed at a prompt until its end.
    public void interact(Prompt prompt) {
        session.prompt(prompt);
        interpreter.run(
                new PromptSource(prompt),
                cancelledBy(prompt),
                (answer, place) -> tell(answer, place, prompt) && answer instanceof Answer.Ok);
    }

    /// Tells an answer; Ctrl-C ends a long one.
    ///
    /// @return false if Ctrl-C has ended it
    private boolean tell(Answer answer, String place, Prompt prompt) {
        Optional<Pager> pager = prompt.pager();
        if (!(answer instanceof Answer.Ok ok && ok.rendering().isLong())) {
            tell(answer, place, () -> true, pager);
            return true;
        }
        var cancelled = new AtomicBoolean();
        try (var _ = prompt.whileRunning(() -> cancelled.set(true))) {
            tell(answer, place, () -> !cancelled.get(), pager);
        }
        if (cancelled.get()) {
            tell(CommandRunner.cancelled(), "");
        }
        return !cancelled.get();
    }

    /// Runs the rc file before the first prompt. Ctrl-C cancels it, and the prompt comes.
    public Answer runRc(Prompt prompt) {
        return cancelledBy(prompt).run(files::runRc);
    }

    private CommandRunner cancelledBy(Prompt prompt) {
        Console console = session.console();
        return CommandRunner.cancelledBy(
                prompt, sentence -> console.error(Paragraph.rows(sentence, console.width())));
    }

    /// Shows an answer, unless the session does not show answers any more.
    ///
    /// @param place what an error's message begins with
    public void tell(Answer answer, String place) {
        tell(answer, place, () -> true, Optional.empty());
    }

    private void tell(Answer answer, String place, BooleanSupplier goesOn, Optional<Pager> pager) {
        if (!session.isAbandoned()) {
            new Printer(session)
                    .print(
                            answer,
                            place,
                            () -> goesOn.getAsBoolean() && !session.isAbandoned(),
                            pager);
        }
    }

    /// Tells an error that no command answered with: always for people, and where errors go.
    public void complain(Answer.Failed failed) {
        session.console().error(new Printer(session).error(failed, ""));
    }
}
