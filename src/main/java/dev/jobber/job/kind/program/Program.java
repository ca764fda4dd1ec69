package dev.jobber.job.kind.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A program of the operating system that a job runs: how to start it, and what its ends mean.
///
/// @param command the program and its arguments, passed on byte for byte and read by no shell
/// @param surroundings what it finds
/// @param codes what its exit codes mean
public record Program(List<String> command, Surroundings surroundings, Codes codes) {
    public Program {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("expected a program, got an empty command");
        }
    }

    /// A program with no more than its command: it finds what jobber finds, and 0 is its ok.
    public static Program of(List<String> command) {
        return new Program(command, Surroundings.INHERITED, Codes.DEFAULT);
    }

    /// A line for `/bin/sh`.
    public static List<String> shell(String line) {
        return List.of("/bin/sh", "-c", line);
    }

    /// What a program finds when it starts.
    ///
    /// @param directory its working folder; jobber's own if empty
    /// @param environment its environment
    /// @param input the file that is its standard input; nothing if empty
    /// @param errors where its standard error goes
    public record Surroundings(
            Optional<Path> directory,
            Environment environment,
            Optional<Path> input,
            StandardError errors) {
        /// jobber's folder, jobber's environment, no input, and one pipe for all that it prints.
        public static final Surroundings INHERITED =
                new Surroundings(
                        Optional.empty(),
                        Environment.INHERITED,
                        Optional.empty(),
                        StandardError.MERGED);
    }

    /// Where standard error goes.
    public enum StandardError {
        /// Into one pipe with standard output, which keeps the order of what is printed.
        MERGED,
        /// Into a pipe of its own; its lines are marked.
        SEPARATE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What exit codes mean. A code that is neither ok nor an error to try again fails the job.
    ///
    /// @param ok the codes of success
    /// @param retried the codes of errors that are tried again; all others if empty
    public record Codes(ExitCodes ok, Optional<ExitCodes> retried) {
        /// 0 is ok; every other code is tried again.
        public static final Codes DEFAULT = new Codes(ExitCodes.of(0), Optional.empty());

        /// Whether an error with this code is tried again.
        boolean isRetried(int code) {
            return retried.map(codes -> codes.contains(code)).orElse(true);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
