package dev.jobber.attach;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;

/// A connection between a client and a tree, on which frames go both ways. One thread may read
/// while another one writes.
///
/// Each side begins with eight bytes: `jobber`, a zero, and the version of the protocol. A frame is
/// one byte for its type, four for its length, and its payload. Both forms stay the same in all
/// versions, so that each side can tell the other what is wrong.
///
/// An interrupt closes the channel of the thread that uses it, so only threads that are never
/// interrupted may read or write.
public final class Wire implements AutoCloseable {
    /// The version of the protocol.
    static final int PROTOCOL = 1;

    /// The most bytes of a frame.
    public static final int MOST = 64 << 10;

    /// The most bytes of the first frame: it has the environment of the client in it.
    static final int MOST_OF_HELLO = 4 << 20;

    private static final int HEADER = 5;
    private static final byte[] PREAMBLE = {'j', 'o', 'b', 'b', 'e', 'r', 0, PROTOCOL};

    private final SocketChannel channel;

    /// A wire on a connection.
    public Wire(SocketChannel channel) {
        this.channel = channel;
    }

    /// Connects to a tree. It has said nothing yet.
    ///
    /// @throws AttachException where no tree of that name runs
    public static Wire to(SocketFolder folder, TreeName name) throws IOException {
        try {
            return new Wire(SocketChannel.open(folder.address(name)));
        } catch (ConnectException stale) {
            throw folder.missing(name);
        }
    }

    /// Writes the bytes with which this side begins.
    public void begin() throws IOException {
        write(ByteBuffer.wrap(PREAMBLE));
    }

    /// Reads the bytes with which the other side begins.
    ///
    /// @return the version of its protocol, or empty if it does not speak jobber
    public Optional<Integer> begun() throws IOException {
        var bytes = ByteBuffer.allocate(PREAMBLE.length);
        if (!fill(bytes)) {
            throw new EOFException("the other side has closed the connection");
        }
        int last = PREAMBLE.length - 1;
        return Arrays.equals(bytes.array(), 0, last, PREAMBLE, 0, last)
                ? Optional.of(bytes.get(last) & 0xFF)
                : Optional.empty();
    }

    /// Whether this side can speak with one of that version.
    public static boolean speaks(int protocol) {
        return protocol == PROTOCOL;
    }

    /// Writes a frame; blocks while the other side does not read.
    public void write(Frame frame) throws IOException {
        byte[] payload = frame.payload();
        if (payload.length > frame.type().most()) {
            throw new IOException(
                    "a frame of " + payload.length + " bytes is too long: " + frame.type());
        }
        write(
                ByteBuffer.allocate(HEADER + payload.length)
                        .put((byte) frame.type().ordinal())
                        .putInt(payload.length)
                        .put(payload)
                        .flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            var _ = channel.write(bytes);
        }
    }

    /// Waits for the next frame.
    ///
    /// @return empty where the other side has ended
    /// @throws IOException where what comes is no frame
    public Optional<Frame> read() throws IOException {
        var header = ByteBuffer.allocate(HEADER);
        if (!fill(header)) {
            return Optional.empty();
        }
        FrameType type =
                FrameType.of(header.get(0))
                        .orElseThrow(() -> new IOException("there is no such frame"));
        int length = header.getInt(1);
        if (length < 0 || length > type.most()) {
            throw new IOException("a frame of " + length + " bytes is too long: " + type);
        }
        return Optional.of(new Frame(type, payload(length)));
    }

    /// Reads a payload. It takes as much memory as has come, whatever the other side has promised.
    private byte[] payload(int length) throws IOException {
        var payload = new byte[Math.min(length, MOST)];
        int count = 0;
        while (count < length) {
            if (count == payload.length) {
                payload = Arrays.copyOf(payload, Math.min(length, 2 * count));
            }
            int read = channel.read(ByteBuffer.wrap(payload, count, payload.length - count));
            if (read < 0) {
                throw new EOFException("half a frame");
            }
            count += read;
        }
        return payload;
    }

    /// @return false where the other side has ended before the first byte
    private boolean fill(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                if (bytes.position() == 0) {
                    return false;
                }
                throw new EOFException("half a frame");
            }
        }
        bytes.flip();
        return true;
    }

    /// Closes the connection. Threads that read or write end with an exception.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // It is gone either way.
        }
    }
}
