package dev.jobber.job.kind.program;

import dev.jobber.job.durable.LeaseBeats;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.history.OutputLines;
import dev.jobber.job.kind.program.os.Executables;
import dev.jobber.job.kind.program.os.JavaLauncher;
import dev.jobber.job.kind.program.os.Launch;
import dev.jobber.job.kind.program.os.Launcher;
import dev.jobber.job.kind.program.os.OsProcesses;
import dev.jobber.job.kind.program.os.OutputSink;
import dev.jobber.job.kind.program.os.ProcessEnder;
import dev.jobber.job.kind.program.os.ProgramStartException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts programs, and has what all of them share: what starts them and reads their output, and
/// one guardian that ends them if this JVM is killed. All of it begins with the first program.
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
    private final Function<String, byte[]> bytes;
    private final Supplier<Launcher> makeLauncher;
    private final AtomicBoolean prepared = new AtomicBoolean();
    private @Nullable Launcher launcher;
    private final OsProcesses table = OsProcesses.ofThisMachine();
    private final ProcessEnder ender = new ProcessEnder(table, MARK);
    private final String mark = HexFormat.of().toHexDigits(new SecureRandom().nextLong()) + '-';
    private final Guardian guardian = Guardian.atEnd(MARK + '=' + mark);
    private Optional<LeaseGuard> leases = Optional.empty();
    private final AtomicLong starts = new AtomicLong();

    private Programs(
            Map<String, String> environment,
            Path directory,
            Function<String, byte[]> bytes,
            Supplier<Launcher> makeLauncher) {
        this.environment = Map.copyOf(environment);
        this.directory = directory.toAbsolutePath();
        this.bytes = bytes;
        this.makeLauncher = makeLauncher;
    }

    /// Starts many programs.
    ///
    /// @param environment jobber's own
    /// @param directory jobber's working folder, which relative paths are relative to
    /// @param bytes the bytes of a text, as programs are given them
    public static Programs forMany(
            Map<String, String> environment, Path directory, Function<String, byte[]> bytes) {
        return new Programs(environment, directory, bytes, () -> Launcher.ofThisMachine(bytes));
    }

    /// Starts one program, as soon as can be.
    ///
    /// @param environment jobber's own
    /// @param directory jobber's working folder, which relative paths are relative to
    /// @param bytes the bytes of a text, as programs are given them
    static Programs forOne(
            Program program,
            Map<String, String> environment,
            Path directory,
            Function<String, byte[]> bytes) {
        boolean isText =
                Stream.of(program.command(), environment.keySet(), environment.values())
                        .flatMap(Collection::stream)
                        .allMatch(text ->
                                Arrays.equals(
                                        bytes.apply(text), text.getBytes(JavaLauncher.CHARSET)));
        return new Programs(
                environment,
                directory,
                bytes,
                () -> isText ? new JavaLauncher() : Launcher.ofThisMachine(bytes));
    }

    /// An attempt that a program is started for.
    ///
    /// @param job the id of the job
    /// @param number the number of the attempt
    /// @param grace how long the program may take to end after it was asked to
    record Attempt(String job, int number, Duration grace) {}

    /// Starts a program for an attempt of a job. What it prints goes to the log, without secrets.
    ///
    /// @throws ProgramStartException if it cannot be started
    RunningProgram.Started start(Program program, Attempt attempt, AttemptLog log) {
        Secrets secrets = secrets(program);
        OutputSink output = secrets.hide(into(log.output()));
        return start(
                program,
                attempt,
                program.surroundings().input().or(() -> Optional.of(Launch.NOTHING)),
                switch (program.surroundings().errors()) {
                    case MERGED -> new Output(Launch.Streams.TOGETHER, List.of(output));
                    case SEPARATE ->
                            new Output(
                                    Launch.Streams.APART,
                                    List.of(output, secrets.hide(into(log.errors()))));
                });
    }

    /// Starts a program that reads and prints where jobber itself does.
    ///
    /// @throws ProgramStartException if it cannot be started
    RunningProgram.Started startInForeground(Program program, Attempt attempt) {
        return start(
                program,
                attempt,
                Optional.empty(),
                new Output(Launch.Streams.INHERITED, List.of()));
    }

    private static OutputSink into(OutputLines lines) {
        return new OutputSink() {
            @Override
            public void add(byte[] bytes, int length) {
                lines.add(bytes, length);
            }

            @Override
            public void end() {
                lines.end();
            }
        };
    }

    /// Where a program prints.
    private record Output(Launch.Streams streams, List<OutputSink> sinks) {}

    private RunningProgram.Started start(
            Program program, Attempt attempt, Optional<Path> input, Output output) {
        String name = program.command().getFirst();
        try {
            Path folder = folder(program);
            long number = starts.incrementAndGet();
            Map<String, String> target = environment(program, attempt, mark + number);
            var launch =
                    new Launch(
                            executable(name, folder, target),
                            program.command(),
                            new Launch.Place(folder, target),
                            input.map(folder::resolve).map(Programs::readable),
                            output.streams());
            guardian.begin();
            leaseGuard().ifPresent(LeaseGuard::begin);
            long begin = table.now();
            return new RunningProgram.Started(
                    launcher().launch(launch, output.sinks()),
                    begin,
                    number,
                    attempt.grace(),
                    this);
        } catch (ProgramStartException failed) {
            throw new ProgramStartException(
                    secrets(program).hide(failure(name, String.valueOf(failed.getMessage()))),
                    failed.isMissing());
        } catch (UncheckedIOException unreadable) {
            throw new ProgramStartException(
                    secrets(program).hide(failure(name, String.valueOf(unreadable.getMessage()))));
        }
    }

    private static Path readable(Path input) {
        if (!Files.isReadable(input) || Files.isDirectory(input)) {
            throw new ProgramStartException("its standard input " + input + " cannot be read");
        }
        return input;
    }

    private Path folder(Program program) {
        Path folder = program.surroundings().directory().map(directory::resolve).orElse(directory);
        if (!Files.isDirectory(folder)) {
            throw new ProgramStartException(noFolder(folder));
        }
        return folder;
    }

    private static String noFolder(Path folder) {
        return "its working folder " + folder + " is not there";
    }

    private Map<String, String> environment(Program program, Attempt attempt, String value) {
        Map<String, String> target = new HashMap<>(environment);
        program.surroundings().environment().applyTo(target, environment);
        target.put(JOB, attempt.job());
        target.put(ATTEMPT, Integer.toString(attempt.number()));
        target.put(MARK, value);
        return target;
    }

    private static Path executable(String name, Path folder, Map<String, String> environment) {
        Executables.Found found = Executables.look(name, folder, environment);
        return found.file()
                .orElseThrow(() ->
                        new ProgramStartException(
                                found.fault().map(Executables.Fault::sentence).orElse(""),
                                found.fault().filter(Executables.Fault::isMissing).isPresent()));
    }

    /// Why a program could not be started now, as far as can be seen; empty if it could.
    public Optional<String> fault(Program program) {
        Map<String, String> target = new HashMap<>(environment);
        Environment own = program.surroundings().environment();
        if (!own.inherited()) {
            target.clear();
        }
        target.putAll(own.values());
        Path folder = program.surroundings().directory().map(directory::resolve).orElse(directory);
        String name = program.command().getFirst();
        return Files.isDirectory(folder)
                ? Executables.look(name, folder, target)
                        .fault()
                        .map(fault -> failure(name, fault.sentence()))
                : Optional.of(failure(name, noFolder(folder)));
    }

    private static String failure(String name, String why) {
        return "cannot start " + name + ": " + why;
    }

    /// A secret that a program wants and jobber's environment lacks.
    public Optional<String> missingSecret(Program program) {
        return program.surroundings().environment().secrets().stream()
                .filter(name -> !environment.containsKey(name))
                .findFirst();
    }

    /// The values of a program that are shown nowhere.
    Secrets secrets(Program program) {
        return Secrets.of(program.surroundings().environment().secretValues(environment), bytes);
    }

    /// Hides the values of a program's secrets in a text.
    public String withoutSecrets(Program program, String text) {
        return secrets(program).hide(text);
    }

    /// A program will be started soon. What the JVM needs a tenth of a second for before the first
    /// one is done on a thread that holds nothing up.
    void prepare() {
        if (!prepared.getAndSet(true)) {
            try {
                Thread.ofPlatform().daemon().name("jobber-prepare").start(this::launcher);
            } catch (OutOfMemoryError noThread) {
                // It is done when the program is started.
            }
        }
    }

    private synchronized Launcher launcher() {
        Launcher present = launcher;
        if (present == null) {
            present = makeLauncher.get();
            launcher = present;
        }
        return present;
    }

    /// What the processes of a program have in their environment, and no others.
    String mark(long number) {
        return mark + number;
    }

    ProcessEnder ender() {
        return ender;
    }

    /// A program runs now.
    ///
    /// @param number tells it from all others that these programs have started
    /// @param group its process group
    void guard(long number, long group) {
        guardian.guard(number, group);
        leaseGuard().ifPresent(guard -> guard.guard(number, group));
    }

    /// Nothing of it is left.
    void forget(long number) {
        guardian.forget(number);
        leases().ifPresent(guard -> guard.forget(number));
    }

    private synchronized Optional<LeaseGuard> leases() {
        return leases;
    }

    /// What ends the programs of this thread when signs of life stop; empty where none is expected.
    private synchronized Optional<LeaseGuard> leaseGuard() {
        if (!LeaseBeats.OF_WORK.isBound()) {
            return Optional.empty();
        }
        if (leases.isEmpty()) {
            leases = Optional.of(new LeaseGuard(MARK + '=' + mark, LeaseBeats.OF_WORK.get()));
        }
        return leases;
    }

    /// The guardian has nothing to guard any more. Programs that still run go on.
    @Override
    public void close() {
        guardian.close();
        leases().ifPresent(LeaseGuard::close);
    }
}
