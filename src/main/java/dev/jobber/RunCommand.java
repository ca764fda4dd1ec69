package dev.jobber;

import dev.jobber.job.kind.program.ForegroundProgram;
import dev.jobber.job.kind.program.ForegroundProgram.Ending;
import dev.jobber.job.policy.DurationText;
import dev.jobber.shell.syntax.TextEncoding;
import java.time.Duration;
import java.util.function.Consumer;

/// `jobber run`: runs one program to its end. It starts no node and no shell.
final class RunCommand {
    private static final int TIMED_OUT = 124;
    private static final int CANNOT_START = 126;
    private static final int MISSING = 127;
    private static final int SIGNALED = 128;

    private final Host host;
    private final RunOptions options;
    private final Consumer<String> complain;
    private final ForegroundProgram program;

    /// @param complain takes lines for people
    RunCommand(Host host, RunOptions options, Consumer<String> complain) {
        this.host = host;
        this.options = options;
        this.complain = complain;
        var encoding = TextEncoding.of(host.place().environment());
        program =
                new ForegroundProgram(
                        options.command,
                        options.grace,
                        host.place().environment(),
                        host.place().directory(),
                        encoding::encode);
    }

    /// Runs it. A signal that ends the JVM ends the program first.
    ///
    /// @return the exit code
    int run() throws InterruptedException {
        var atEnd = new Thread(program::end, "jobber-end");
        Runtime.getRuntime().addShutdownHook(atEnd);
        return attempts();
    }

    private int attempts() throws InterruptedException {
        int number = 1;
        Ending ending = attempt(number);
        while (!isSuccess(ending) && number <= options.retries && !program.hasBeenEnded()) {
            Duration pause = options.backoff.delay(number, host.machine().random());
            say(
                    "attempt "
                            + number
                            + " of "
                            + (options.retries + 1)
                            + " failed: "
                            + sentence(ending)
                            + "; the next begins in "
                            + DurationText.format(pause));
            host.machine().pause().sleep(pause);
            number++;
            ending = attempt(number);
        }
        if (!isSuccess(ending) && (options.retries > 0 || !(ending instanceof Ending.Exited))) {
            say(
                    (options.retries > 0
                                    ? "attempt "
                                            + number
                                            + " of "
                                            + (options.retries + 1)
                                            + " failed: "
                                    : "")
                            + sentence(ending));
        }
        return code(ending);
    }

    private Ending attempt(int number) throws InterruptedException {
        return program.attempt(number, options.timeout);
    }

    private static boolean isSuccess(Ending ending) {
        return ending instanceof Ending.Exited(int code) && code == 0;
    }

    private static int code(Ending ending) {
        return switch (ending) {
            case Ending.Exited(int code) -> code;
            case Ending.Signaled(int number, String _) -> SIGNALED + number;
            case Ending.TimedOut() -> TIMED_OUT;
            case Ending.NotStarted(String _, boolean isMissing) ->
                    isMissing ? MISSING : CANNOT_START;
        };
    }

    private String sentence(Ending ending) {
        String name = options.command.getFirst();
        return switch (ending) {
            case Ending.Exited(int code) -> name + " ended with exit code " + code;
            case Ending.Signaled(int _, String signal) -> name + " was ended by " + signal;
            case Ending.TimedOut() ->
                    name
                            + " did not end within "
                            + options.timeout.map(DurationText::format).orElse("its time");
            case Ending.NotStarted(String sentence, boolean _) -> sentence;
        };
    }

    /// If the program was ended from outside, it has not failed.
    private void say(String sentence) {
        if (!options.quiet && !program.hasBeenEnded()) {
            complain.accept(sentence);
        }
    }
}
