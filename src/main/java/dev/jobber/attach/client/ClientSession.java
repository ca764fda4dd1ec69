package dev.jobber.attach.client;

import dev.jobber.attach.Frame;
import dev.jobber.attach.FrameType;
import dev.jobber.attach.Hello;
import dev.jobber.attach.WindowSize;
import dev.jobber.attach.Wire;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jline.utils.Signals;

/// A client at work: carries bytes between the terminal, or the standard streams, and the tree.
final class ClientSession {
    /// A client whose tree does not answer a signal ends by itself.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int SIGNALED = 128;
    private static final int OUTPUT_CLOSED = 141;
    private static final int PIECE = 16 << 10;

    private final Wire wire;
    private final String tree;
    private final BooleanSupplier runs;
    private final InputStream in;
    private final ClientTerminal terminal = new ClientTerminal();
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final OutputStream err = new FileOutputStream(FileDescriptor.err);
    private final Semaphore wanted = new Semaphore(0);
    private final AtomicBoolean reads = new AtomicBoolean();
    private final AtomicBoolean isEnding = new AtomicBoolean();
    private volatile boolean sendsKeys;
    private WindowSize told = WindowSize.UNKNOWN;

    /// The signals that end a client. Each has its number on all systems.
    private enum EndingSignal {
        HUP(1),
        INT(2),
        TERM(15);

        private final int number;

        EndingSignal(int number) {
            this.number = number;
        }
    }

    /// @param runs says whether the tree runs when the connection is lost
    /// @param in what it reads when the tree asks for input
    ClientSession(Wire wire, String tree, BooleanSupplier runs, Optional<InputStream> in) {
        this.wire = wire;
        this.tree = tree;
        this.runs = runs;
        this.in = in.orElseGet(() -> new FileInputStream(FileDescriptor.in));
    }

    /// Says hello, and serves until the end.
    ///
    /// @return the exit code
    int run(Hello hello) throws IOException {
        told = hello.terminal().size();
        Link.greet(wire, hello);
        listen();
        int code = 1;
        try {
            code = serve();
        } finally {
            leave();
        }
        return code;
    }

    private int serve() throws IOException {
        while (true) {
            Optional<Frame> frame = next();
            if (frame.isEmpty()) {
                return lost();
            }
            switch (frame.get().type()) {
                case OUTPUT -> {
                    Optional<Integer> failed = print(frame.get().payload());
                    if (failed.isPresent()) {
                        return failed.get();
                    }
                }
                case ERROR -> complain(frame.get().payload());
                case WANTED -> {
                    wanted.release();
                    read();
                }
                case RAW -> {
                    terminal.raw();
                    sendsKeys = true;
                    resized();
                    read();
                }
                case SUSPEND -> suspend();
                case END, REFUSED -> {
                    return end(frame.get().ending());
                }
                case HELLO, INPUT, INPUT_END, SIGNAL, SIZE, CONTINUED, WELCOME, STATUS -> {}
            }
        }
    }

