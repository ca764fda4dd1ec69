package dev.jobber;

import dev.jobber.observer.Subject;
import dev.jobber.otp.Clock;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import dev.jobber.otp.ManualClock;
import dev.jobber.shell.log.LogEvents;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogText;
import dev.jobber.shell.result.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Runs the program inside a test: its own folder, its own environment, a clock that stands still
/// until a command waits.
///
/// @param out what came on standard output; pids are numbered in the order in which they appear,
///   and each reference is `#Reference<...>`
/// @param err what came on standard error, with `HH:MM:SS.mmm` for every time of day and one line
///   for every stack trace
/// @param printed what came on standard output, as it came
record ProgramRun(String out, String err, int exitCode, String printed) {
    private static final Pattern PID = Pattern.compile("#PID<0\\.\\d{3}\\.0>");

    /// Runs it with a clock that stands still until a command waits.
    static ProgramRun of(
            Path directory, Map<String, String> environment, byte[] input, List<String> arguments) {
        var clock = new ManualClock();
        return of(
                new Host.Place(environment, directory),
                new Host.Machine(clock, clock::advance, new Random(1)),
                input,
                arguments);
    }

    /// Runs it with real time, but commands that wait do not.
    static ProgramRun inRealTime(Path directory, List<String> arguments) {
        return of(
                new Host.Place(Map.of(), directory),
                new Host.Machine(Clock.system(), _ -> {}, new Random(1)),
                new byte[0],
                arguments);
    }

    private static ProgramRun of(
            Host.Place place, Host.Machine machine, byte[] input, List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var streams =
                new Host.Streams(new ByteArrayInputStream(input), out, err, Host.AreTerminals.NONE);
        var host =
                new Host(
                        streams,
                        place,
                        machine,
                        new Host.Hooks(
                                ProgramRun::events,
                                (_, _) -> {},
                                _ -> {
                                    throw new IOException("expected no terminal to be taken");
                                },
                                Optional::empty,
                                _ -> {}));
        int exitCode = new Program(host).run(arguments);
        var pids = new LinkedHashMap<String, String>();
        return new ProgramRun(
                renumbered(out.toString(StandardCharsets.UTF_8), pids),
                renumbered(err.toString(StandardCharsets.UTF_8), pids)
                        .replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?= \\[)", "HH:MM:SS.mmm")
                        .replaceAll("ended at \\d\\d:\\d\\d:\\d\\d", "ended at HH:MM:SS")
                        .replaceAll(
                                "(?m)^    at \\.\\.\\. \\d+ frames of", "    at ... N frames of"),
                exitCode,
                out.toString(StandardCharsets.UTF_8));
    }

    private static EventListener events(LogGateway log, Function<Event, Subject> subjects) {
        return event -> {
            if (LogEvents.isLogged(event)) {
                log.log(
                        LogLevel.of(event.level()),
                        LogText.of(LogEvents.words(event, Style.UNKNOWN_WIDTH)),
                        subjects.apply(event));
            }
        };
    }

    /// Pids in the order in which they appear: which number a process gets depends on what else
    /// starts.
    private static String renumbered(String text, Map<String, String> pids) {
        return PID.matcher(text.replaceAll("#Reference<[0-9a-f]+>", "#Reference<...>"))
                .replaceAll(match ->
                        pids.computeIfAbsent(
                                match.group(), _ -> "#PID<0." + (101 + pids.size()) + ".0>"));
    }
}
