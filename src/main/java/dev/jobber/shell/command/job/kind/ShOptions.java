package dev.jobber.shell.command.job.kind;

import dev.jobber.job.history.OutputLine;
import dev.jobber.job.kind.program.Environment;
import dev.jobber.job.kind.program.ExitCodes;
import dev.jobber.job.kind.program.Program;
import dev.jobber.job.kind.program.Programs;
import dev.jobber.job.kind.program.Sh;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Scripts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sh`: a program of the operating system.
@Command(
        description = {
            "Runs a program of the operating system: -- PROGRAM ARGS, or -c 'LINE' with /bin/sh.",
            "Exit code 0 means ok; the last line of output is the value. Any other code is an error, and the job retries.",
            "A program that a signal ends, or that cannot be started, is a crash."
        })
final class ShOptions implements KindOptions<Sh> {
    @Option(names = "-c", paramLabel = "LINE", description = "The command line that /bin/sh runs.")
    private Optional<String> line = Optional.empty();

    @Option(names = "--cwd", paramLabel = "DIR", description = "The program's working folder.")
    private Optional<String> directory = Optional.empty();

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "A variable of the program's environment; may be given several times.")
    private List<String> entries = List.of();

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "A file of NAME=VALUE lines that only its owner can read.")
    private Optional<String> environmentFile = Optional.empty();

    @Option(
            names = "--clear-env",
            description = "Does not give the program jobber's own environment.")
    private boolean clear;

    @Option(
            names = "--secret",
            paramLabel = "NAME",
            description = "A variable of jobber's environment whose value is never shown.")
    private List<String> secrets = List.of();

    @Option(
            names = "--ok",
            paramLabel = "CODES",
            description = "The exit codes that mean success (default 0), such as 0,3-5.")
    private Optional<String> ok = Optional.empty();

    @Option(
            names = "--retry-on",
            paramLabel = "CODES",
            description = "The exit codes after which the job retries (default: all others).")
    private Optional<String> retried = Optional.empty();

    @Option(
            names = "--stdin",
            paramLabel = "FILE",
            description = "The file of the program's standard input (default: none).")
    private Optional<String> input = Optional.empty();

    @Option(
            names = "--stderr",
            paramLabel = "HOW",
            description =
                    "merged: in the order of its other output (merged); separate: lines begin with '"
                            + OutputLine.ERROR_MARK
                            + "'.")
    private Program.StandardError errors = Program.StandardError.MERGED;

    @Parameters(
            index = "0..*",
            arity = "0..*",
            paramLabel = "PROGRAM ARGS",
            description = "After '--': the program and its arguments; no shell changes them.")
    private List<String> command = List.of();

    @Override
    public Set<String> overrides() {
        return Set.of();
    }

    @Override
    public void validate(Validation validation, String word) {
        if (line.isPresent() == !command.isEmpty()) {
            validation.problem(
                    word,
                    UserError.usage(
                            line.isPresent()
                                    ? "-c LINE and a program after '--' are both given: give one"
                                    : "a job of the kind sh needs a program",
                            "write -- PROGRAM ARGS, or -c 'LINE'"));
        }
        checkCodes(validation, ok);
        checkCodes(validation, retried);
        for (String entry : entries) {
            if (validation.isKnown(entry) && entry.indexOf('=') < 1) {
                validation.problem(
                        entry, UserError.usage("expected NAME=VALUE after --env, got: " + entry));
            }
        }
    }

    private static void checkCodes(Validation validation, Optional<String> codes) {
        codes.filter(validation::isKnown)
                .filter(text -> ExitCodes.parse(text).isEmpty())
                .ifPresent(text ->
                        validation.problem(
                                text,
                                UserError.usage(
                                        "unknown exit codes '" + text + "'",
                                        "write codes from 0 to 255 and ranges of them: 0,3-5")));
    }

    /// Warns of a program that would not be found if the line ran now. A file of entries is not
    /// read for that.
    void warn(Validation validation, Programs programs) {
        if (command.isEmpty()
                || !validation.isKnown(command.getFirst())
                || !directory.map(validation::isKnown).orElse(true)
                || !entries.stream().allMatch(validation::isKnown)) {
            return;
        }
        programs.fault(program(values(), written -> validation.path(written).orElseThrow()))
                .ifPresent(fault -> validation.warning(command.getFirst(), fault));
    }

    @Override
    public Sh make(Scripts scripts) {
        var values = new TreeMap<String, String>();
        environmentFile.ifPresent(file -> values.putAll(EnvironmentFile.read(scripts.path(file))));
        values.putAll(values());
        return new Sh(program(values, scripts::path));
    }

    private SortedMap<String, String> values() {
        var values = new TreeMap<String, String>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                values.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return values;
    }

    private Program program(SortedMap<String, String> values, Function<String, Path> paths) {
        return new Program(
                line.map(Program::shell).orElse(command),
                new Program.Surroundings(
                        directory.map(paths),
                        new Environment(!clear, values, secrets),
                        input.map(paths),
                        errors),
                new Program.Codes(
                        ok.flatMap(ExitCodes::parse).orElse(ExitCodes.of(0)),
                        retried.flatMap(ExitCodes::parse)));
    }

    @Override
    public Sh override(Sh defined) {
        return defined;
    }
}
