package dev.jobber.shell;

import java.io.IOException;
import java.io.OutputStream;

/// Log lines to a stream: standard error of a script.
///
/// A stream that does not take them any more loses them; there is nobody left to tell.
public final class StreamSink implements LogSink {

    private final OutputStream stream;
    private final TextEncoding encoding;
    private final boolean colour;

    /// A sink that writes to a stream.
    public StreamSink(OutputStream stream, TextEncoding encoding, boolean colour) {
        this.stream = stream;
        this.encoding = encoding;
        this.colour = colour;
    }

    @Override
    public void write(String lines) {
        var bytes = encoding.encode(lines);
        synchronized (stream) {
            try {
                stream.write(bytes);
                stream.flush();
            } catch (IOException _) {
                // Nobody reads the log: the program's work goes on.
            }
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
