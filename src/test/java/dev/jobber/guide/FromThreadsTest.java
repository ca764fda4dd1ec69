package dev.jobber.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Agent;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import dev.jobber.otp.Sys;
import dev.jobber.otp.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The code of *From threads and executors*.
class FromThreadsTest {
    private final ManualClock clock = new ManualClock();
    private final Node node = Node.builder().clock(clock).build();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void a_map_and_a_lock() {
        Agent<Map<String, Integer>> stock =
                Agent.at(
                        Agent.start(node, () -> Map.of("apple", 3), StartOptions.NONE).pidOrExit());
        int left = stock.get(all -> all.getOrDefault("apple", 0));

        assertThat(left).isEqualTo(3);
    }

    @Test
    void an_executor_and_futures() throws Exception {
        List<Integer> lengths =
                node.run(() ->
                        Task.awaitMany(
                                Stream.of("a", "bb", "ccc")
                                        .map(word -> Task.async(() -> word.length()))
                                        .toList()));

        assertThat(lengths).containsExactly(1, 2, 3);
    }

    static final class Heart extends GenServer<Integer, Request<?>, Object> {
        @Override
        protected InitResult<Integer> init() {
            Process.sendInterval(Process.self(), "beat", Duration.ofSeconds(1));
            return ok(0);
        }

        @Override
        protected Result<Integer> handleInfo(Object message, Integer beats) {
            return noreply(beats + 1);
        }
    }

    @Test
    void a_scheduled_executor() {
        var heart = node.start(new Heart(), StartOptions.NONE).pidOrExit();
        clock.advance(Duration.ofSeconds(60));

        assertThat(Sys.getState(heart)).isEqualTo(60);
    }

    @Test
    void start_again() {
        Supervisor.start(
                        node,
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                        List.of(ChildSpec.worker("heart", () -> GenServer.startLink(new Heart()))),
                        StartOptions.named("top"))
                .pidOrExit();

        assertThat(node.whereis("top")).isPresent();
    }
}
