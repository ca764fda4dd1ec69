package dev.jobber.job.kind.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts programs, and has what all of them share: one thread that reads their output, and one
/// guardian that ends them if this JVM is killed. Both begin with the first program.
///
/// Safe for use by several threads.
public final class Programs implements AutoCloseable {
    /// The environment of a program tells its job by this name,
    static final String JOB = "JOBBER_JOB";

    /// the number of the attempt by this,
    static final String ATTEMPT = "JOBBER_ATTEMPT";

    /// and by this the processes of an attempt are told from those of all other attempts.
    static final String MARK = "JOBBER_MARK";

    private final Map<String, String> environment;
    private final Path directory;
    private final OsProcesses table = OsProcesses.ofThisMachine();
    private final OutputPoller poller = new OutputPoller();
    private final Guardian guardian = new Guardian();
    private final SecureRandom random = new SecureRandom();

    /// @param environment jobber's own
    /// @param directory jobber's working folder, which relative paths are relative to
    public Programs(Map<String, String> environment, Path directory) {
        this.environment = Map.copyOf(environment);
        this.directory = directory.toAbsolutePath();
    }

    /// Starts a program for an attempt of a job.
    ///
    /// @param grace how long it may take to end after it was asked to
    /// @throws ProgramStartException if it cannot be started
    RunningProgram.Started start(Program program, String job, int attempt, Duration grace) {
        Path folder = folder(program);
        String mark = HexFormat.of().formatHex(random.generateSeed(8));
        var builder = new ProcessBuilder();
        Map<String, String> target = builder.environment();
        target.clear();
        target.putAll(environment);
        program.surroundings().environment().applyTo(target, environment);
        target.put(JOB, job);
        target.put(ATTEMPT, Integer.toString(attempt));
        target.put(MARK, mark);
        Path executable = find(program.command().getFirst(), folder, target);
        List<String> command = new ArrayList<>(ownSession());
        command.add(executable.toString());
        command.addAll(program.command().subList(1, program.command().size()));
        File input =
                program.surroundings()
                        .input()
                        .map(path -> folder.resolve(path).toFile())
                        .orElse(new File("/dev/null"));
        builder.command(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(input));
        guardian.begin();
        long begin = table.now();
        try {
            return new RunningProgram.Started(
                    builder.start(), begin, MARK + '=' + mark, grace, this);
        } catch (IOException failed) {
            throw new ProgramStartException(
                    "cannot start " + program.command().getFirst() + ": " + why(failed));
        }
    }

    private Path folder(Program program) {
        Path folder = program.surroundings().directory().map(directory::resolve).orElse(directory);
        if (!Files.isDirectory(folder)) {
            throw new ProgramStartException(
                    "cannot start " + program.command().getFirst() + ": no folder " + folder);
        }
        return folder;
    }

    /// A session of its own makes the program the leader of a group of its own, and takes it off
    /// the terminal. Where `setsid` is missing, its processes are found as descendants only.
    private List<String> ownSession() {
        return onPath("setsid", environment)
                .map(setsid -> List.of(setsid.toString()))
                .orElse(List.of());
    }

    /// The file that a program's name means, as `execvp` finds it.
    private static Path find(String name, Path folder, Map<String, String> environment) {
        if (!name.contains("/")) {
            return onPath(name, environment)
                    .orElseThrow(() ->
                            new ProgramStartException(
                                    "cannot start " + name + ": not found on the PATH"));
        }
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw new ProgramStartException("cannot start " + name + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new ProgramStartException("cannot start " + name + ": it is a folder");
        }
        if (!Files.isExecutable(file)) {
            throw new ProgramStartException("cannot start " + name + ": permission denied");
        }
        return file;
    }

    private static Optional<Path> onPath(String name, Map<String, String> environment) {
        for (String folder : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
            var file = Path.of(folder, name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static String why(IOException failed) {
        var message = String.valueOf(failed.getMessage());
        if (message.contains("error=24,") || message.contains("error=23,")) {
            return "too many files are open; raise 'ulimit -n' or run fewer jobs at once";
        }
        if (message.contains("error=11,")) {
            return "no more processes may be started; raise 'ulimit -u' or run fewer jobs at once";
        }
        if (message.contains("error=12,")) {
            return "not enough memory";
        }
        if (message.contains("error=7,")) {
            return "its arguments and environment are too long";
        }
        return message.substring(
                message.lastIndexOf("error=") < 0 ? 0 : message.lastIndexOf(", ") + 2);
    }

    OsProcesses table() {
        return table;
    }

    OutputPoller poller() {
        return poller;
    }

    Guardian guardian() {
        return guardian;
    }

    /// Hides the values of a program's secrets in a text.
    String withoutSecrets(Program program, String text) {
        return program.surroundings().environment().withoutSecrets(text, environment);
    }

    /// The guardian has nothing to guard any more. Programs that still run go on.
    @Override
    public void close() {
        guardian.close();
    }
}
