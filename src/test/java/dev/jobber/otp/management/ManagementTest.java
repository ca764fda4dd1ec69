package dev.jobber.otp.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.otp.Agent;
import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.Node;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import javax.management.MBeanServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A node, seen from the tools of the JVM.
class ManagementTest {
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private final List<String> lines = new ArrayList<>();
    private final EventCounts counts = new EventCounts();
    private final Node node =
            Node.builder()
                    .events(counts.and(new SystemLogger(new Lines())), EventDelivery.AT_ONCE)
                    .build();

    /// A logger of the JDK that keeps its lines.
    private final class Lines implements System.Logger {
        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level != Level.DEBUG;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            if (isLoggable(level)) {
                lines.add(level + " " + format.lines().findFirst().orElse(""));
            }
        }
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void crashOnce() {
        Supervisor.start(
                        node,
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                        List.of(
                                Agent.childSpec(
                                        "hits",
                                        () -> {
                                            Process.setLabel("count");
                                            return 0;
                                        },
                                        StartOptions.named("hits"))),
                        StartOptions.named("top"))
                .pidOrExit();
        Agent.<Integer>at(node.named("hits"))
                .cast(n -> {
                    throw new IllegalStateException("boom");
                });
        node.awaitQuiet();
    }

    @Test
    void a_bean_shows_counts_names_and_the_tree() throws Exception {
        crashOnce();
        try (NodeBean bean = NodeBean.register(node, counts, "test")) {
            assertThat(bean.name()).hasToString("dev.jobber:type=Node,name=\"test\"");
            assertThat(BEANS.getAttribute(bean.name(), "Restarts")).isEqualTo(1L);
            assertThat(BEANS.getAttribute(bean.name(), "Crashes")).isEqualTo(1L);
            assertThat(BEANS.getAttribute(bean.name(), "GaveUp")).isEqualTo(0L);
            assertThat(BEANS.getAttribute(bean.name(), "Processes")).isEqualTo(2L);
            assertThat((String[]) BEANS.getAttribute(bean.name(), "Registered"))
                    .containsExactly("hits", "top");
            assertThat((String[]) BEANS.getAttribute(bean.name(), "Lingering")).isEmpty();
            assertThat((int) BEANS.getAttribute(bean.name(), "Carriers")).isPositive();
            assertThat((String) BEANS.invoke(bean.name(), "tree", new Object[0], new String[0]))
                    .matches(
                            "top #PID<0\\.\\d+\\.0> waiting 0\n"
                                    + "  hits \\(count\\) #PID<0\\.\\d+\\.0> waiting 0\n");
            assertThatThrownBy(() -> NodeBean.register(node, counts, "test"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("take another name");
        }
        try (NodeBean again = NodeBean.register(node, counts, "test")) {
            assertThat(BEANS.isRegistered(again.name())).isTrue();
        }
    }

    @Test
    void numbers_are_for_any_library_of_metrics() {
        crashOnce();

        assertThat(NodeMetrics.of(node, counts))
                .filteredOn(metric -> metric.value().getAsDouble() > 0)
                .extracting(NodeMetrics.Metric::name)
                .contains("jobber.node.processes", "jobber.node.restarts", "jobber.node.crashes");
    }

    @Test
    void events_go_to_the_logger_of_the_jdk() {
        crashOnce();

        assertThat(lines).containsExactly("ERROR GenServer hits terminating");
    }
}
