package dev.jobber.attach.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.attach.Frame;
import dev.jobber.attach.FrameType;
import dev.jobber.attach.Hello;
import dev.jobber.attach.SocketFolder;
import dev.jobber.attach.Status;
import dev.jobber.attach.TreeName;
import dev.jobber.attach.TreeSocket;
import dev.jobber.attach.Version;
import dev.jobber.attach.WindowSize;
import dev.jobber.attach.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A server whose visits do what a test wants.
class TreeServerTest {
    private final BlockingQueue<Visit> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private Path runtime;
    private SocketFolder folder;
    private TreeServer server;

    @BeforeEach
    void open() throws IOException {
        runtime = Files.createTempDirectory(Path.of("/tmp"), "jt");
        folder = SocketFolder.of(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
        server =
                TreeServer.open(
                        TreeSocket.take(folder, new TreeName("t")),
                        new Work(),
                        Duration.ofSeconds(1));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        try (var files = Files.walk(runtime)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// What a client asks for with its first word.
    private final class Work implements TreeServer.Tree {
        @Override
        public int jobs() {
            return 3;
        }

        @Override
        public int run(Visit visit) {
            begun.add(visit);
            String wanted = visit.hello().words().getFirst();
            try {
                switch (wanted) {
                    case "flood" -> flood(visit.output());
                    case "echo" -> visit.input().transferTo(visit.output());
                    default -> visit.output().write(wanted.getBytes(UTF_8));
                }
                return 7;
            } catch (IOException gone) {
                events.add("gone: " + wanted);
                return 1;
            }
        }

        private void flood(OutputStream out) throws IOException {
            while (true) {
                out.write(new byte[1000]);
            }
        }

        @Override
        public void shutDown(String who, Optional<Duration> timeout) {
            events.add("shutdown: " + who + " " + timeout);
        }
    }

    private Wire client(Hello.Purpose purpose, String... words) throws IOException {
        Wire wire = Wire.to(folder, new TreeName("t"));
        wire.begin();
        wire.write(
                new Hello(
                                Version.text(),
                                purpose,
                                List.of(words),
                                new Hello.Place(Map.of("USER", "ada"), "/", 1),
                                new Hello.Terminal(
                                        "",
                                        WindowSize.UNKNOWN,
                                        new Hello.Streams(false, false, false)))
                        .frame());
        assertThat(wire.begun()).isPresent();
        return wire;
    }

    private static Frame next(Wire wire, FrameType type) throws IOException {
        Frame frame = wire.read().orElseThrow();
        assertThat(frame.type()).isEqualTo(type);
        return frame;
    }

    @Test
    void a_visit_says_what_it_says_and_ends() throws IOException {
        try (Wire wire = client(Hello.Purpose.RUN, "hello")) {
            next(wire, FrameType.WELCOME);
            assertThat(next(wire, FrameType.OUTPUT).payload()).isEqualTo("hello".getBytes(UTF_8));
            assertThat(next(wire, FrameType.END).ending()).isEqualTo(new Frame.Ending(7, ""));
            assertThat(wire.read()).isEmpty();
        }
    }

    @Test
    void input_comes_piece_by_piece_when_it_is_wanted() throws IOException {
        try (Wire wire = client(Hello.Purpose.RUN, "echo")) {
            next(wire, FrameType.WELCOME);
            next(wire, FrameType.WANTED);
            wire.write(new Frame(FrameType.INPUT, "abc".getBytes(UTF_8)));
            assertThat(next(wire, FrameType.OUTPUT).payload()).isEqualTo("abc".getBytes(UTF_8));
            next(wire, FrameType.WANTED);
            wire.write(Frame.of(FrameType.INPUT_END));
            next(wire, FrameType.END);
        }
    }

    @Test
    void a_client_that_does_not_read_is_given_up() throws Exception {
        try (var _ = client(Hello.Purpose.RUN, "flood")) {
            assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo("gone: flood");
        }
    }

    @Test
    void a_client_of_another_version_is_told_so() throws IOException {
        try (Wire wire = Wire.to(folder, new TreeName("t"))) {
            wire.begin();
            wire.write(
                    new Hello(
                                    "jobber 0",
                                    Hello.Purpose.RUN,
                                    List.of(),
                                    new Hello.Place(Map.of(), "/", 1),
                                    new Hello.Terminal(
                                            "",
                                            WindowSize.UNKNOWN,
                                            new Hello.Streams(false, false, false)))
                            .frame());
            assertThat(wire.begun()).isPresent();
            assertThat(next(wire, FrameType.REFUSED).ending().sentence())
                    .contains("jobber 0", Version.text());
        }
    }

    @Test
    void a_client_of_another_protocol_is_told_so() throws IOException {
        try (SocketChannel channel = connect();
                var wire = new Wire(channel)) {
            channel.write(ByteBuffer.wrap(new byte[] {'j', 'o', 'b', 'b', 'e', 'r', 0, 99}));
            assertThat(wire.begun()).hasValue(1);
            next(wire, FrameType.REFUSED);
        }
    }

    @Test
    void status_and_shutdown() throws Exception {
        try (Wire wire = client(Hello.Purpose.STATUS)) {
            Status status = Status.of(next(wire, FrameType.STATUS));
            assertThat(status.jobs()).isEqualTo(3);
            assertThat(status.pid()).isEqualTo(ProcessHandle.current().pid());
        }
        try (Wire wire = client(Hello.Purpose.SHUTDOWN, "1500")) {
            next(wire, FrameType.WELCOME);
            assertThat(events.poll(30, TimeUnit.SECONDS))
                    .isEqualTo("shutdown: ada Optional[PT1.5S]");
            server.close();
            assertThat(next(wire, FrameType.END).ending().exitCode()).isZero();
        }
    }

    /// What comes on the socket may be anything: it ends its own connection and no other.
    @Test
    void junk_ends_its_own_connection_alone() throws Exception {
        junkEndsItsOwnConnectionAlone(1_000);
    }

    @Test
    @Tag("soak")
    void junk_of_a_hundred_thousand_connections_ends_no_other() throws Exception {
        junkEndsItsOwnConnectionAlone(100_000);
    }

    private void junkEndsItsOwnConnectionAlone(int times) throws Exception {
        var random = new Random(7);
        try (Wire steady = client(Hello.Purpose.RUN, "echo")) {
            next(steady, FrameType.WELCOME);
            next(steady, FrameType.WANTED);
            for (int i = 0; i < times; i++) {
                junk(random, i % 7);
            }
            steady.write(new Frame(FrameType.INPUT, "still here".getBytes(UTF_8)));
            assertThat(next(steady, FrameType.OUTPUT).payload())
                    .isEqualTo("still here".getBytes(UTF_8));
        }
        awaitNoVisits();
    }

    private void junk(Random random, int how) throws IOException {
        var bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        if (how == 0) {
            try (SocketChannel channel = connect()) {
                channel.write(ByteBuffer.wrap(bytes));
            }
            return;
        }
        if (how > 3) {
            junkOfVisit(random, how, bytes);
            return;
        }
        try (SocketChannel channel = connect()) {
            var wire = new Wire(channel);
            wire.begin();
            switch (how) {
                case 1 -> channel.write(ByteBuffer.wrap(bytes));
                case 2 -> wire.write(new Frame(FrameType.HELLO, bytes));
                default -> {
                    channel.write(ByteBuffer.wrap(new byte[] {0, 0x7F, -1, -1, -1}));
                    channel.write(ByteBuffer.wrap(bytes));
                }
            }
        } catch (IOException closed) {
            // The server does not listen to the end.
        }
    }

    /// A client that has said a right hello, and goes on with junk, with half of the largest frame,
    /// or with frames that only a tree sends.
    private void junkOfVisit(Random random, int how, byte[] bytes) {
        try (Wire wire = client(Hello.Purpose.RUN, "echo")) {
            switch (how) {
                case 4 -> wire.write(new Frame(FrameType.INPUT, bytes));
                case 5 -> wire.write(new Frame(FrameType.HELLO, new byte[1 << 20]));
                default -> {
                    FrameType[] types = FrameType.values();
                    wire.write(new Frame(types[random.nextInt(types.length)], bytes));
                }
            }
        } catch (IOException closed) {
            // The server does not listen to the end.
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(folder.path().resolve("t.sock")));
    }

    private void awaitNoVisits() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!server.visits().isEmpty()) {
            assertThat(end - System.nanoTime()).isPositive();
            Thread.onSpinWait();
        }
    }
}
