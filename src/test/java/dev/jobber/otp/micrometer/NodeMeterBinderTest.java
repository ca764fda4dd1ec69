package dev.jobber.otp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Agent;
import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import dev.jobber.otp.management.EventCounts;
import dev.jobber.otp.management.NodeMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A node in a registry of Micrometer.
class NodeMeterBinderTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final EventCounts counts = new EventCounts();
    private final Node node = Node.builder().events(counts, EventDelivery.AT_ONCE).build();

    @AfterEach
    void close() {
        node.close();
    }

    private static double gauge(MeterRegistry registry, String name) {
        return registry.get(name).gauge().value();
    }

    private static double counter(MeterRegistry registry, String name) {
        return registry.get(name).functionCounter().count();
    }

    private static void startOne(Node node) {
        Supervisor.start(
                        node,
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                        List.of(Agent.childSpec("hits", () -> 0, StartOptions.named("hits"))),
                        StartOptions.NONE)
                .pidOrExit();
    }

    private static void crash(Node node) {
        Agent.<Integer>at(node.named("hits"))
                .cast(n -> {
                    throw new IllegalStateException("boom");
                });
        node.awaitQuiet();
    }

    @Test
    void the_meters_show_what_happens() {
        new NodeMeterBinder(node, counts).bindTo(registry);
        assertThat(gauge(registry, "jobber.node.processes")).isZero();

        startOne(node);
        crash(node);
        crash(node);

        assertThat(gauge(registry, "jobber.node.processes")).isEqualTo(2);
        assertThat(counter(registry, "jobber.node.restarts")).isEqualTo(2);
        assertThat(counter(registry, "jobber.node.crashes")).isEqualTo(2);
        assertThat(counter(registry, "jobber.node.gave.up")).isZero();
        assertThat(gauge(registry, "jobber.node.lingering")).isZero();
        assertThat(gauge(registry, "jobber.node.carriers")).isPositive();
        Pid agent = node.whereis("hits").orElseThrow();
        Process.exit(agent, ExitReason.KILL);
        node.awaitQuiet();
        assertThat(counter(registry, "jobber.node.restarts")).isEqualTo(3);
    }

    @Test
    void every_number_has_a_meter_of_its_kind_with_its_description() {
        new NodeMeterBinder(node, counts).bindTo(registry);

        assertThat(registry.getMeters()).hasSameSizeAs(NodeMetrics.of(node, counts));
        assertThat(NodeMetrics.of(node, counts))
                .allSatisfy(metric -> {
                    Meter meter = registry.get(metric.name()).meter();
                    assertThat(meter.getId().getDescription()).isEqualTo(metric.description());
                    assertThat(meter)
                            .isInstanceOf(
                                    switch (metric.kind()) {
                                        case GAUGE -> Gauge.class;
                                        case COUNTER -> FunctionCounter.class;
                                    });
                });
    }

    @Test
    void nodes_with_tags_share_a_registry() {
        var othersCounts = new EventCounts();
        try (Node other = Node.builder().events(othersCounts).build()) {
            new NodeMeterBinder(node, counts, Tags.of("node", "one")).bindTo(registry);
            new NodeMeterBinder(other, othersCounts, Tags.of("node", "two")).bindTo(registry);

            startOne(other);

            assertThat(registry.get("jobber.node.processes").tag("node", "one").gauge().value())
                    .isZero();
            assertThat(registry.get("jobber.node.processes").tag("node", "two").gauge().value())
                    .isEqualTo(2);
        }
    }

    @Test
    void after_close_the_registries_know_nothing_of_the_node_and_may_get_another() {
        var second = new CompositeMeterRegistry();
        second.add(new SimpleMeterRegistry());
        try (var meters = new NodeMeterBinder(node, counts)) {
            meters.bindTo(registry);
            meters.bindTo(second);
            startOne(node);
            assertThat(gauge(second, "jobber.node.processes")).isEqualTo(2);
        }

        assertThat(registry.getMeters()).isEmpty();
        assertThat(second.getMeters()).isEmpty();
        try (Node other = Node.builder().build()) {
            new NodeMeterBinder(other, new EventCounts()).bindTo(registry);
            assertThat(gauge(registry, "jobber.node.processes")).isZero();
        }
    }
}
