package dev.jobber.bench;

import dev.jobber.attach.Frame;
import dev.jobber.attach.FrameType;
import dev.jobber.attach.Hello;
import dev.jobber.attach.SocketFolder;
import dev.jobber.attach.TreeName;
import dev.jobber.attach.Version;
import dev.jobber.attach.WindowSize;
import dev.jobber.attach.Wire;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A tree that runs by itself, as its visitors see it: the client as users start it, and visits
/// over its socket.
final class AttachBench {
    private static final String NAME = "bench";
    private static final int LINES_A_SECOND = 2_000;
    private static final int VISITS = 100;

    /// Keys that are in no log line and in nothing that the shell draws. They take turns, so that a
    /// line that is drawn again does not count as the echo of the next key.
    private static final List<String> KEYS = List.of("~", "@", "^", "%", "&");

    private static final String KILL_LINE = "\u0015";
    private static final String DETACH = "detach\r";

    private AttachBench() {}

    /// `jobber daemon`, with a folder of its own for its socket.
    private static final class Tree implements AutoCloseable {
        private final Path folder = Files.createTempDirectory(Path.of("/tmp"), "jb");

        Tree() throws Exception {
            Startups.warm();
            int code = program("daemon", "--name", NAME, "--no-rc", "--log-level", "off").waitFor();
            if (code != 0) {
                throw new IllegalStateException("expected a daemon, got exit code " + code);
            }
        }

        Process program(String... words) throws IOException {
            List<String> command = new ArrayList<>(List.of(Startups.launcher()));
            command.addAll(List.of(words));
            var start = new ProcessBuilder(command);
            start.environment().put("XDG_RUNTIME_DIR", folder.toString());
            return start.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }

        /// A command line for a shell, which runs the launcher on this tree.
        String line(String words) {
            return "XDG_RUNTIME_DIR=" + folder + " exec " + Startups.launcher() + " " + words;
        }

        Terminal terminal() throws IOException {
            return new Terminal(new SocketFolder(folder.resolve("jobber")));
        }

        /// Resident memory of the tree's program, in MiB.
        double resident() throws IOException {
            String pid = Files.readString(folder.resolve("jobber").resolve(NAME + ".pid"));
            return Startups.residentOf(Long.parseLong(pid.strip()));
        }

