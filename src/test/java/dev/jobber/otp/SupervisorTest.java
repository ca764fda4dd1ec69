package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private final ManualClock clock = new ManualClock();
    private final Node node = Node.builder().clock(clock).build();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void starts_its_children_in_order_and_starts_them_again() {
        Pid top =
                Supervisor.start(
                                node,
                                () ->
                                        new Supervisor.Init.Spec(
                                                Supervisor.Flags.of(
                                                        Supervisor.Strategy.ONE_FOR_ONE),
                                                List.of(
                                                        ChildSpec.worker(
                                                                "a",
                                                                () ->
                                                                        GenServer.startLink(
                                                                                new Counter(1))),
                                                        ChildSpec.worker(
                                                                "b",
                                                                () ->
                                                                        GenServer.startLink(
                                                                                new Counter(2))))),
                                StartOptions.NONE)
                        .pidOrExit();
        List<Supervisor.Child> before = Supervisor.whichChildren(top);
        assertThat(before).extracting(Supervisor.Child::id).containsExactly("b", "a");

        Process.exit(
                ((Supervisor.ChildState.Running) before.getFirst().state()).pid(), ExitReason.KILL);
        clock.settle();

        assertThat(Supervisor.countChildren(top)).isEqualTo(new Supervisor.ChildCounts(2, 2, 0, 2));
        assertThat(Supervisor.whichChildren(top).getFirst().state())
                .isNotEqualTo(before.getFirst().state());
        Supervisor.stop(top);
        assertThat(node.processCount()).isZero();
    }
}
