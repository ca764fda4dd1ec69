package dev.jobber.shell.script;

import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.Output;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.LaterCommand;
import dev.jobber.shell.session.Printer;
import dev.jobber.shell.session.PromptCommand;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.Variables;
import dev.jobber.shell.syntax.FileText;
import dev.jobber.shell.syntax.Statement;
import dev.jobber.shell.syntax.StreamLines;
import dev.jobber.shell.syntax.TextLines;
import dev.jobber.shell.syntax.Word;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// Runs files of lines: checked whole first, then command by command. In text output the answer of
/// each line is shown, except for the rc file. In JSON output the whole file has one answer.
public final class ScriptFiles implements Scripts {
    private final Session session;
    private final CommandParser parser;
    private final Interpreter interpreter;
    private final ScopedValue<Running> running = ScopedValue.newInstance();

    /// Bound while a command runs whose answer is not shown.
    private final ScopedValue<Boolean> isQuiet = ScopedValue.newInstance();

    private volatile Optional<ScriptFile> rc = Optional.empty();
    private volatile boolean hasRun;

    /// The rc file, and the files that it sources, as they were when they were read last.
    private volatile Optional<FileTexts> loaded = Optional.empty();

    /// Bound while the rc file is read again: its lines that are not run.
    private final ScopedValue<Set<String>> unchanged = ScopedValue.newInstance();

    /// A file whose lines run.
    ///
    /// @param checked the files that were checked together with it and need not be read again
    /// @param isRc whether it is the rc file, or one that the rc file runs
    private record Running(ScriptFile file, Optional<FileTexts> checked, boolean isRc) {}

    public ScriptFiles(Session session, CommandParser parser, Interpreter interpreter) {
        this.session = session;
        this.parser = parser;
        this.interpreter = interpreter;
    }

    /// Checks a file and says what is wrong with it; what the rc file defines counts.
    ///
    /// @param written its path, as the user wrote it
    /// @return how many commands it has and that they are fine, or all errors
    public Answer check(String written) {
        return read(() ->
                working(() -> {
                    ScriptFile file = file(written);
                    var checker =
                            new ScriptChecker(
                                    session,
                                    parser,
                                    texts(),
                                    warning -> session.log().log(LogLevel.WARNING, warning));
                    rc.filter(other -> !other.isSameAs(file))
                            .ifPresent(other -> checkQuietly(checker, other));
                    CheckReport report = checker.check(file);
                    String commands =
                            report.commands() + (report.commands() == 1 ? " command" : " commands");
                    return report.isClean()
                            ? Answer.of(
                                    Value.nothing(), file.shown() + ": " + commands + ", no errors")
                            : Answer.failed(UserError.report(report.text()));
                }));
    }

    private static void checkQuietly(ScriptChecker checker, ScriptFile file) {
        try {
            var _ = checker.check(file);
        } catch (ShellException unreadable) {
            // An rc file that cannot be read defines nothing. The requested file is checked anyway.
        }
    }

    /// Runs a script, whose lines are read when their turn comes.
    ///
    /// @param written its path, as the user wrote it
    /// @param run what runs it
    /// @throws ShellException where it cannot be read
    public int script(String written, ToIntFunction<CommandSource> run) {
        ScriptFile file = file(written);
        String name = "'" + file.shown() + "'";
        try (var in = new BufferedInputStream(reader().open(file.path(), file.shown()))) {
            var source =
                    CommandSource.lines(
                            file.shown(), new StreamLines(in, name, session.encoding()));
            return ScopedValue.where(running, new Running(file, Optional.empty(), false))
                    .call(() -> run.applyAsInt(source));
        } catch (IOException failed) {
            throw FileText.unreadable(name, failed);
        }
    }

    @Override
    public Answer run(String written) {
        return answer(() -> {
            ScriptFile file = file(written);
            Optional<FileTexts> checked =
                    running.isBound() ? running.get().checked() : Optional.<FileTexts>empty();
            boolean isRc = running.isBound() && running.get().isRc();
            return working(() -> run(file, checked.orElseGet(this::texts), isRc));
        });
    }