        @Override
        public void close() throws Exception {
            program("shutdown", NAME).waitFor();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /// A client with a terminal, as the tree sees it.
    private static final class Terminal implements AutoCloseable {
        private final Wire wire;
        private long logged;

        Terminal(SocketFolder sockets) throws IOException {
            wire = Wire.to(sockets, TreeName.of(NAME));
            wire.begin();
            var size = new WindowSize(100, 30);
            var streams = new Hello.Streams(true, true, true);
            var place =
                    new Hello.Place(
                            Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8", "NO_COLOR", "1"),
                            "/",
                            ProcessHandle.current().pid());
            var terminal = new Hello.Terminal("/dev/pts/bench", size, streams);
            wire.write(
                    new Hello(Version.text(), Hello.Purpose.RUN, List.of(), place, terminal)
                            .frame());
            if (wire.begun().isEmpty()) {
                throw new IOException("expected jobber at the other end");
            }
        }

        void type(String keys) throws IOException {
            wire.write(new Frame(FrameType.INPUT, keys.getBytes(StandardCharsets.UTF_8)));
        }

        /// Reads until the tree has drawn this text.
        void await(Predicate<String> drawn) throws IOException {
            var seen = new StringBuilder();
            while (true) {
                Optional<Frame> frame = wire.read();
                if (frame.isEmpty() || frame.get().type() == FrameType.END) {
                    throw new IOException("expected more output, got the end");
                }
                if (frame.get().type() == FrameType.OUTPUT) {
                    seen.append(new String(frame.get().payload(), StandardCharsets.UTF_8));
                    if (drawn.test(seen.toString())) {
                        return;
                    }
                }
            }
        }

        void awaitPrompt() throws IOException {
            await(text -> text.contains("jobber> "));
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    /// From the start of `jobber attach` to a prompt that takes input.
    static void prompt(BenchRun run) throws Exception {
        try (var tree = new Tree()) {
            String line = tree.line("attach " + NAME);
            prompt(line); // the tree loads what its first visit needs
            for (int i = 0; i < run.count(21, 11); i++) {
                run.figure("attach-prompt", prompt(line).milliseconds());
            }
        }
    }

    private static Startups.AtPrompt prompt(String line) throws Exception {
        return Startups.prompt(line, "jobber> ", "echo 6*7=42\n", DETACH);
    }

    /// The same for the BEAM: `iex --remsh` to a node on this machine.
    static void remsh(BenchRun run) throws Exception {
        String node = "bench" + ProcessHandle.current().pid();
        Process other =
                new ProcessBuilder("elixir", "--sname", node, "-e", "Process.sleep(:infinity)")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            Thread.sleep(Duration.ofSeconds(3)); // until it has its name
            String line = "exec iex --sname visit --remsh " + node + "@$(hostname -s)";
            for (int i = 0; i < run.count(21, 11); i++) {
                run.figure(
                        "attach-prompt",
                        Startups.prompt(
                                        line,
                                        "iex(" + node,
                                        "IO.puts(\"6*7=#{6*7}\")\n",
                                        "\u001c") // Ctrl-\: ends this shell, not the node
                                .milliseconds());
            }
        } finally {
            other.destroy();
        }
    }

    /// One command on a tree that runs, as a whole process, in turn with one that starts a tree.
    static void oneShot(BenchRun run) throws Exception {
        try (var tree = new Tree()) {
            for (int i = 0; i < 5; i++) {
                tree.program("-N", NAME, "-c", "count-children").waitFor();
            }
            for (int i = 0; i < run.count(21, 11); i++) {
                double attached =
                        BenchRun.seconds(
                                () -> tree.program("-N", NAME, "-c", "count-children").waitFor());
                double alone =
                        BenchRun.seconds(() -> tree.program("-c", "count-children").waitFor());
                run.figure("attached-one-shot", attached * 1e3);
                run.figure("attached-share", attached / alone);
            }
        }
    }

    /// From a key to its echo, over the socket, while jobs of another client log.
    static void echo(BenchRun run) throws Exception {
        try (var tree = new Tree();
                Terminal terminal = tree.terminal()) {
            terminal.awaitPrompt();
            var isOver = new AtomicBoolean();
            Process others = tree.program("-N", NAME);
            Thread lines = Thread.ofPlatform().start(() -> log(others, isOver));
            measure(terminal, run.count(8_000, 3_000)); // warms up
            long before = terminal.logged;
            long start = System.nanoTime();
            long[] nanos = measure(terminal, run.count(8_000, 4_000));
            System.err.printf(
                    Locale.ROOT,
                    "attach-echo: %.0f log lines a second were drawn%n",
                    (terminal.logged - before) / ((System.nanoTime() - start) / 1e9));
            isOver.set(true);
            run.latencies("attach-echo-p50", "attach-echo-p99", nanos, 1e6);
            lines.join();
            others.waitFor();
        }
    }

    /// Each job logs one line.
    private static void log(Process others, AtomicBoolean isOver) {
        long start = System.nanoTime();
        try (Writer lines = others.outputWriter()) {
            lines.write("define-job sim quick --ok\nset finished-jobs reap\n");
            for (long written = 0; !isOver.get(); ) {
                double seconds = (System.nanoTime() - start) / 1e9;
                for (; written < seconds * LINES_A_SECOND; written++) {
                    lines.write("start-job quick\n");
                }
                lines.flush();
                Thread.sleep(Duration.ofMillis(5));
            }
        } catch (IOException | InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private static long[] measure(Terminal terminal, int keys) throws IOException {
        var nanos = new long[keys];
        for (int i = 0; i < keys; i++) {
            String key = KEYS.get(i % KEYS.size());
            long start = System.nanoTime();
            terminal.type(key);
            terminal.await(text -> text.contains(key));
            nanos[i] = System.nanoTime() - start;
            terminal.type(KILL_LINE);
        }
        return nanos;
    }

    /// How much memory each of many visits adds to the tree's program.
    static void visits(BenchRun run) throws Exception {
        try (var tree = new Tree()) {
            List<Terminal> all = new ArrayList<>();
            try {
                attach(tree, all, 5); // what the first visits load is for all
                double before = tree.resident();
                attach(tree, all, VISITS);
                run.figure("attach-memory", (tree.resident() - before) / VISITS);
            } finally {
                all.forEach(Terminal::close);
            }
        }
    }

    private static void attach(Tree tree, List<Terminal> all, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Terminal terminal = tree.terminal();
            all.add(terminal);
            terminal.awaitPrompt();
            terminal.type("count-children\r");
            terminal.await(text -> text.contains("workers"));
        }
    }
}
