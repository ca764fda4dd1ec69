package dev.jobber.shell.syntax;

import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The lines of a stream, each read when it is asked for.
public final class StreamLines implements TextLines {
    private final InputStream in;
    private final String name;
    private final TextEncoding encoding;

    /// @param in the stream; it is read byte by byte, so that it should be buffered
    /// @param name what the stream is called in messages
    public StreamLines(InputStream in, String name, TextEncoding encoding) {
        this.in = in;
        this.name = name;
        this.encoding = encoding;
    }

    /// @throws ShellException where the stream cannot be read, or a line is too long
    @Override
    public Optional<String> next(Optional<Incomplete> incomplete) {
        var line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            while (next >= 0 && next != '\n') {
                if (line.size() == FileText.MOST_BYTES) {
                    throw FileText.unreadable(
                            ErrorCode.EIO, name, "it has a line that is longer than 16 MB");
                }
                line.write(next);
                next = in.read();
            }
        } catch (IOException failed) {
            throw FileText.unreadable(name, failed);
        }
        return Optional.of(encoding.decode(line.toByteArray()));
    }
}
