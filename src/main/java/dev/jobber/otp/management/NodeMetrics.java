package dev.jobber.otp.management;

import dev.jobber.otp.Node;
import java.util.List;
import java.util.function.DoubleSupplier;

/// The numbers of a node, for a library of metrics. It needs none itself; for Micrometer there is
/// `dev.jobber.otp.micrometer`.
///
/// ```java
/// NodeMetrics.of(node, counts).forEach(metric ->
///         System.out.println(metric.name() + " " + metric.value().getAsDouble()));
/// ```
public final class NodeMetrics {
    /// How a number moves.
    public enum Kind {
        /// It goes up and down.
        GAUGE,
        /// It only grows.
        COUNTER
    }

    /// A number that can be read at any time.
    ///
    /// @param name as Micrometer writes names: `jobber.node.processes`
    /// @param description what it says, in a few words
    /// @param value reads it, without blocking
    public record Metric(String name, String description, Kind kind, DoubleSupplier value) {}

    private NodeMetrics() {}

    /// All numbers of a node.
    public static List<Metric> of(Node node, EventCounts counts) {
        return List.of(
                gauge("processes", "Live processes", node::processCount),
                gauge(
                        "lingering",
                        "Threads of dead processes that still run",
                        () -> node.lingering().size()),
                counter("restarts", "Children started again", counts::restarts),
                counter("crashes", "Processes ended abnormally", counts::crashes),
                counter("gave.up", "Supervisors ended after too many restarts", counts::gaveUp),
                gauge(
                        "carriers",
                        "Threads of the operating system that run virtual threads",
                        () -> node.fairnessInfo().carriers()));
    }

    private static Metric gauge(String name, String description, DoubleSupplier value) {
        return new Metric("jobber.node." + name, description, Kind.GAUGE, value);
    }

    private static Metric counter(String name, String description, DoubleSupplier value) {
        return new Metric("jobber.node." + name, description, Kind.COUNTER, value);
    }
}
