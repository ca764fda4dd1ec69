package dev.jobber.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The lines of a stream, each read when it is asked for.
public final class StreamLines implements Lines {

    private final InputStream in;

    /// @param in the stream; it is read byte by byte, so that it should be buffered
    public StreamLines(InputStream in) {
        this.in = in;
    }

    @Override
    public Optional<String> next(Optional<Missing> missing) {
        var line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = in.read();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Optional.of(Utf8.decode(line.toByteArray()));
    }
}
