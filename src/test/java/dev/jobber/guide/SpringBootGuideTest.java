package dev.jobber.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.MailboxLimit;
import dev.jobber.otp.Node;
import dev.jobber.otp.Request;
import dev.jobber.otp.ServerRef;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.management.EventCounts;
import dev.jobber.otp.management.SystemLogger;
import dev.jobber.otp.micrometer.NodeMeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The code of *Supervision in a Spring Boot service*.
class SpringBootGuideTest {
    static final class Supervision implements AutoCloseable {
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

    static final class Orders extends GenServer<Integer, Orders.Place, Orders.Cancel> {
        record Place(String item) implements Request.Of<Orders, String> {}

        record Cancel(String id) {}

        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Place place, From from, Integer count) {
            return reply(place, place.item() + " " + (count + 1), count + 1);
        }
    }

    String place(ServerRef<Orders, Orders.Cancel> orders, String item) {
        return orders.call(new Orders.Place(item), Duration.ofSeconds(2));
    }

    @Test
    void a_service_places_an_order() {
        try (var supervision = new Supervision()) {
            StartOptions limited =
                    StartOptions.named("orders")
                            .withMaxMailbox(10_000, MailboxLimit.WhenFull.REFUSE);
            var server = new Orders();
            ServerRef<Orders, Orders.Cancel> orders =
                    ServerRef.to(server, supervision.node().start(server, limited).pidOrExit());

            assertThat(place(orders, "tea")).isEqualTo("tea 1");
            var registry = new SimpleMeterRegistry();
            supervision.meters().bindTo(registry);
            assertThat(registry.get("jobber.node.processes").gauge().value()).isEqualTo(1);
        }
    }
}
