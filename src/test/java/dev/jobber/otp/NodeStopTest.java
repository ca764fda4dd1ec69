package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A node that is stopped ends in order.
class NodeStopTest extends EndingNode {
    @Test
    void ends_supervisors_first_the_last_first_and_each_in_its_own_order() {
        node.start(new Server("early"), StartOptions.NONE).pidOrExit();
        Supervisor.start(node, tree("a1", "a2"), StartOptions.NONE).pidOrExit();
        Supervisor.start(node, tree("b1", "b2"), StartOptions.NONE).pidOrExit();
        node.start(new Server("late"), StartOptions.NONE).pidOrExit();

        assertThat(node.stop(LONG)).isEmpty();

        assertThat(ended)
                .containsExactly(
                        "b2 :shutdown",
                        "b1 :shutdown",
                        "a2 :shutdown",
                        "a1 :shutdown",
                        "late :shutdown",
                        "early :shutdown");
        assertThat(node.processes()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void ends_what_the_ended_have_left_behind() throws Exception {
        BlockingQueue<Pid> orphans = new LinkedBlockingQueue<>();
        Pid parent =
                node.spawn(() -> {
                    Process.spawn(() -> {
                        Process.trapExit(true);
                        orphans.add(Process.self());
                        Object exit = Process.receive();
                        ended.add("orphan " + ((Exit) exit).reason());
                    });
                    Process.receive();
                });
        assertThat(orphans.poll(30, TimeUnit.SECONDS)).isNotNull();

        assertThat(node.stop(LONG)).isEmpty();

        assertThat(ended).containsExactly("orphan :shutdown");
        assertThat(parent.isAlive()).isFalse();
    }

    @Test
    void lets_what_ends_start_others_and_ends_those_too() {
        node.start(
                        new GenServer<Integer, Request<?>, Object>() {
                            @Override
                            protected InitResult<Integer> init() {
                                return ok(0);
                            }

                            @Override
                            protected void terminate(ExitReason reason, Integer state) {
                                node.start(new Server("heir"), StartOptions.NONE).pidOrExit();
                            }
                        },
                        StartOptions.NONE)
                .pidOrExit();

        assertThat(node.stop(LONG)).isEmpty();

        assertThat(ended).containsExactly("heir :shutdown");
    }

    @Test
    void kills_at_the_deadline_and_says_which_processes() throws Exception {
        Supervisor.start(node, tree("a"), StartOptions.NONE).pidOrExit();
        Pid stubborn = spinning();
        var traps = new CountDownLatch(1);
        Pid deaf =
                node.spawn(() -> {
                    Process.trapExit(true);
                    traps.countDown();
                    Process.receive(message -> false);
                });
        assertThat(traps.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(node.stop(Duration.ofSeconds(5))).containsExactly(stubborn, deaf);

        assertThat(ended).containsExactly("a :shutdown");
        assertThat(node.lingering()).contains(stubborn);
        assertThat(node.processes()).isEmpty();
    }

    @Test
    void kills_at_once_without_time() {
        Pid server = node.start(new Server("s"), StartOptions.NONE).pidOrExit();

        assertThat(node.stop(Duration.ZERO)).containsExactly(server);

        assertThat(ended).isEmpty();
    }

    @Test
    void closes_the_node() {
        assertThat(node.stop(Process.INFINITY)).isEmpty();

        assertThatThrownBy(() -> node.spawn(() -> {})).isInstanceOf(IllegalStateException.class);
        assertThat(node.stop(LONG)).isEmpty();
    }

    @Test
    void may_not_be_called_by_a_process_of_the_node() {
        assertThatThrownBy(() -> node.run(() -> node.stop(LONG)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(" called Node.stop of its own node");
    }
}
