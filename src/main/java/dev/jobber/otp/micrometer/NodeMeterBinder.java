package dev.jobber.otp.micrometer;

import dev.jobber.otp.Node;
import dev.jobber.otp.management.EventCounts;
import dev.jobber.otp.management.NodeMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The numbers of a node ([NodeMetrics]) as meters of Micrometer: a gauge for what goes up and
/// down, a counter for what only grows. To read one asks no process and does not block.
///
/// ```java
/// var counts = new EventCounts();
/// Node node = Node.builder().events(counts).build();
/// var meters = new NodeMeterBinder(node, counts);
/// meters.bindTo(registry); // jobber.node.processes, jobber.node.restarts, …
/// …
/// meters.close();
/// ```
///
/// A registry has one meter of a name and its tags. So where two nodes share a registry, give each
/// of them tags of its own; else the registry goes on showing the first node.
@SuppressWarnings("exports") // Micrometer's types: an application that uses this class requires it
public final class NodeMeterBinder implements MeterBinder, AutoCloseable {
    /// A meter, and where it was registered.
    private record Bound(MeterRegistry registry, Meter meter) {}

    private final Node node;
    private final EventCounts counts;
    private final Tags tags;
    private final List<Bound> bound = new CopyOnWriteArrayList<>();

    /// Meters without tags.
    ///
    /// @param counts what the node's events go to, alone or with other listeners
    public NodeMeterBinder(Node node, EventCounts counts) {
        this(node, counts, Tags.empty());
    }

    /// Meters with these tags.
    ///
    /// @param counts what the node's events go to, alone or with other listeners
    public NodeMeterBinder(Node node, EventCounts counts, Iterable<Tag> tags) {
        this.node = node;
        this.counts = counts;
        this.tags = Tags.of(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (NodeMetrics.Metric metric : NodeMetrics.of(node, counts)) {
            bound.add(new Bound(registry, meter(registry, metric)));
        }
    }

    /// Micrometer holds what a counter reads weakly. The function holds the counts, so they stay as
    /// long as the meter.
    private Meter meter(MeterRegistry registry, NodeMetrics.Metric metric) {
        return switch (metric.kind()) {
            case GAUGE ->
                    Gauge.builder(metric.name(), () -> metric.value().getAsDouble())
                            .description(metric.description())
                            .tags(tags)
                            .register(registry);
            case COUNTER ->
                    FunctionCounter.builder(
                                    metric.name(), counts, _ -> metric.value().getAsDouble())
                            .description(metric.description())
                            .tags(tags)
                            .register(registry);
        };
    }

    /// Takes the meters out of the registries again, so that these let go of the node.
    @Override
    public void close() {
        for (Bound each : bound) {
            each.registry().remove(each.meter());
        }
        bound.clear();
    }
}
