package dev.jobber.shell;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// Runs files of lines: checked whole first, then command by command, without a word unless one
/// fails.
public final class ScriptFiles implements Scripts {

    private final Session session;
    private final CommandParser parser;
    private final Interpreter interpreter;
    private final ScopedValue<Running> running = ScopedValue.newInstance();
    private volatile Optional<ScriptFile> rc = Optional.empty();
    private volatile boolean hasRun;

    /// A file whose lines run.
    ///
    /// @param checked the files that were checked together with it and need not be read again
    private record Running(ScriptFile file, Optional<FileTexts> checked) {}

    ScriptFiles(Session session, CommandParser parser, Interpreter interpreter) {
        this.session = session;
        this.parser = parser;
        this.interpreter = interpreter;
    }

    /// Checks a file and says what is wrong with it; what the rc file defines counts.
    ///
    /// @param written its path, as the user wrote it
    /// @return how many commands it has and that they are fine, or all errors
    public Answer check(String written) {
        return read(() -> {
            var file = file(written);
            var checker = new Checker(session, parser, texts());
            rc.filter(other -> !other.isSameAs(file))
                    .ifPresent(other -> checkQuietly(checker, other));
            var report = checker.check(file);
            var commands = report.commands() + (report.commands() == 1 ? " command" : " commands");
            return report.isClean()
                    ? Answer.of(Value.nothing(), file.shown() + ": " + commands + ", no errors")
                    : Answer.failed(Fault.report(report.text()));
        });
    }

    private static void checkQuietly(Checker checker, ScriptFile file) {
        try {
            var _ = checker.check(file);
        } catch (ShellException unreadable) {
            // What cannot be read defines nothing; the file that is asked for is checked all the
            // same.
        }
    }

    /// Runs a script, whose lines are read when their turn comes.
    ///
    /// @param written its path, as the user wrote it
    /// @param run what runs it
    /// @throws ShellException where it cannot be read
    public int script(String written, ToIntFunction<Source> run) {
        var file = file(written);
        var name = "'" + file.shown() + "'";
        try (var in = new BufferedInputStream(reader().open(file.path(), file.shown()))) {
            var source = Source.lines(file.shown(), new StreamLines(in, name, session.encoding()));
            return ScopedValue.where(running, new Running(file, Optional.empty()))
                    .call(() -> run.applyAsInt(source));
        } catch (IOException failed) {
            throw FileText.unreadable(name, failed);
        }
    }

    @Override
    public Answer run(String written) {
        return answer(() -> {
            var file = file(written);
            var checked = running.isBound() ? running.get().checked() : Optional.<FileTexts>empty();
            return run(file, checked.orElseGet(this::texts));
        });
    }

    /// The rc file of this session, as `reload` reads it; it is not run yet.
    public void rc(Path path, String shown) {
        rc = Optional.of(ScriptFile.of(path, shown));
    }

    @Override
    public Optional<String> rc() {
        return rc.map(ScriptFile::shown);
    }

    @Override
    public Answer runRc() {
        if (rc.isEmpty()) {
            return Answer.failed(
                    Fault.of(
                            ErrorCode.ENOENT,
                            "expected an rc file, got: none (write jobber.rc, or start with --rc FILE)"));
        }
        var named = rc.get();
        var file = ScriptFile.of(named.path(), named.shown());
        if (hasRun && !Files.isRegularFile(file.path()) && Files.exists(file.path())) {
            return Answer.failed(
                    Fault.of(
                            ErrorCode.EIO,
                            "expected an rc file that can be read again, got: '"
                                    + file.shown()
                                    + "', whose text is there only once"));
        }
        hasRun = true;
        return FileTrust.problem(file.path(), file.shown())
                .map(Answer::failed)
                .orElseGet(() -> read(() -> run(file, texts())));
    }

    private FileTexts texts() {
        return new FileTexts(reader());
    }

    private FileText reader() {
        return new FileText(
                session.encoding(), notice -> session.log().log(LogLevel.WARNING, notice));
    }

    private ScriptFile file(String written) {
        return running.isBound()
                ? running.get().file().including(written, session.encoding())
                : ScriptFile.of(session.encoding().path(session.directory(), written), written);
    }

    /// Runs a file; one that was checked with the file that sources it is not checked again.
    private Answer run(ScriptFile file, FileTexts texts) {
        var _ = CommandRunner.Progress.reaches(file.shown() + ": ");
        if (!texts.has(file)) {
            var report = new Checker(session, parser, texts).check(file);
            if (!report.isClean()) {
                return Answer.failed(Fault.report(report.text()));
            }
        }
        var source = Source.texts(file.shown(), List.of(texts.of(file)));
        var heard = new Heard();
        ScopedValue.where(running, new Running(file, Optional.of(texts)))
                .run(() -> interpreter.run(source, CommandRunner.direct(), heard));
        return heard.answer();
    }

    /// Keeps what the lines of a file answer, up to the first failure, which is the answer then.
    private static final class Heard implements Interpreter.Listener {

        private static final int MOST = 1_000;

        private final List<Rendering> answers = new ArrayList<>();
        private long left;
        private Optional<Answer> failure = Optional.empty();

        @Override
        public boolean answered(Answer told, String place) {
            switch (told) {
                case Answer.Failed(Fault fault, int _, Optional<Throwable> cause) -> {
                    failure = Optional.of(new Answer.Failed(fault.at(place), 1, cause));
                    return false;
                }
                case Answer.Ok(Value _, Rendering rendering) -> {
                    if (answers.size() < MOST) {
                        answers.add(rendering);
                    } else {
                        left++;
                    }
                }
            }
            return !Thread.currentThread().isInterrupted();
        }

        /// One answer for the whole file: nothing in JSON, what its lines said for people.
        Answer answer() {
            return failure.orElseGet(() -> new Answer.Ok(Value.nothing(), this::text));
        }

        private String text(Style style) {
            var texts =
                    answers.stream()
                            .map(answer -> answer.text(style))
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining("\n"));
            return left == 0 ? texts : texts + "\n" + left + " more answers are not shown";
        }
    }

    /// Where the file is named by the command line, one that cannot be read is wrong usage.
    private static Answer read(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (ShellException wrong) {
            return Answer.wrong(wrong.fault());
        }
    }

    private static Answer answer(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (ShellException wrong) {
            return Answer.failed(wrong.fault());
        }
    }
}
