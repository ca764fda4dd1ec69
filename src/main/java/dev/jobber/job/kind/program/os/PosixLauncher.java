package dev.jobber.job.kind.program.os;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Starts processes with `posix_spawn`, which passes words on byte for byte and makes a session
/// without another program, and waits for their ends and their output with one thread for all.
///
/// The numbers are those of Linux. The C libraries of other systems, and old ones of Linux, lack a
/// function that is needed here.
final class PosixLauncher implements Launcher {
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;
    private static final int O_RDONLY = 0;
    private static final int FIRST_OTHER = 3;

    /// More than any library needs for what it keeps here.
    private static final long ROOM = 1024;

    private final Function<String, byte[]> bytes;
    private final PosixPoller poller = new PosixPoller();

    PosixLauncher(Function<String, byte[]> bytes) {
        this.bytes = bytes;
    }

    /// The functions of the C library.
    private enum Spawn {
        POSIX_SPAWN,
        POSIX_SPAWNATTR_INIT,
        POSIX_SPAWNATTR_DESTROY,
        POSIX_SPAWNATTR_SETFLAGS,
        POSIX_SPAWNATTR_SETSIGMASK,
        POSIX_SPAWN_FILE_ACTIONS_INIT,
        POSIX_SPAWN_FILE_ACTIONS_DESTROY,
        POSIX_SPAWN_FILE_ACTIONS_ADDOPEN,
        POSIX_SPAWN_FILE_ACTIONS_ADDDUP2,
        POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP,
        POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP,
        PIPE2;

        private final Optional<Posix.Function> function =
                Posix.Function.find(name().toLowerCase(Locale.ROOT));

        int call(MemorySegment first, long... others) {
            long[] all = new long[1 + others.length];
            all[0] = first.address();
            System.arraycopy(others, 0, all, 1, others.length);
            return function.orElseThrow().callInt(all);
        }
    }

    /// Whether the C library of this machine has all that is needed.
    static boolean isPossible() {
        return System.getProperty("os.name").equals("Linux")
                && Stream.of(Spawn.values()).allMatch(each -> each.function.isPresent());
    }

    @Override
    public Launched launch(Launch launch, List<OutputSink> sinks) {
        poller.begin();
        List<PosixPipe> pipes = new ArrayList<>();
        try {
            while (pipes.size() < sinks.size()) {
                pipes.add(PosixPipe.open());
            }
            int pid = spawn(launch.withoutWait(), pipes.stream().map(PosixPipe::in).toList());
            pipes.forEach(pipe -> PosixPoller.close(pipe.in()));
            return PosixProcess.watched(
                    pid, pipes.stream().map(PosixPipe::out).toList(), sinks, poller);
        } catch (ProgramStartException failed) {
            pipes.forEach(PosixPipe::close);
            throw failed;
        }
    }

    private int spawn(Launch launch, List<Integer> outputs) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment pid = arena.allocate(4, 4);
            int error = spawn(launch, outputs, pid, arena);
            if (SpawnError.of(error).equals(Optional.of(SpawnError.ENOEXEC))) {
                error = spawn(launch.asScript(), outputs, pid, arena);
            }
            if (error != 0) {
                throw new ProgramStartException(
                        SpawnError.of(error).equals(Optional.of(SpawnError.ENOENT))
                                ? "the interpreter that its first line names is not there"
                                : SpawnError.sentence(error));
            }
            return pid.get(ValueLayout.JAVA_INT, 0);
        }
    }

    private int spawn(Launch launch, List<Integer> outputs, MemorySegment pid, Arena arena) {
        MemorySegment actions = arena.allocate(ROOM, 16);
        MemorySegment attributes = arena.allocate(ROOM, 16);
        int _ = Spawn.POSIX_SPAWN_FILE_ACTIONS_INIT.call(actions);
        int _ = Spawn.POSIX_SPAWNATTR_INIT.call(attributes);
        try {
            launch.input()
                    .ifPresent(file -> {
                        int _ =
                                Spawn.POSIX_SPAWN_FILE_ACTIONS_ADDOPEN.call(
                                        actions, 0, path(arena, file).address(), O_RDONLY, 0);
                    });
            if (!outputs.isEmpty()) {
                int _ = Spawn.POSIX_SPAWN_FILE_ACTIONS_ADDDUP2.call(actions, outputs.getFirst(), 1);
                int _ = Spawn.POSIX_SPAWN_FILE_ACTIONS_ADDDUP2.call(actions, outputs.getLast(), 2);
            }
            int _ = Spawn.POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP.call(actions, FIRST_OTHER);
            int _ =
                    Spawn.POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP.call(
                            actions, path(arena, launch.place().directory()).address());
            int _ = Spawn.POSIX_SPAWNATTR_SETFLAGS.call(attributes, SETSIGMASK | SETSID);
            int _ =
                    Spawn.POSIX_SPAWNATTR_SETSIGMASK.call(
                            attributes, arena.allocate(ROOM, 16).address());
            return Spawn.POSIX_SPAWN.call(
                    pid,
                    path(arena, launch.executable()).address(),
                    actions.address(),
                    attributes.address(),
                    texts(arena, launch.command()).address(),
                    texts(
                                    arena,
                                    launch.place().environment().entrySet().stream()
                                            .map(entry -> entry.getKey() + '=' + entry.getValue())
                                            .toList())
                            .address());
        } finally {
            int _ = Spawn.POSIX_SPAWN_FILE_ACTIONS_DESTROY.call(actions);
            int _ = Spawn.POSIX_SPAWNATTR_DESTROY.call(attributes);
        }
    }

    private MemorySegment text(Arena arena, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new ProgramStartException("a word of it has a NUL, which no program can take");
        }
        return Posix.text(arena, bytes.apply(text));
    }

    /// A path may have bytes that the JVM cannot read as text; a URI has them all.
    private static MemorySegment path(Arena arena, Path path) {
        String raw = path.toUri().getRawPath();
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                all.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
                i += 2;
            } else {
                all.write(raw.charAt(i));
            }
        }
        return Posix.text(arena, all.toByteArray());
    }

    /// An array of texts with a null pointer at its end.
    private MemorySegment texts(Arena arena, List<String> texts) {
        MemorySegment array =
                arena.allocate(ValueLayout.ADDRESS, texts.size() + 1L); // filled with zeros
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ValueLayout.ADDRESS, i, text(arena, texts.get(i)));
        }
        return array;
    }
}
