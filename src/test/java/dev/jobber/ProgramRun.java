package dev.jobber;

import dev.jobber.otp.ManualClock;
import dev.jobber.shell.LogLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs the program inside a test: its own folder, its own environment, a clock that stands still
/// until a command waits.
///
/// @param out what came on standard output
/// @param err what came on standard error, with `HH:MM:SS.mmm` for every time of day
record ProgramRun(String out, String err, int exitCode) {

    static ProgramRun of(
            Path directory, Map<String, String> environment, byte[] input, List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var clock = new ManualClock();
        var streams = new World.Streams(new ByteArrayInputStream(input), out, err, () -> false);
        var machine =
                new World.Machine(
                        clock,
                        clock::advance,
                        log ->
                                event ->
                                        log.log(
                                                LogLevel.valueOf(event.level().name()),
                                                event.message()),
                        (_, _) -> {});
        int exitCode =
                new Program(new World(streams, environment, directory, machine)).run(arguments);
        return new ProgramRun(
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8)
                        .replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?= \\[)", "HH:MM:SS.mmm"),
                exitCode);
    }
}
