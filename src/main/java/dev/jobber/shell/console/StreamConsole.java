package dev.jobber.shell.console;

import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogSink;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The console of a script: results to standard output, errors to standard error.
public final class StreamConsole implements Console {
    /// The exit code of a program whose output is not read any more: 128 plus the number of
    /// SIGPIPE.
    public static final int OUTPUT_CLOSED = 141;

    /// How long an answer waits for earlier log lines. If no program reads standard error, the
    /// script must still go on.
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final int NARROWEST = 20;
    private static final int FILE_TYPE = 0170000;
    private static final int FIFO = 0010000;
    private static final int SOCKET = 0140000;

    private final Streams streams;
    private final LogGateway gateway;
    private final Look look;
    private final Predicate<IOException> isQuiet;
    private final AtomicBoolean failed = new AtomicBoolean();

    /// A console on these streams.
    ///
    /// @param gateway what is waited for before an answer is written, so that log lines come before
    ///   it
    /// @param look how wide answers are, and whether they are coloured
    public StreamConsole(Streams streams, LogGateway gateway, Look look) {
        this(streams, gateway, look, StreamConsole::isClosedPipe);
    }

    StreamConsole(Streams streams, LogGateway gateway, Look look, Predicate<IOException> isQuiet) {
        this.streams = streams;
        this.gateway = gateway;
        this.look = look;
        this.isQuiet = isQuiet;
    }

    /// Where answers go.
    ///
    /// @param out standard output, not buffered
    /// @param err where errors go, beside the log lines
    /// @param outputFailed called once, with the failure, when a write to standard output fails;
    ///   all later output is lost
    public record Streams(OutputStream out, LogSink err, Consumer<IOException> outputFailed) {}

    /// How answers look.
    ///
    /// @param width columns
    /// @param encoding the bytes that they are written in
    public record Look(int width, boolean colour, TextEncoding encoding) {
        /// The width that `COLUMNS` says, else 80, and the encoding that the locale says.
        public static Look of(Map<String, String> environment, boolean colour) {
            return new Look(
                    columns(environment.getOrDefault("COLUMNS", "")),
                    colour,
                    TextEncoding.of(environment));
        }

        private static int columns(String number) {
            return number.matches("[1-9][0-9]{0,4}")
                    ? Math.max(NARROWEST, Integer.parseInt(number))
                    : Style.UNKNOWN_WIDTH;
        }
    }

    @Override
    public void print(String text) {
        write(look.encoding().encode(text + '\n'));
    }

    @Override
    public void write(byte[] bytes) {
        gateway.flush(PATIENCE);
        try {
            synchronized (streams.out()) {
                if (!failed.get()) {
                    streams.err().beforeAnswer();
                    streams.out().write(bytes);
                    streams.out().flush();
                }
            }
        } catch (IOException e) {
            if (failed.compareAndSet(false, true)) {
                if (!isQuiet.test(e)) {
                    streams.err().write("error: " + unwritable(e) + "\n");
                }
                streams.outputFailed().accept(e);
            }
        }
    }

    @Override
    public void error(String text) {
        gateway.flush(PATIENCE);
        streams.err().write(text + '\n');
    }

    @Override
    public int width() {
        return look.width();
    }

    @Override
    public boolean colour() {
        return look.colour();
    }

    @Override
    public boolean unicode() {
        return look.encoding().drawsTrees();
    }

    /// The sentence about a failed write to standard output.
    public static String unwritable(IOException failure) {
        return "standard output cannot be written: " + failure.getMessage();
    }

    /// Whether a failed write to standard output means that its reader has gone, as with `jobber …
    /// | head -1`.
    public static boolean isClosedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("Broken pipe") || isPipe();
    }

    /// The system's message for a closed pipe is in the user's language, so all these texts must be
    /// known.
    private static boolean isPipe() {
        try {
            int type = (int) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & FILE_TYPE;
            return type == FIFO || type == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            return false;
        }
    }
}
