package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A node that is closed ends at once.
class NodeCloseTest extends EndingNode {
    private static CompletableFuture<String> onAnotherThread(Callable<String> code) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        result.complete(code.call());
                    } catch (Exception problem) {
                        result.complete(String.valueOf(problem.getMessage()));
                    }
                });
        return result;
    }

    /// The call is under way when this returns.
    private CompletableFuture<String> calling(Does what, Duration timeout) throws Exception {
        var begun = new CountDownLatch(1);
        Pid server = node.start(new Server("s", begun), StartOptions.NONE).pidOrExit();
        CompletableFuture<String> call =
                onAnotherThread(() -> GenServer.call(server, new Ask(what), timeout));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        return call;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANSWERS")
    void refuses_each_caller_that_waits_for_an_answer(Does what) throws Exception {
        CompletableFuture<String> call = calling(what, Process.INFINITY);

        node.close();

        assertThat(call.get(30, TimeUnit.SECONDS)).endsWith("** (EXIT) killed");
        assertThat(node.processCount()).isZero();
    }

    @Test
    void refuses_a_call_that_waits_behind_one_that_computes() throws Exception {
        Pid server = node.start(new Server("s"), StartOptions.named("s")).pidOrExit();
        var begun = new CountDownLatch(1);
        Pid busy = node.start(new Server("b", begun), StartOptions.NONE).pidOrExit();
        GenServer.cast(server, "nothing");
        CompletableFuture<String> first =
                onAnotherThread(
                        () -> GenServer.call(busy, new Ask(Does.COMPUTES), Process.INFINITY));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<String> second =
                onAnotherThread(() -> GenServer.call(busy, new Ask(Does.ANSWERS), LONG));
        while (node.info(busy).orElseThrow().messageQueueLength() == 0) {
            Thread.onSpinWait();
        }

        node.close();

        assertThat(first.get(30, TimeUnit.SECONDS)).endsWith("** (EXIT) killed");
        assertThat(second.get(30, TimeUnit.SECONDS)).endsWith("** (EXIT) killed");
    }

    @Test
    void declares_dead_what_ignores_the_kill_and_tells_its_links_and_watchers() throws Exception {
        Pid stubborn = spinning();
        try (Node other = Node.builder().fairness(false).build()) {
            BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
            var tied = new CountDownLatch(1);
            other.spawn(() -> {
                Process.trapExit(true);
                Process.link(stubborn);
                Process.monitor(stubborn);
                tied.countDown();
                heard.add(Process.receive());
                heard.add(Process.receive());
            });
            assertThat(tied.await(30, TimeUnit.SECONDS)).isTrue();

            node.close();

            assertThat(heard.poll(30, TimeUnit.SECONDS))
                    .isEqualTo(new Exit(stubborn, ExitReason.KILLED));
            assertThat(heard.poll(30, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Down.class,
                            down -> assertThat(down.reason()).isEqualTo(ExitReason.KILLED));
        }
        assertThat(node.lingering()).containsExactly(stubborn);
        assertThat(node.processes()).isEmpty();
    }

    @Test
    void lets_a_start_that_waits_for_init_fail() throws Exception {
        var begun = new CountDownLatch(1);
        CompletableFuture<String> start =
                onAnotherThread(() ->
                        node.start(
                                        new GenServer<Integer, Request<?>, Object>() {
                                            @Override
                                            protected InitResult<Integer> init() {
                                                begun.countDown();
                                                spin();
                                                return ok(0);
                                            }
                                        },
                                        StartOptions.named("slow"))
                                .toString());
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        node.close();

        assertThat(start.get(30, TimeUnit.SECONDS)).contains("killed");
        assertThat(node.registered()).isEmpty();
    }

    @Test
    void returns_when_the_listeners_have_heard_of_everything() throws Exception {
        Pid stubborn = spinning();

        node.close();

        assertThat(events.stream().filter(Event.Lingering.class::isInstance))
                .singleElement()
                .extracting(event -> ((Event.Lingering) event).pid())
                .isEqualTo(stubborn);
    }

    @Test
    void starts_no_child_again_and_reports_nothing() {
        try (Node patient =
                Node.builder().fairness(false).killGrace(LONG).events(events::add).build()) {
            for (int i = 0; i < 20; i++) {
                Supervisor.start(patient, tree("a", "b", "c"), StartOptions.NONE).pidOrExit();
            }
        }

        assertThat(events).isEmpty();
        assertThat(ended).isEmpty();
    }

    @Test
    void waits_no_longer_for_a_listener_that_blocks() throws Exception {
        var block = new CountDownLatch(1);
        var blocked = new CountDownLatch(1);
        Node deaf =
                Node.builder()
                        .fairness(false)
                        .events(event -> {
                            blocked.countDown();
                            while (block.getCount() > 0) {
                                Thread.onSpinWait();
                            }
                        })
                        .build();
        deaf.spawn(() -> {
            throw new IllegalStateException("something to hear of");
        });
        assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();

        deaf.close(); // the test is that it returns

        block.countDown();
    }

    @Test
    void may_be_called_by_a_listener_and_twice() throws Exception {
        BlockingQueue<String> closed = new LinkedBlockingQueue<>();
        var its = new Node[1];
        its[0] =
                Node.builder()
                        .fairness(false)
                        .events(event -> {
                            its[0].close();
                            closed.add("closed");
                        })
                        .build();
        its[0].spawn(() -> {
            throw new IllegalStateException("something to hear of");
        });

        assertThat(closed.poll(30, TimeUnit.SECONDS)).isEqualTo("closed");
        its[0].close();
    }

    @Test
    void keeps_the_interrupt_of_its_caller_and_waits_all_the_same() throws Exception {
        spinning();
        Thread.currentThread().interrupt();

        node.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(node.lingering()).hasSize(1);
    }

    @Test
    void may_not_be_called_by_a_process_of_the_node() throws Exception {
        assertThatThrownBy(() ->
                        node.run(() -> {
                            node.close();
                            return "";
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("#PID<0.")
                .hasMessageEndingWith(
                        " called Node.close of its own node and would wait for its own end;"
                                + " call it on a thread that is no process of the node");
        assertThat(node.run(() -> "still open")).isEqualTo("still open");
    }

    @Test
    void may_be_called_by_a_process_of_another_node() throws Exception {
        Node other = Node.builder().fairness(false).build();
        other.start(new Server("s"), StartOptions.NONE).pidOrExit();

        node.run(() -> {
            other.close();
            return "";
        });

        assertThat(other.processCount()).isZero();
    }
}
