package dev.jobber.shell.console;

import dev.jobber.shell.log.LogSink;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/// Log lines to a stream: standard error of a script.
///
/// If a write fails, the line is lost without an error, because there is no other place to report
/// it.
public final class StreamSink implements LogSink {
    private final OutputStream stream;
    private final TextEncoding encoding;
    private final boolean colour;
    private final BooleanSupplier isTerminal;
    private final BooleanSupplier isShared;
    private final LastRow progress = new LastRow(System::nanoTime);
    private boolean showsProgress;

    /// A sink that writes to a stream that is no terminal.
    public StreamSink(OutputStream stream, TextEncoding encoding, boolean colour) {
        this(stream, encoding, colour, () -> false, () -> false);
    }

    /// A sink that writes to a stream.
    ///
    /// @param isTerminal whether the stream is a terminal that can move its cursor; asked when work
    ///   takes long
    /// @param isShared whether answers go to a terminal too; asked when work takes long
    public StreamSink(
            OutputStream stream,
            TextEncoding encoding,
            boolean colour,
            BooleanSupplier isTerminal,
            BooleanSupplier isShared) {
        this.stream = stream;
        this.encoding = encoding;
        this.colour = colour;
        this.isTerminal = isTerminal;
        this.isShared = isShared;
    }

    @Override
    public void write(String lines) {
        synchronized (stream) {
            send(progress.beforeLines() + lines);
        }
    }

    @Override
    public void progress(String line) {
        synchronized (stream) {
            if (isTerminal.getAsBoolean()) {
                showsProgress = true;
                send(progress.show(line, width()));
            }
        }
    }

    @Override
    public void beforeAnswer() {
        synchronized (stream) {
            if (showsProgress && isShared.getAsBoolean()) {
                send(progress.beforeLines());
            }
        }
    }

    private void send(String text) {
        if (text.isEmpty()) {
            return;
        }
        try {
            stream.write(encoding.encode(text));
            stream.flush();
        } catch (IOException _) {
            // Standard error is not read any more. The program goes on.
        }
    }

    @Override
    public boolean colour() {
        return colour;
    }

    @Override
    public boolean unicode() {
        return encoding.drawsTrees();
    }
}
