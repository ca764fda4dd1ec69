package dev.jobber.shell;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// Runs files of lines: checked whole first, then command by command, without a word unless one
/// fails.
public final class ScriptFiles implements Scripts {

    private final Session session;
    private final CommandParser parser;
    private final Interpreter interpreter;
    private final ScopedValue<ScriptFile> running = ScopedValue.newInstance();
    private volatile Optional<ScriptFile> rc = Optional.empty();

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
        var file = file(written);
        var checker = new Checker(session, parser);
        rc.filter(other -> !other.isSameAs(file)).ifPresent(other -> checkQuietly(checker, other));
        return read(() -> {
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
        try (var in = new BufferedInputStream(FileText.open(file.path(), file.shown()))) {
            var source = Source.lines(file.shown(), new StreamLines(in));
            return ScopedValue.where(running, file).call(() -> run.applyAsInt(source));
        } catch (IOException failed) {
            throw FileText.unreadable(file.shown(), failed);
        }
    }

    @Override
    public Answer run(String written) {
        return answer(() -> run(file(written)));
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
        var file = rc.get();
        if (FileText.isWritableByOthers(file.path())) {
            return Answer.failed(
                    Fault.usage(
                            "expected an rc file that only its owner may write to, got: '"
                                    + file.shown()
                                    + "'",
                            "chmod go-w " + file.shown()));
        }
        return read(() -> run(file));
    }

    private ScriptFile file(String written) {
        return running.isBound()
                ? running.get().including(written)
                : ScriptFile.of(session.directory().resolve(written), written);
    }

    private Answer run(ScriptFile file) {
        var report = new Checker(session, parser).check(file);
        if (!report.isClean()) {
            return Answer.failed(Fault.report(report.text()));
        }
        var source = Source.texts(file.shown(), List.of(file.read()));
        var failure = new Failure();
        ScopedValue.where(running, file)
                .run(() -> interpreter.run(source, CommandRunner.direct(), failure));
        return failure.answer.orElse(Answer.silent());
    }

    /// Keeps the first failure, and ends there.
    private static final class Failure implements Interpreter.Listener {

        private Optional<Answer> answer = Optional.empty();

        @Override
        public boolean answered(Answer told, String place) {
            if (told instanceof Answer.Failed(Fault fault, int _, Optional<Throwable> cause)) {
                var placed = fault.at(place);
                answer = Optional.of(new Answer.Failed(placed, 1, cause));
                return false;
            }
            return !Thread.currentThread().isInterrupted();
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
