package dev.jobber.otp.management;

import dev.jobber.otp.Node;
import java.util.List;
import java.util.function.DoubleSupplier;

/// The numbers of a node, for a library of metrics. It needs none itself; with Micrometer, for
/// example:
///
/// ```java
/// NodeMetrics.of(node, counts).forEach(metric ->
///         Gauge.builder(metric.name(), metric.value()::getAsDouble)
///                 .description(metric.description())
///                 .register(registry));
/// ```
public final class NodeMetrics {
    /// A number that can be read at any time.
    ///
    /// @param name as Micrometer writes names: `jobber.node.processes`
    /// @param description what it says, in a few words
    /// @param value reads it, without blocking
    public record Metric(String name, String description, DoubleSupplier value) {}

    private NodeMetrics() {}

    /// All numbers of a node.
    public static List<Metric> of(Node node, EventCounts counts) {
        return List.of(
                new Metric("jobber.node.processes", "Live processes", node::processCount),
                new Metric(
                        "jobber.node.lingering",
                        "Threads of dead processes that still run",
                        () -> node.lingering().size()),
                new Metric("jobber.node.restarts", "Children started again", counts::restarts),
                new Metric("jobber.node.crashes", "Processes ended abnormally", counts::crashes),
                new Metric(
                        "jobber.node.gave.up",
                        "Supervisors ended after too many restarts",
                        counts::gaveUp),
                new Metric(
                        "jobber.node.carriers",
                        "Threads of the operating system that run virtual threads",
                        () -> node.fairnessInfo().carriers()));
    }
}
