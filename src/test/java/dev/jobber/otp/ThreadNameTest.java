package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thread dumps show whose thread it is.
class ThreadNameTest {
    private record Ask() implements Request<String> {}

    private static final class Named extends GenServer<Integer, Ask, Object> {
        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Ask ask, From from, Integer state) {
            return reply(ask, Thread.currentThread().getName(), state);
        }

        @Override
        protected Result<Integer> handleCast(Object label, Integer state) {
            Process.setLabel(label);
            return noreply(state);
        }
    }

    private final Node node = Node.builder().build();

    @AfterEach
    void close() {
        node.close();
    }

    private Pid named(StartOptions options) {
        return node.start(new Named(), options).pidOrExit();
    }

    private String afterLabel(Pid process, Object label) {
        GenServer.cast(process, label);
        node.awaitQuiet();
        return GenServer.call(process, new Ask());
    }

    @Test
    void a_thread_has_the_name_of_its_process() {
        assertThat(GenServer.call(named(StartOptions.named("orders")), new Ask()))
                .isEqualTo("orders");
    }

    @Test
    void or_its_key_in_a_registry() {
        Registry registry = Registry.of(Registry.Keys.UNIQUE, "shop");
        Registry.start(node, registry).pidOrExit();

        assertThat(GenServer.call(named(StartOptions.named(registry.via("o7"))), new Ask()))
                .isEqualTo("o7");
    }

    @Test
    void or_what_it_calls_itself() {
        Pid process = named(StartOptions.NONE);

        assertThat(GenServer.call(process, new Ask())).isEmpty();
        assertThat(afterLabel(process, "order 7")).isEqualTo("order 7");
        assertThat(afterLabel(process, List.of("order", 8))).isEqualTo("[order, 8]");
    }

    @Test
    void its_name_counts_more_than_what_it_calls_itself() {
        assertThat(afterLabel(named(StartOptions.named("orders")), "order 7")).isEqualTo("orders");
    }

    @Test
    void a_thread_dump_shows_the_names_of_processes_that_wait_in_their_code(@TempDir Path folder)
            throws Exception {
        node.spawn(() -> {
            Process.register(Process.self(), "watchman of the threads");
            Process.receive();
        });
        node.spawn(() -> {
            Process.setLabel("cook of the threads");
            Process.receive();
        });
        node.awaitQuiet();
        Path dump = folder.resolve("threads");

        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);

        assertThat(Files.readString(dump))
                .contains("\"watchman of the threads\"", "\"cook of the threads\"");
    }

    /// Its init runs on the thread of the process that starts it.
    @Test
    void a_child_does_not_rename_the_thread_of_its_starter() throws Exception {
        String name =
                node.run(() -> {
                    Process.setLabel("starter");
                    GenServer.startLink(
                            new GenServer<Integer, Request<?>, Object>() {
                                @Override
                                protected InitResult<Integer> init() {
                                    Process.setLabel("child");
                                    return ok(0);
                                }
                            },
                            StartOptions.named("named child"));
                    return Thread.currentThread().getName();
                });

        assertThat(name).isEqualTo("starter");
    }
}
