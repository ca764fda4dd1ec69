package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeLookTest {
    @Test
    void findsTheLatestProcessesWhateverTheirNumber() {
        try (Node node = Node.builder().build()) {
            List<Pid> started =
                    Stream.generate(() -> node.spawn(() -> Process.sleep(Process.INFINITY)))
                            .limit(300)
                            .toList();
            List<Pid> latestFirst = started.reversed();
            for (int most : List.of(0, 1, 2, 299, 300, 1_000)) {
                assertThat(node.latestProcesses(most))
                        .isEqualTo(latestFirst.subList(0, Math.min(most, 300)));
            }
            assertThat(node.processes()).isEqualTo(started);
            List<Pid> even = node.processes().stream().filter(pid -> pid.id() % 2 == 0).toList();
            assertThat(node.latestProcesses(Integer.MAX_VALUE, number -> number % 2 == 0))
                    .isEqualTo(even.reversed());
            assertThatThrownBy(() -> node.latestProcesses(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected 0 processes or more, got: -1");
        }
    }
}
