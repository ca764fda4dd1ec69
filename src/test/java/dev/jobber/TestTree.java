package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.attach.SocketFolder;
import dev.jobber.otp.Clock;
import dev.jobber.shell.log.LogEvents;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogText;
import dev.jobber.shell.result.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/// A program within the test that runs a tree to which others attach. Its own lines come from a
/// pipe.
final class TestTree implements AutoCloseable {
    static final String NAME = "test";

    private final Path folder;
    private final PipedOutputStream lines = new PipedOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FutureTask<Integer> program;
    private final CountDownLatch exited = new CountDownLatch(1);

    /// A tree that is ready, with these options of its program.
    TestTree(String... options) throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "jt");
        var words = new ArrayList<String>(List.of("--name", NAME));
        words.addAll(List.of(options));
        var input = new PipedInputStream(lines);
        var host =
                new Host(
                        new Host.Streams(input, out, err, Host.AreTerminals.NONE),
                        new Host.Place(environment(), folder),
                        new Host.Machine(Clock.system(), Thread::sleep, new Random(1)),
                        new Host.Hooks(
                                (log, subjects) ->
                                        event ->
                                                log.log(
                                                        LogLevel.of(event.level()),
                                                        LogText.of(
                                                                LogEvents.words(
                                                                        event,
                                                                        Style.UNKNOWN_WIDTH)),
                                                        subjects.apply(event)),
                                (_, _) -> {},
                                _ -> {
                                    throw new IOException("expected no terminal to be taken");
                                },
                                Optional::empty,
                                _ -> exited.countDown()));
        program = new FutureTask<>(() -> new Program(host).run(words));
        Thread.ofPlatform().daemon().name("test-tree").start(program);
        awaitReady();
    }

    /// Its socket is there before the program is ready; a client waits.
    private void awaitReady() throws IOException {
        Path socket = sockets().path().resolve(NAME + ".sock");
        while (!Files.exists(socket)) {
            assertThat(program.isDone()).as("%s", err).isFalse();
            Thread.onSpinWait();
        }
        try (TestVisit visit = visit("count-children")) {
            visit.exitCode();
        }
    }

    /// The environment of its program, and of clients in the same folder.
    Map<String, String> environment() {
        return Map.of(
                "XDG_RUNTIME_DIR", folder.toString(),
                "HOME", folder.toString(),
                "TERM", "xterm-256color",
                "LC_ALL", "C.UTF-8",
                "USER", "ada");
    }

    SocketFolder sockets() {
        return new SocketFolder(folder.resolve("jobber"));
    }

    Path folder() {
        return folder;
    }

    /// A client that runs these words.
    TestVisit visit(String... words) {
        return new TestVisit(this, TestVisit.NO_TERMINAL, List.of(words));
    }

    /// A client with a terminal.
    TestVisit terminal(String... words) {
        return new TestVisit(this, TestVisit.TERMINAL, List.of(words));
    }

    /// Runs these words to their end.
    ///
    /// @return the exit code, standard output and standard error, one after the other
    String run(String... words) {
        try (TestVisit visit = visit(words)) {
            return visit.exitCode() + "\n" + visit.out() + visit.err();
        }
    }

    /// Gives its own program a line.
    void line(String line) throws IOException {
        lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        lines.flush();
    }

    /// What its program has written to standard output.
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// Ends it as the end of its lines does.
    int end() throws Exception {
        lines.close();
        return program.get();
    }

    /// Waits until it wants to end its process.
    void awaitExit() throws InterruptedException {
        exited.await();
    }

    @Override
    public void close() throws IOException {
        lines.close();
        try {
            var _ = program.get();
        } catch (Exception failed) {
            throw new IOException(failed);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
