package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A test decides what time it is.
class ReminderTest {
    @Test
    void reminds_when_an_hour_is_over() throws Exception {
        var clock = new ManualClock();
        var seen = new ArrayBlockingQueue<Object>(1);
        try (Node node = Node.builder().clock(clock).build()) {
            Pid receiver = node.spawn(() -> seen.add(Process.receive()));
            node.start(new Reminder(receiver), StartOptions.NONE).pidOrExit();

            clock.advance(Duration.ofMinutes(59));
            node.awaitQuiet();
            assertEquals(0, seen.size());

            clock.advance(Duration.ofMinutes(1));
            assertEquals("an hour is over", seen.poll(30, TimeUnit.SECONDS));
        }
    }
}
