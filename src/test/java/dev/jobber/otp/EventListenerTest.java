package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A listener may throw, block and ask: no process notices. Real time, real threads.
class EventListenerTest {
    private final List<Node> nodes = new ArrayList<>();
    private final CountDownLatch enough = new CountDownLatch(1);

    @AfterEach
    void close() {
        enough.countDown();
        nodes.forEach(Node::close);
    }

    private Node node(EventListener listener) {
        return node(listener, EventDelivery.QUEUED);
    }

    private Node node(EventListener listener, EventDelivery how) {
        Node node =
                Node.builder()
                        .fairness(false)
                        .killGrace(Duration.ofMillis(50))
                        .events(listener, how)
                        .build();
        nodes.add(node);
        return node;
    }

    private static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message today");
        }
    }

    private static final class Silent {
        @Override
        public String toString() {
            throw new IllegalStateException("not printable");
        }
    }

    /// Crashes when it is asked to, and in terminate if it traps exits.
    private static final class Worker extends GenServer<Integer, Worker.Crash, Object> {
        record Crash() implements Request<Integer> {}

        private final boolean traps;

        Worker(boolean traps) {
            this.traps = traps;
        }

        @Override
        protected InitResult<Integer> init() {
            Process.trapExit(traps);
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Crash request, From from, Integer state) {
            throw new Odd();
        }

        @Override
        protected void terminate(ExitReason reason, Integer state) {
            if (traps) {
                throw new Odd();
            }
        }
    }

    private static Pid tree(Node node) {
        var worker =
                ChildSpec.worker(
                        "worker",
                        () -> GenServer.startLink(new Worker(false), StartOptions.named("worker")));
        var sub =
                ChildSpec.supervisor(
                        "sub",
                        () ->
                                Supervisor.startLink(
                                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                        List.of(worker),
                                        StartOptions.named("sub")));
        return Supervisor.start(
                        node,
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                        List.of(sub),
                        StartOptions.NONE)
                .pidOrExit();
    }

    private static ExitReason crash(Node node, Pid worker) throws Exception {
        return node.run(() -> {
            MonitorRef ref = Process.monitor(worker);
            try {
                GenServer.call(worker, new Worker.Crash(), Process.INFINITY);
                throw new AssertionError("expected a crash, got: an answer");
            } catch (ExitException expected) {
                return ((Down) Process.receive(it -> it instanceof Down down && down.ref() == ref))
                        .reason();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_tree_lives_on_when_its_listener_throws_and_the_listener_is_taken_out(EventDelivery how)
            throws Exception {
        BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
        BlockingQueue<Throwable> reports = new LinkedBlockingQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> reports.add(problem));
        try {
            Node node =
                    node(
                            event -> {
                                heard.add(event);
                                throw new IllegalStateException("listener");
                            },
                            how);
            Pid top = tree(node);
            Pid sub = node.whereis("sub").orElseThrow();

            crash(node, node.whereis("worker").orElseThrow());

            assertThat(reports.poll(30, TimeUnit.SECONDS))
                    .hasMessageContaining("EventListenerTest")
                    .hasMessageContaining("threw an exception and was removed")
                    .hasRootCauseMessage("listener");
            assertThat(Supervisor.countChildren(sub).active()).isEqualTo(1);
            assertThat(Supervisor.countChildren(top).active()).isEqualTo(1);
            assertThat(heard).hasSize(1);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_tree_lives_on_when_the_handler_of_uncaught_exceptions_throws_too(EventDelivery how)
            throws Exception {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        var asked = new CountDownLatch(1);
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> {
            asked.countDown();
            throw new IllegalStateException("handler");
        });
        try {
            Node node =
                    node(
                            event -> {
                                throw new IllegalStateException("listener");
                            },
                            how);
            Pid top = tree(node);

            crash(node, node.whereis("worker").orElseThrow());

            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Supervisor.countChildren(node.whereis("sub").orElseThrow()).active())
                    .isEqualTo(1);
            assertThat(top.isAlive()).isTrue();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void another_listener_that_throws_is_taken_out_and_that_is_told(EventDelivery how)
            throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Node node = node(events::add, how);
        Consumer<String> way =
                node.delivery(text -> {
                    throw new IllegalStateException(text);
                });

        way.accept("one");

        assertThat(events.poll(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Event.ListenerRemoved.class,
                        removed -> {
                            assertThat(removed.listener()).contains("EventListenerTest");
                            assertThat(removed.message())
                                    .contains(
                                            "threw an exception and was removed; it gets no more events",
                                            "** (java.lang.IllegalStateException) one");
                        });
        way.accept("two");
        node.run(() -> Process.self());
        assertThat(events).isEmpty();
    }

    private static EventListener failing() {
        return event -> {
            throw new IllegalStateException("listener");
        };
    }

    @ParameterizedTest
    @EnumSource
    void of_several_listeners_the_one_that_throws_is_taken_out_and_the_others_hear_of_it(
            EventDelivery how) throws Exception {
        BlockingQueue<Event> first = new LinkedBlockingQueue<>();
        BlockingQueue<Event> last = new LinkedBlockingQueue<>();
        EventListener all = ((EventListener) first::add).and(failing()).and(last::add);
        Node node = node(all, how);
        Pid top = tree(node);

        crash(node, node.whereis("worker").orElseThrow());
        Supervisor.stop(top);
        node.awaitQuiet();

        assertThat(first).filteredOn(Event.ListenerRemoved.class::isInstance).hasSize(1);
        assertThat(first).filteredOn(Event.ChildTerminated.class::isInstance).hasSize(1);
        assertThat(last).containsExactlyElementsOf(first);
    }

    /// The first of two that throws is told to the second; the second takes the whole with it.
    @ParameterizedTest
    @EnumSource
    void of_several_listeners_the_last_one_that_throws_is_told_to_the_exception_handler(
            EventDelivery how) throws Exception {
        BlockingQueue<Throwable> reports = new LinkedBlockingQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> reports.add(problem));
        try {
            Node node = node(failing().and(failing()), how);
            Pid top = tree(node);

            crash(node, node.whereis("worker").orElseThrow());

            assertThat(reports.poll(30, TimeUnit.SECONDS))
                    .hasMessageContaining("threw an exception and was removed")
                    .hasRootCauseMessage("listener");
            Supervisor.stop(top);
            node.awaitQuiet();
            assertThat(reports).isEmpty();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_exception_that_cannot_say_its_message_is_reported_and_its_supervisor_lives(
            EventDelivery how) throws Exception {
        BlockingQueue<String> log = new LinkedBlockingQueue<>();
        Node node = node(event -> log.add(event.message()), how);
        Pid top = tree(node);

        crash(node, node.whereis("worker").orElseThrow());

        assertThat(log.poll(30, TimeUnit.SECONDS))
                .startsWith(
                        "GenServer worker terminating\n"
                                + "** (dev.jobber.otp.EventListenerTest$Odd) "
                                + "(getMessage threw java.lang.IllegalStateException)");
        assertThat(Supervisor.countChildren(node.whereis("sub").orElseThrow()).active())
                .isEqualTo(1);
        assertThat(top.isAlive()).isTrue();
    }

    @Test
    void a_message_that_cannot_be_shown_is_dropped_and_the_server_lives() throws Exception {
        BlockingQueue<String> log = new LinkedBlockingQueue<>();
        Node node = node(event -> log.add(event.message()));
        Pid server = node.start(new Worker(false), StartOptions.NONE).pidOrExit();

        Process.send(server, new Silent());

        assertThat(log.poll(30, TimeUnit.SECONDS))
                .endsWith(
                        "received unexpected message in handleInfo: "
                                + "#Silent<toString threw java.lang.IllegalStateException>");
        assertThat(Sys.getState(server)).isEqualTo(0);
    }

    @ParameterizedTest
    @EnumSource
    void a_dynamic_supervisor_ends_although_a_child_throws_in_terminate_and_the_listener_too(
            EventDelivery how) {
        Node node =
                node(
                        event -> {
                            throw new IllegalStateException(event.message());
                        },
                        how);
        Pid top =
                DynamicSupervisor.start(node, DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                        .pidOrExit();
        DynamicSupervisor.startChild(
                        top, ChildSpec.worker("x", () -> GenServer.startLink(new Worker(true))))
                .pidOrExit();

        DynamicSupervisor.stop(top, ExitReason.NORMAL, Duration.ofSeconds(30));

        assertThat(top.isAlive()).isFalse();
    }

    @Test
    void a_process_that_ignores_its_kill_is_declared_dead_although_the_listener_throws()
            throws Exception {
        Node node =
                node(
                        event -> {
                            throw new IllegalStateException("listener");
                        },
                        EventDelivery.AT_ONCE);
        Pid stubborn =
                node.spawn(() -> {
                    while (enough.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                });

        ExitReason reason =
                node.run(() -> {
                    MonitorRef ref = Process.monitor(stubborn);
                    Process.exit(stubborn, ExitReason.KILL);
                    return ((Down)
                                    Process.receive(
                                            it -> it instanceof Down down && down.ref() == ref))
                            .reason();
                });

        assertThat(reason).isEqualTo(ExitReason.KILLED);
    }

    @Test
    void a_listener_that_blocks_delays_no_process_and_hears_of_everything_in_order()
            throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        Node node =
                node(event -> {
                    await(enough);
                    heard.add(((Event.UnexpectedMessage) event).unexpected());
                });
        Pid server = node.start(new Worker(false), StartOptions.NONE).pidOrExit();
        int n = 1000;

        for (int i = 0; i < n; i++) {
            Process.send(server, i);
        }
        assertThat(Sys.getState(server)).isEqualTo(0);
        assertThat(heard).isEmpty();
        enough.countDown();

        for (int i = 0; i < n; i++) {
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(i);
        }
    }

    @Test
    void a_listener_that_blocks_for_long_is_told_how_much_it_did_not_hear() throws Exception {
        BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
        Node node =
                node(event -> {
                    await(enough);
                    heard.add(event);
                });
        Pid server = node.start(new Worker(false), StartOptions.NONE).pidOrExit();
        int more = 10;

        IntStream.range(0, Delivery.ROOM + more).forEach(i -> Process.send(server, i));
        assertThat(Sys.getState(server)).isEqualTo(0);
        enough.countDown();

        long leftOut = 0;
        for (int told = 0; told + leftOut < Delivery.ROOM + more; ) {
            switch (heard.poll(30, TimeUnit.SECONDS)) {
                case Event.EventsLeftOut missing -> leftOut += missing.count();
                case Event.UnexpectedMessage _ -> told++;
                case null, default -> throw new AssertionError("expected an event, got: none");
            }
        }
        assertThat(leftOut).isEqualTo(more);
    }

    @Test
    void a_listener_may_ask_a_process() throws Exception {
        BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
        AtomicReference<Pid> counter = new AtomicReference<>();
        Node node = node(event -> answers.add(GenServer.call(counter.get(), new Counter.Get())));
        counter.set(node.start(new Counter(7), StartOptions.NONE).pidOrExit());
        Pid server = node.start(new Worker(false), StartOptions.NONE).pidOrExit();

        Process.send(server, "odd");

        assertThat(answers.poll(30, TimeUnit.SECONDS)).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void a_kill_does_not_interrupt_the_listener(EventDelivery how) throws Exception {
        var inside = new CountDownLatch(1);
        BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
        Node node =
                node(
                        event -> {
                            if (event instanceof Event.ServerTerminating) {
                                inside.countDown();
                                boolean left = await(enough);
                                interrupted.add(!left || Thread.interrupted());
                            }
                        },
                        how);
        Pid server = node.start(new Worker(false), StartOptions.NONE).pidOrExit();
        GenServer.cast(server, "nothing it knows");
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

        Process.exit(server, ExitReason.KILL);
        enough.countDown();

        assertThat(interrupted.poll(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void the_thread_of_a_listener_ends_when_nothing_happens_and_comes_again() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        Node node = node(event -> threads.add(Thread.currentThread()));
        Pid server = node.start(new Worker(false), StartOptions.NONE).pidOrExit();

        Process.send(server, "one");
        Thread first = threads.poll(30, TimeUnit.SECONDS);
        assertThat(first).isNotNull();
        first.join(30_000);
        assertThat(first.isAlive()).isFalse();

        Process.send(server, "two");
        assertThat(threads.poll(30, TimeUnit.SECONDS)).isNotNull().isNotSameAs(first);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException disturbed) {
            return false;
        }
    }
}
