package dev.jobber;

import dev.jobber.job.policy.Backoff;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.RetryPolicy;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `jobber run` is started with.
@Command(
        name = "jobber run",
        usageHelpAutoWidth = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = "jobber run [OPTIONS] -- PROGRAM ARGS...",
        description = {
            "Runs a program to its end, and then ends all processes that it has started.",
            "The program reads jobber's standard input and prints on jobber's own streams, so that nothing is between it and them. It runs in a session of its own, without a controlling terminal. No rc file is read."
        },
        footer = {
            "",
            "Standard input is read once: what an attempt has read, the next one does not find."
        },
        exitCodeList = {
            "N:The exit code of the program; 128 and the number of the signal that has ended it.",
            "2:The usage is wrong.",
            "124:The time was over.",
            "126:The program cannot be started.",
            "127:There is no such program.",
            "129:SIGHUP has ended jobber, and first the program with all that it has started.",
            "130:Ctrl-C has ended jobber in this way.",
            "143:SIGTERM has ended jobber in this way."
        })
@Example(value = "$ jobber run --timeout 1m -- true", does = "gives a program a minute at most")
@Example(
        value = "$ jobber run --retries 3 --backoff exp:1s..10m -- true",
        does = "tries a program again when it fails, after growing waits")
@InOtp("A port with a supervisor of its own, and nothing beside it.")
@SeeAlso({"scripts", "retries", "exit codes"})
final class RunOptions {
    @Option(
            names = "--retries",
            paramLabel = "N",
            description =
                    "How often it is tried again after a failure of any kind: an exit code that is not 0, a signal, a timeout, or a program that cannot be started (0).")
    int retries;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description = "How long each attempt may take: 30s, 5m (no limit).")
    Optional<Duration> timeout = Optional.empty();

    @Option(
            names = "--backoff",
            paramLabel = "B",
            description =
                    "How long it waits before it is tried again: fixed:5s, linear:5s or exp:1s..10m~20%% (fixed:5s).")
    Backoff backoff = RetryPolicy.DEFAULT.backoff();

    @Option(
            names = "--grace",
            paramLabel = "D",
            description =
                    "How long the program may take to end after a request to end, before it is killed (5s).")
    Duration grace = JobPolicy.DEFAULT_GRACE;

    @Option(
            names = "--quiet",
            description = "Print nothing but what the program prints; wrong usage is still told.")
    boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Parameters(paramLabel = "PROGRAM ARGS", hidden = true)
    List<String> command = List.of();
}
