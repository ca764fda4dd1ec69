package dev.jobber.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Sys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The rest of the code of *Testing with a clock that you turn*.
class TestingGuideTest {
    @Test
    void without_junit() {
        var clock = new ManualClock();
        Node node = Node.builder().clock(clock).build();
        Pid heart = node.start(new Heart(), StartOptions.NONE).pidOrExit();
        clock.advance(Duration.ofSeconds(60));
        Object beats = Sys.getState(heart);
        node.close();

        assertThat(beats).isEqualTo(60);
    }

    @Test
    void look_inside() {
        try (Node node = Node.builder().build()) {
            Pid heart = node.start(new Heart(), StartOptions.NONE).pidOrExit();

            Sys.suspend(heart);
            Process.send(heart, "beat");
            Sys.replaceState(heart, beats -> 0);
            Sys.resume(heart);

            assertThat(Sys.getState(heart)).isEqualTo(1);
        }
    }
}
