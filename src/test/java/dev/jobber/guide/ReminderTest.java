package dev.jobber.guide;

import dev.jobber.otp.Pid;
import dev.jobber.testing.NodeExtension;
import dev.jobber.testing.TestNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The test of *Testing with a clock that you turn*.
@ExtendWith(NodeExtension.class)
class ReminderTest {
    @Test
    void reminds_after_an_hour(TestNode node) {
        TestNode.Probe probe = node.probe();
        Pid reminder = node.start(new Reminder(probe.pid()));

        node.tick(Duration.ofMinutes(59));
        probe.assertMessages();
        node.tick(Duration.ofMinutes(1));

        probe.assertMessages("an hour is over");
        node.assertAlive(reminder);
    }
}
