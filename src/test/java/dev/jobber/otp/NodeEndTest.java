package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How a node ends: at once by close, in order by stop.
class NodeEndTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicBoolean enough = new AtomicBoolean();
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Node node =
            Node.builder()
                    .fairness(false)
                    .killGrace(Duration.ofMillis(200))
                    .events(events::add)
                    .build();

    @AfterEach
    void close() {
        enough.set(true);
        node.close();
    }

    /// What a server does with a request.
    private enum Does {
        COMPUTES,
        SLEEPS,
        OWES,
        ANSWERS
    }

    private record Ask(Does what) implements Request<String> {}

    private final class Server extends GenServer<String, Ask, Object> {
        private final String name;
        private final CountDownLatch begun;

        Server(String name, CountDownLatch begun) {
            this.name = name;
            this.begun = begun;
        }

        Server(String name) {
            this(name, new CountDownLatch(1));
        }

        @Override
        protected InitResult<String> init() {
            Process.trapExit(true);
            return ok(name);
        }

        @Override
        protected CallResult<String> handleCall(Ask ask, From from, String state) throws Exception {
            begun.countDown();
            switch (ask.what()) {
                case COMPUTES -> spin();
                case SLEEPS -> Thread.sleep(LONG);
                case OWES -> {
                    return noreply(state);
                }
                case ANSWERS -> {}
            }
            return reply("answer", state);
        }

        @Override
        protected void terminate(ExitReason reason, String state) {
            ended.add(name + " " + reason);
        }
    }

    private void spin() {
        while (!enough.get()) {
            Thread.onSpinWait();
        }
    }

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

    private Pid spinning() throws Exception {
        var begun = new CountDownLatch(1);
        Pid pid =
                node.spawn(() -> {
                    begun.countDown();
                    spin();
                });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        return pid;
    }

    @Nested
    class Close {
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
        void declares_dead_what_ignores_the_kill_and_tells_its_links_and_watchers()
                throws Exception {
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
            for (int i = 0; i < 20; i++) {
                Supervisor.start(node, tree("a", "b", "c"), StartOptions.NONE).pidOrExit();
            }

            node.close();

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
    }

    @Nested
    class AProcessOfTheNode {
        @Test
        void may_not_close_it() throws Exception {
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
        void may_not_stop_it() {
            assertThatThrownBy(() -> node.run(() -> node.stop(LONG)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(" called Node.stop of its own node");
        }

        @Test
        void may_close_another_one() throws Exception {
            Node other = Node.builder().fairness(false).build();
            other.start(new Server("s"), StartOptions.NONE).pidOrExit();

            node.run(() -> {
                other.close();
                return "";
            });

            assertThat(other.processCount()).isZero();
        }
    }

    @Nested
    class AClosedNode {
        private static final String SENTENCE =
                "the node is closed and starts no more processes; build a new one with"
                        + " Node.builder()";

        @Test
        void starts_nothing() {
            node.close();

            for (Callable<Object> start :
                    List.<Callable<Object>>of(
                            () -> node.start(new Server("s"), StartOptions.named("s")),
                            () -> node.spawn(() -> {}),
                            () -> node.run(() -> ""),
                            () -> Supervisor.start(node, tree(), StartOptions.NONE),
                            () ->
                                    Registry.start(
                                            node, Registry.of(Registry.Keys.UNIQUE, "names")))) {
                assertThatThrownBy(start::call)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(SENTENCE);
            }
            assertThat(node.processes()).isEmpty();
            assertThat(node.registered()).isEmpty();
        }

        @Test
        void has_no_process_to_call() throws Exception {
            Pid server = node.start(new Server("s"), StartOptions.named("s")).pidOrExit();
            node.close();

            Process.send(server, "hello");
            GenServer.cast(server, "hello");
            assertThat(server.isAlive()).isFalse();
            assertThatThrownBy(() ->
                            GenServer.call(
                                    node.named("s"), new Ask(Does.ANSWERS), Process.INFINITY))
                    .isInstanceOf(ExitException.class)
                    .hasMessageContaining("no process");
        }
    }

    private Supervisor.Module tree(String... names) {
        List<ChildSpec> children =
                List.of(names).stream()
                        .map(name ->
                                ChildSpec.worker(
                                        name,
                                        () ->
                                                GenServer.startLink(
                                                        new Server(name), StartOptions.NONE)))
                        .toList();
        return () ->
                new Supervisor.Init.Spec(
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE), children);
    }

    @Nested
    class Stop {
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
                        orphans.add(
                                Process.spawn(() -> {
                                    Process.trapExit(true);
                                    Object exit = Process.receive();
                                    ended.add("orphan " + ((Exit) exit).reason());
                                }));
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
            Pid deaf =
                    node.spawn(() -> {
                        Process.trapExit(true);
                        Process.receive(message -> false);
                    });

            assertThat(node.stop(Duration.ofMillis(300))).containsExactly(stubborn, deaf);

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

            assertThatThrownBy(() -> node.spawn(() -> {}))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(node.stop(LONG)).isEmpty();
        }
    }
}
