package dev.jobber.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The two ends of a connection.
class WireTest {
    private static final int PROMISED = Wire.MOST_OF_HELLO;

    private Path folder;
    private SocketChannel other;
    private Wire wire;

    @BeforeEach
    void connect() throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "jt");
        var address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            other = SocketChannel.open(address);
            wire = new Wire(server.accept());
        }
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        other.close();
        Files.delete(folder.resolve("s"));
        Files.delete(folder);
    }

    /// The first bytes of a hello that is said to be so long.
    private void promise(int length) throws IOException {
        other.write(ByteBuffer.allocate(5).put((byte) 0).putInt(length).flip());
    }

    @Test
    void the_largest_hello_arrives_as_it_was() throws IOException {
        var payload = new byte[PROMISED];
        new Random(1).nextBytes(payload);
        Thread.ofPlatform().daemon().start(() -> send(payload));

        assertThat(wire.read().orElseThrow().payload()).isEqualTo(payload);
    }

    private void send(byte[] payload) {
        try {
            new Wire(other).write(new Frame(FrameType.HELLO, payload));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Many clients that promise much and send nothing cannot take the memory of the tree.
    @Test
    void what_is_promised_and_does_not_come_takes_no_memory() throws IOException {
        promise(PROMISED);
        other.close();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(wire::read).isInstanceOf(EOFException.class);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(PROMISED / 4);
    }

    @Test
    void a_frame_over_the_limit_is_refused_before_it_comes() throws IOException {
        promise(PROMISED + 1);

        assertThatThrownBy(wire::read).hasMessageContaining("too long");
    }
}
