package dev.jobber.job.kind.program.os;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Starts processes as Java does, where the C library lacks what [PosixLauncher] needs; and where
/// one process is started only, because this needs no native code to be prepared.
///
/// Java needs a thread for each process, passes on only what it can read as text, and closes the
/// pipes when the process ends. A session takes the program `setsid`; where that is missing, other
/// processes of the program are found as its descendants only.
public final class JavaLauncher implements Launcher {
    /// In which Java writes the words of programs.
    public static final Charset CHARSET =
            Charset.forName(
                    System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);

    private static final Pattern ERROR = Pattern.compile("error=(\\d+)");

    private final StreamPoller poller = new StreamPoller();

    @Override
    public Launched launch(Launch wanted, List<OutputSink> sinks) {
        Launch launch = wanted.withoutWait();
        List<String> command = new ArrayList<>();
        Executables.find("setsid", System.getenv()).ifPresent(it -> command.add(it.toString()));
        command.add(launch.executable().toString());
        command.addAll(launch.command().subList(1, launch.command().size()));
        var builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(launch.place().environment());
        builder.directory(launch.place().directory().toFile());
        builder.redirectInput(
                launch.input()
                        .map(Path::toFile)
                        .map(ProcessBuilder.Redirect::from)
                        .orElse(ProcessBuilder.Redirect.INHERIT));
        switch (launch.streams()) {
            case TOGETHER -> builder.redirectErrorStream(true);
            case APART -> {}
            case INHERITED ->
                    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT)
                            .redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        Process process = start(builder);
        List<StreamPoller.Reading> readings = new ArrayList<>();
        if (!sinks.isEmpty()) {
            readings.add(poller.read(process.getInputStream(), sinks.getFirst()));
        }
        if (sinks.size() > 1) {
            readings.add(poller.read(process.getErrorStream(), sinks.getLast()));
        }
        return new Started(process, readings, poller);
    }

    /// Starts a process.
    ///
    /// @throws ProgramStartException if it cannot be started
    public static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new ProgramStartException(why(String.valueOf(failed.getMessage())));
        } catch (OutOfMemoryError noThread) {
            // Java needs one for each process.
            throw new ProgramStartException(SpawnError.EAGAIN.sentence());
        }
    }

    private static String why(String message) {
        Matcher error = ERROR.matcher(message);
        return error.find() ? SpawnError.sentence(Integer.parseInt(error.group(1))) : message;
    }

    private record Started(
            Process process, List<StreamPoller.Reading> readings, StreamPoller poller)
            implements Launched {
        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public CompletionStage<?> ended() {
            return process.onExit();
        }

        @Override
        public ProgramExit reap() {
            return ProgramExit.ofCode(process.exitValue());
        }

        @Override
        public CompletionStage<?> drain() {
            readings.forEach(poller::finish);
            return CompletableFuture.completedStage(null);
        }
    }
}