    /// The rc file of this session, as `reload` reads it; it is not run yet.
    public void rc(Path path, String shown) {
        rc = Optional.of(ScriptFile.of(path, shown));
    }

    /// The rc file of another session on the same tree is that of this one.
    public void rcOf(ScriptFiles other) {
        rc = other.rc;
        hasRun = true;
    }

    @Override
    public Optional<String> rc() {
        return rc.map(ScriptFile::shown);
    }

    @Override
    public Answer runRc() {
        return withRc(file -> runRc(file, texts(), Set.of()));
    }

    /// @param skipped lines that are not run
    private Answer runRc(ScriptFile file, FileTexts texts, Set<String> skipped) {
        hasRun = true;
        Answer answer =
                ScopedValue.where(unchanged, skipped)
                        .call(() -> working(() -> run(file, texts, true)));
        if (answer instanceof Answer.Ok) {
            loaded = Optional.of(texts);
        }
        return answer;
    }

    @Override
    public Answer reload(boolean isDry) {
        return withRc(file -> {
            FileTexts texts = texts();
            var checker = new ScriptChecker(session, parser, texts, _ -> {});
            var statements = new ArrayList<Statement>();
            CheckReport report = checker.check(file, statements::add);
            if (!report.isClean()) {
                return Answer.failed(UserError.report(report.text()));
            }
            var change = RcChange.between(loadedLines(file), RcLines.of(statements, parser));
            if (isDry) {
                return change.answer("nothing was done");
            }
            change.undefined().forEach(session.definitions()::undefine);
            return switch (runRc(file, texts, change.unchanged())) {
                case Answer.Ok _ -> change.answer("ok " + file.shown() + " read");
                case Answer.Failed failed -> failed;
            };
        });
    }

    /// The lines of the rc file as they were when it was read last.
    private RcLines loadedLines(ScriptFile file) {
        if (loaded.isEmpty()) {
            return new RcLines(Map.of());
        }
        var checker = new ScriptChecker(session, parser, loaded.get(), _ -> {});
        var statements = new ArrayList<Statement>();
        var _ = checker.check(file, statements::add);
        return RcLines.of(statements, parser);
    }

    /// Does something with the rc file, unless there is none, or others may write to it.
    private Answer withRc(Function<ScriptFile, Answer> work) {
        if (rc.isEmpty()) {
            return Answer.failed(
                    UserError.of(
                            ErrorCode.ENOENT,
                            "there is no rc file (write jobber.rc, or start with --rc FILE)"));
        }
        ScriptFile named = rc.get();
        var file = ScriptFile.of(named.path(), named.shown());
        if (hasRun && !Files.isRegularFile(file.path()) && Files.exists(file.path())) {
            return Answer.failed(
                    UserError.of(ErrorCode.EIO, "'" + file.shown() + "' can be read only once"));
        }
        return FileTrust.problem(file.path(), file.shown())
                .map(Answer::failed)
                .orElseGet(() -> read(() -> work.apply(file)));
    }

    private FileTexts texts() {
        return new FileTexts(reader());
    }

    private FileText reader() {
        return new FileText(
                session.encoding(), notice -> session.log().log(LogLevel.WARNING, notice));
    }

    @Override
    public Path path(String written) {
        return running.isBound()
                ? running.get().file().path(written, session.encoding())
                : session.encoding().path(session.directory(), written);
    }

    @Override
    public Scripts here() {
        return running.isBound() ? new Here(running.get()) : this;
    }

    @Override
    public LaterCommand later(List<Word> words) {
        Scripts here = here();
        return values ->
                Variables.with(
                        values,
                        () -> {
                            Supplier<Answer> work = () -> interpreter.answer(words);
                            return ScopedValue.where(isQuiet, true)
                                    .call(() ->
                                            here instanceof Here place
                                                    ? place.there(work)
                                                    : work.get());
                        });
    }

    /// Files as a line of a file names them, after that file has run.
    private final class Here implements Scripts {
        private final Running place;

        /// The file may have changed since it was checked.
        Here(Running place) {
            this.place = new Running(place.file(), Optional.empty(), place.isRc());
        }

