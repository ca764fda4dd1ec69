package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.attach.Frame;
import dev.jobber.attach.FrameType;
import dev.jobber.attach.Hello;
import dev.jobber.attach.SocketFolder;
import dev.jobber.attach.TreeName;
import dev.jobber.attach.Version;
import dev.jobber.attach.WindowSize;
import dev.jobber.attach.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jline.utils.ScreenTerminal;

/// A client of a tree, frame by frame. Its terminal, if it has one, is drawn in memory.
final class TestVisit implements AutoCloseable {
    static final Hello.Streams NO_TERMINAL = new Hello.Streams(false, false, false);
    static final Hello.Streams TERMINAL = new Hello.Streams(true, true, true);

    private static final long DEADLINE_SECONDS = 30;

    private final Wire wire;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ScreenTerminal screen = new ScreenTerminal(80, 24);
    private final CompletableFuture<Frame.Ending> ending = new CompletableFuture<>();
    private final List<FrameType> seen = new ArrayList<>();
    private List<String> input = List.of();
    private boolean isStopped;

    TestVisit(TestTree tree, Hello.Streams streams, List<String> words) {
        this(
                tree.sockets(),
                TestTree.NAME,
                new Hello.Place(tree.environment(), tree.folder().toString(), 1),
                streams,
                words);
    }

    TestVisit(
            SocketFolder sockets,
            String name,
            Hello.Place place,
            Hello.Streams streams,
            List<String> words) {
        try {
            wire = Wire.to(sockets, new TreeName(name));
            wire.begin();
            wire.write(
                    new Hello(
                                    Version.text(),
                                    Hello.Purpose.RUN,
                                    words,
                                    place,
                                    new Hello.Terminal(
                                            streams.in() ? "/dev/pts/7" : "",
                                            new WindowSize(80, 24),
                                            streams))
                            .frame());
            assertThat(wire.begun()).hasValue(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("test-visit").start(this::receiveAll);
    }

    private void receiveAll() {
        try {
            for (Optional<Frame> frame = wire.read(); frame.isPresent(); frame = wire.read()) {
                receive(frame.get());
            }
            ending.complete(new Frame.Ending(-1, "the connection ended"));
        } catch (IOException e) {
            ending.complete(new Frame.Ending(-1, "the connection broke: " + e));
        }
    }

    private synchronized void receive(Frame frame) throws IOException {
        try {
            while (isStopped) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        seen.add(frame.type());
        switch (frame.type()) {
            case OUTPUT -> {
                out.write(frame.payload());
                screen.write(new String(frame.payload(), StandardCharsets.UTF_8));
            }
            case ERROR -> err.write(frame.payload());
            case WANTED -> {
                if (input.isEmpty()) {
                    wire.write(Frame.of(FrameType.INPUT_END));
                } else {
                    String next = input.getFirst();
                    input = input.subList(1, input.size());
                    type(next);
                }
            }
            case END, REFUSED -> ending.complete(frame.ending());
            default -> {}
        }
        notifyAll();
    }

    /// From now on it takes nothing, as a client does that was stopped.
    synchronized void stopReading() {
        isStopped = true;
    }

    /// Standard input comes in these pieces.
    synchronized TestVisit withInput(String... pieces) {
        input = List.of(pieces);
        return this;
    }

    /// Sends keys, or a piece of standard input.
    void type(String text) {
        send(new Frame(FrameType.INPUT, text.getBytes(StandardCharsets.UTF_8)));
    }

    void send(Frame frame) {
        try {
            wire.write(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    synchronized String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// What is drawn on the terminal.
    synchronized String screen() {
        return screen.toString().replaceAll("(?m)[ \t]+$", "").stripTrailing();
    }

    /// Waits until the terminal shows this.
    void awaitScreen(String text) {
        await(() -> screen().contains(text), text);
    }

    void awaitErr(String text) {
        await(() -> err().contains(text), text);
    }

    void awaitFrame(FrameType type) {
        await(() -> seen.contains(type), type.toString());
    }

    private synchronized void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        try {
            while (!condition.getAsBoolean()) {
                assertThat(end - System.nanoTime())
                        .as("time left to wait for '%s' on:%n%s%n%s", what, screen(), ending)
                        .isPositive();
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Waits for the end.
    int exitCode() {
        return ending().exitCode();
    }

    /// Waits for the end.
    Frame.Ending ending() {
        try {
            return ending.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception late) {
            throw new IllegalStateException("no end; out: " + out() + ", err: " + err(), late);
        }
    }

    /// The client dies.
    @Override
    public void close() {
        wire.close();
    }
}
