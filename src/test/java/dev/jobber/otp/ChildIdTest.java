package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ids of children are foreign code.
class ChildIdTest {
    /// Works as an id until its session is closed.
    private static final class Id {
        private boolean closed;

        @Override
        public int hashCode() {
            check();
            return 7;
        }

        @Override
        public boolean equals(Object other) {
            check();
            return other == this;
        }

        private void check() {
            if (closed) {
                throw new IllegalStateException("session closed");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void an_id_that_throws_ends_neither_its_supervisor_nor_another_child(int others)
            throws Exception {
        try (Node node = Node.builder().fairness(false).build()) {
            var id = new Id();
            List<ChildSpec> specs = new ArrayList<>();
            specs.add(
                    ChildSpec.worker(
                            id,
                            () -> GenServer.startLink(new Counter(0), StartOptions.named("odd"))));
            for (int i = 0; i < others; i++) {
                specs.add(ChildSpec.worker(i, () -> GenServer.startLink(new Counter(0))));
            }
            Pid top =
                    Supervisor.start(
                                    node,
                                    Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                    specs,
                                    StartOptions.NONE)
                            .pidOrExit();
            assertThat(Supervisor.terminateChild(top, "stranger"))
                    .isEqualTo(new Supervisor.Outcome.Refused(ExitReason.NOT_FOUND));
            id.closed = true;

            assertThat(Supervisor.terminateChild(top, 0)).isEqualTo(new Supervisor.Outcome.Ok());
            assertThat(Supervisor.restartChild(top, 0)).isInstanceOf(StartResult.Started.class);
            assertThat(Supervisor.startChild(top, specs.getFirst()))
                    .isInstanceOf(StartResult.Failed.class);
            Pid odd = node.whereis("odd").orElseThrow();
            node.run(() -> {
                MonitorRef ref = Process.monitor(odd);
                Process.exit(odd, ExitReason.KILL);
                return Process.receive(it -> it instanceof Down down && down.ref() == ref);
            });
            assertThat(Supervisor.countChildren(top).active()).isEqualTo(1 + others);
            Supervisor.stop(top);
        }
    }
}