        private <T> T there(Supplier<T> work) {
            return ScopedValue.where(running, place).call(work::get);
        }

        @Override
        public Answer run(String written) {
            return there(() -> ScriptFiles.this.run(written));
        }

        @Override
        public Path path(String written) {
            return there(() -> ScriptFiles.this.path(written));
        }

        @Override
        public Scripts here() {
            return this;
        }

        @Override
        public LaterCommand later(List<Word> words) {
            return there(() -> ScriptFiles.this.later(words));
        }

        @Override
        public Optional<String> rc() {
            return ScriptFiles.this.rc();
        }

        @Override
        public Answer runRc() {
            return there(ScriptFiles.this::runRc);
        }

        @Override
        public Answer reload(boolean isDry) {
            return there(() -> ScriptFiles.this.reload(isDry));
        }
    }

    private ScriptFile file(String written) {
        return running.isBound()
                ? running.get().file().including(written, session.encoding())
                : ScriptFile.of(session.encoding().path(session.directory(), written), written);
    }

    /// Runs a file; one that was checked with the file that sources it is not checked again.
    private Answer run(ScriptFile file, FileTexts texts, boolean isRc) {
        var _ = PromptCommand.reaches(() -> file.shown() + ": ");
        if (!texts.has(file)) {
            // Warnings are given when the line runs.
            CheckReport report = new ScriptChecker(session, parser, texts, _ -> {}).check(file);
            if (!report.isClean()) {
                return Answer.failed(UserError.report(report.text()));
            }
        }
        CommandSource lines = CommandSource.lines(file.shown(), TextLines.of(texts.of(file)));
        CommandSource source = isRc ? lines.without(this::isUnchanged) : lines;
        var heard = new Heard(isRc);
        ScopedValue.where(running, new Running(file, Optional.of(texts), isRc))
                .run(() -> interpreter.run(source, CommandRunner.direct(), heard));
        return heard.answer();
    }

    private boolean isUnchanged(Statement statement) {
        return unchanged.isBound()
                && !unchanged.get().isEmpty()
                && unchanged.get().contains(RcLines.text(statement));
    }

    /// Shows the answer of each line of a file at once. The first failure is then the answer of the
    /// whole file.
    private final class Heard implements Interpreter.Listener {
        private static final int MOST = 1_000;

        private final Printer printer = new Printer(session);
        private final boolean isSilent;
        private long told;
        private Optional<Answer> failure = Optional.empty();

        Heard(boolean isSilent) {
            this.isSilent = isSilent;
        }

        @Override
        public boolean numbersAnswers() {
            return false;
        }

        @Override
        public boolean answered(Answer answer, String place) {
            switch (answer) {
                case Answer.Failed(UserError error, int _, Optional<Throwable> cause) -> {
                    failure = Optional.of(new Answer.Failed(error.at(place), 1, cause));
                    return false;
                }
                case Answer.Ok _ when isTold() -> tell(answer);
                case Answer.Ok _ -> {}
            }
            return !Thread.currentThread().isInterrupted();
        }

        private void tell(Answer answer) {
            told++;
            if (told <= MOST) {
                printer.print(answer, "", this::isTold);
            }
        }

        private boolean isTold() {
            return !isSilent
                    && !isQuiet.isBound()
                    && session.output() == Output.TEXT
                    && PromptCommand.isHeard()
                    && !session.isAbandoned();
        }

        /// One answer for the whole file: nothing, but that it had more to say.
        Answer answer() {
            return failure.orElseGet(() ->
                    told <= MOST
                            ? Answer.silent()
                            : Answer.of(
                                    Value.nothing(), told - MOST + " more answers are not shown"));
        }
    }

    /// Work that says how far it has come.
    private Answer working(Supplier<Answer> work) {
        try (var _ = session.progress().begin()) {
            return work.get();
        }
    }

    /// If the command line names a file that cannot be read, that is wrong usage.
    private static Answer read(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (ShellException wrong) {
            return Answer.wrong(wrong.error());
        }
    }

    private static Answer answer(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (ShellException wrong) {
            return Answer.failed(wrong.error());
        }
    }
}