    private Optional<Frame> next() {
        try {
            return wire.read();
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    /// A tree gives up a terminal that takes nothing, and cannot tell it.
    private int lost() throws IOException {
        String sentence =
                runs.getAsBoolean()
                        ? "the tree '"
                                + tree
                                + "' has ended this visit: the terminal took nothing for too long, or the tree was started anew"
                        : "the connection to the tree '"
                                + tree
                                + "' is lost: its program has ended or was killed";
        return end(new Frame.Ending(1, sentence));
    }

    private int end(Frame.Ending ending) throws IOException {
        boolean wasRaw = leave();
        if (!ending.sentence().isEmpty()) {
            String line = (wasRaw ? "\n" : "") + "jobber: " + ending.sentence() + "\n";
            complain(line.getBytes(StandardCharsets.UTF_8));
        }
        return ending.exitCode();
    }

    /// Gives the terminal back as it was found.
    ///
    /// @return whether it was another
    private boolean leave() throws IOException {
        String plain = terminal.restore();
        if (!plain.isEmpty()) {
            out.write(plain.getBytes(StandardCharsets.US_ASCII));
        }
        return !plain.isEmpty();
    }

    /// @return the exit code, where standard output cannot be written
    private Optional<Integer> print(byte[] bytes) {
        try {
            out.write(bytes);
            return Optional.empty();
        } catch (IOException failed) {
            if (String.valueOf(failed.getMessage()).contains("Broken pipe")) {
                return Optional.of(OUTPUT_CLOSED);
            }
            complain(
                    ("error: standard output cannot be written: " + failed.getMessage() + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            return Optional.of(1);
        }
    }

    private void complain(byte[] bytes) {
        try {
            err.write(bytes);
        } catch (IOException _) {
            // Standard error is closed.
        }
    }

    /// Reads standard input on a thread of its own, from the first time that it is wanted.
    private void read() {
        if (reads.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("jobber-input").start(this::readAll);
        }
    }

    private void readAll() {
        var bytes = new byte[PIECE];
        try {
            while (true) {
                if (!sendsKeys) {
                    wanted.acquire();
                }
                int count = in.read(bytes);
                if (count < 0) {
                    send(Frame.of(FrameType.INPUT_END));
                    return;
                }
                send(new Frame(FrameType.INPUT, Arrays.copyOf(bytes, count)));
            }
        } catch (IOException unreadable) {
            send(Frame.of(FrameType.INPUT_END));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Frame frame) {
        synchronized (wire) {
            try {
                wire.write(frame);
            } catch (IOException _) {
                // The thread that reads from the tree hears of its end.
            }
        }
    }

    /// To handle the first signal takes a tenth of the start-up time, so nothing waits for it. A
    /// signal that comes before that ends this program, which the tree sees.
    private void listen() {
        Thread.ofPlatform()
                .daemon()
                .name("jobber-signals")
                .start(() -> {
                    for (EndingSignal signal : EndingSignal.values()) {
                        Signals.register(signal.name(), () -> signalled(signal));
                    }
                    Signals.register("WINCH", this::resized);
                    Signals.register("CONT", this::continued);
                    resized(); // the window may have changed before it was told of that
                });
    }

    /// A second signal does not wait for the tree.
    private void signalled(EndingSignal signal) {
        if (!isEnding.compareAndSet(false, true) && !sendsKeys) {
            halt(signal);
        }
        if (!sendsKeys || signal != EndingSignal.INT) {
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try {
                            Thread.sleep(PATIENCE);
                            halt(signal);
                        } catch (InterruptedException ended) {
                            Thread.currentThread().interrupt();
                        }
                    });
        }
        send(Frame.signal(signal.number));
    }

    private void halt(EndingSignal signal) {
        try {
            var _ = leave();
        } catch (IOException _) {
            // The terminal has gone.
        }
        Runtime.getRuntime().halt(SIGNALED + signal.number);
    }

    /// Tells the tree another size than it knows.
    private synchronized void resized() {
        if (sendsKeys && !ClientTerminal.size().equals(told)) {
            told = ClientTerminal.size();
            send(Frame.size(told));
        }
    }

    /// Ctrl-Z: this program and those of its job stop, until `fg`. The signal is sent by a program,
    /// because the JVM cannot raise a signal that it does not handle.
    private void suspend() throws IOException {
        var _ = leave();
        try {
            var _ = new ProcessBuilder("sh", "-c", "kill -TSTP 0").start().waitFor();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        if (sendsKeys && !terminal.isRaw()) {
            continued();
        }
    }

    /// This program was stopped, and goes on. Another program may have changed the terminal.
    private void continued() {
        if (sendsKeys) {
            terminal.raw();
            send(Frame.of(FrameType.CONTINUED));
            resized();
        }
    }
}
