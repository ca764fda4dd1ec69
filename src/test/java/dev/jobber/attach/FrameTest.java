package dev.jobber.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final Hello HELLO =
            new Hello(
                    "jobber 1",
                    Hello.Purpose.RUN,
                    List.of("-c", "echo \udc80ä"),
                    new Hello.Place(Map.of("A", "1", "B", ""), "/tmp", 1L << 40),
                    new Hello.Terminal(
                            "/dev/pts/1",
                            new WindowSize(80, 24),
                            new Hello.Streams(true, false, true)));

    @Test
    void a_hello_arrives_as_it_was() throws IOException {
        assertThat(Hello.of(HELLO.frame())).isEqualTo(HELLO);
    }

    @Test
    void other_frames_arrive_as_they_were() throws IOException {
        var ending = new Frame.Ending(7, "why");
        assertThat(Frame.of(FrameType.END, ending).ending()).isEqualTo(ending);
        assertThat(Frame.size(new WindowSize(3, 4)).windowSize()).isEqualTo(new WindowSize(3, 4));
        assertThat(Frame.signal(15).signal()).isEqualTo(15);
        var status = new Status(1, 2, "v", 3, 4);
        assertThat(Status.of(status.frame())).isEqualTo(status);
    }

    @Test
    void a_size_is_never_absurd() {
        assertThat(new WindowSize(-1, Integer.MAX_VALUE)).isEqualTo(new WindowSize(0, 10_000));
    }

    /// Whatever bytes a frame has, reading it ends with an exception at most, and takes no more
    /// memory than the frame.
    @Test
    void a_hello_of_any_bytes_is_read_or_refused() {
        var random = new Random(1);
        byte[] whole = HELLO.frame().payload();
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Hello.of(new Frame(FrameType.HELLO, bytes)).words()).isNotNull();
            } catch (IOException refused) {
                assertThat(refused).isNotNull();
            }
        }
    }

    @Test
    void half_a_hello_is_refused() {
        byte[] whole = HELLO.frame().payload();
        for (int length = 0; length < whole.length; length++) {
            var half = new Frame(FrameType.HELLO, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Hello.of(half)).isInstanceOf(IOException.class);
        }
    }
}
