package dev.jobber.shell.parse;

import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.syntax.Span;
import java.nio.file.Path;
import java.util.Optional;

/// What a line is read against: the names that it may use. It is told what the line makes known to
/// the lines after it.
@SuppressWarnings(
        "exports") // an application may use some of this package, and not what it is made of
public interface LineContext {
    /// The names the line may use.
    JobNames names();

    /// The line defines a job.
    void defines(String job, String kind);

    /// From this line on a job is defined no more.
    void undefines(String job);

    /// The line runs a file.
    ///
    /// @param written its path, as the user wrote it
    /// @throws ShellException where the file cannot be read
    void runs(String written);

    /// The file or folder that a word of the line means, where the line is checked in a file and
    /// does not run.
    ///
    /// @param written its path, as the user wrote it
    Optional<Path> path(String written);

    /// The line is right, but what it asks for would not work if it ran now.
    default void warns(Span span, String sentence) {}

    /// The context of a line that runs next, and does itself what it would tell.
    static LineContext ofRun(JobNames names) {
        return new LineContext() {
            @Override
            public JobNames names() {
                return names;
            }

            @Override
            public void defines(String job, String kind) {
                // It does so when it runs.
            }

            @Override
            public void undefines(String job) {
                // It does so when it runs.
            }

            @Override
            public void runs(String written) {
                // The file is checked when it runs.
            }

            @Override
            public Optional<Path> path(String written) {
                return Optional.empty();
            }
        };
    }
}
