package dev.jobber.otp.management;

import dev.jobber.otp.Inspect;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessInfo;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/// A node as a JMX bean, until it is closed.
///
/// ```java
/// var counts = new EventCounts();
/// Node node = Node.builder().events(counts).build();
/// NodeBean bean = NodeBean.register(node, counts, "orders"); // dev.jobber:type=Node,name="orders"
/// …
/// bean.close();
/// ```
public final class NodeBean implements NodeMXBean, AutoCloseable {
    private final Node node;
    private final EventCounts counts;
    private final ObjectName name;
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    private NodeBean(Node node, EventCounts counts, ObjectName name) {
        this.node = node;
        this.counts = counts;
        this.name = name;
    }

    /// Registers a node with the JVM's own server of beans, as `dev.jobber:type=Node,name="NAME"`.
    ///
    /// Throws [IllegalArgumentException] if a bean has the name.
    public static NodeBean register(Node node, EventCounts counts, String name) {
        try {
            var bean =
                    new NodeBean(
                            node,
                            counts,
                            new ObjectName("dev.jobber:type=Node,name=" + ObjectName.quote(name)));
            bean.server.registerMBean(bean, bean.name);
            return bean;
        } catch (InstanceAlreadyExistsException taken) {
            throw new IllegalArgumentException(
                    "a node is registered under the name " + name + "; take another name", taken);
        } catch (JMException problem) {
            throw new IllegalArgumentException("the node cannot be registered", problem);
        }
    }

    /// Under which name it is registered.
    public ObjectName name() {
        return name;
    }

    @Override
    public void close() {
        try {
            server.unregisterMBean(name);
        } catch (JMException gone) {
            // another has taken it away
        }
    }

    @Override
    public long getProcesses() {
        return node.processCount();
    }

    @Override
    public List<String> getRegistered() {
        return node.registered();
    }

    @Override
    public List<String> getLingering() {
        return node.lingering().stream().map(Pid::toString).toList();
    }

    @Override
    public long getRestarts() {
        return counts.restarts();
    }

    @Override
    public long getCrashes() {
        return counts.crashes();
    }

    @Override
    public long getGaveUp() {
        return counts.gaveUp();
    }

    @Override
    public int getCarriers() {
        return node.fairnessInfo().carriers();
    }

    @Override
    public String tree() {
        Map<Optional<Pid>, List<ProcessInfo>> children = new HashMap<>();
        for (Pid pid : node.processes()) {
            node.info(pid)
                    .ifPresent(info ->
                            children.computeIfAbsent(
                                            info.parent().filter(Pid::isAlive),
                                            _ -> new ArrayList<>())
                                    .add(info));
        }
        var text = new StringBuilder();
        write(text, children, Optional.empty(), "");
        return text.toString();
    }

    private static void write(
            StringBuilder text,
            Map<Optional<Pid>, List<ProcessInfo>> children,
            Optional<Pid> parent,
            String indent) {
        for (ProcessInfo info : children.getOrDefault(parent, List.of())) {
            text.append(indent)
                    .append(
                            Inspect.labelled(
                                    info.name().map(Inspect::text).orElseGet(info::what),
                                    info.label()))
                    .append(' ')
                    .append(info.pid())
                    .append(' ')
                    .append(info.status().name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(info.messageQueueLength())
                    .append('\n');
            write(text, children, Optional.of(info.pid()), indent + "  ");
        }
    }
}
