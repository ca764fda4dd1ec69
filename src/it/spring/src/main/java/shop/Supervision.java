package shop;

import dev.jobber.otp.Node;
import dev.jobber.otp.management.EventCounts;
import dev.jobber.otp.management.SystemLogger;
import dev.jobber.otp.micrometer.NodeMeterBinder;
import java.time.Duration;

/// The node of the application: its events go to the log, its numbers to the meters.
public final class Supervision implements AutoCloseable {
    private final EventCounts counts = new EventCounts();
    private final Node node =
            Node.builder()
                    .events(counts.and(new SystemLogger(System.getLogger("supervision"))))
                    .build();

    public Node node() {
        return node;
    }

    public NodeMeterBinder meters() {
        return new NodeMeterBinder(node, counts);
    }

    @Override
    public void close() {
        node.stop(Duration.ofSeconds(10));
    }
}
