package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All links, monitors and callers are told of a death, whatever foreign code does in the middle of
/// it.
class DeathTest {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Node node =
            Node.builder()
                    .fairness(false)
                    .killGrace(Duration.ofMillis(50))
                    .events(events::add)
                    .build();

    @AfterEach
    void close() {
        node.close();
    }

    /// A key as a mapper of objects makes them: it works while its session is open.
    private final class Key {
        @Override
        public int hashCode() {
            check();
            return 7;
        }

        @Override
        public boolean equals(Object other) {
            check();
            return other instanceof Key;
        }

        private void check() {
            if (closed.get()) {
                throw new IllegalStateException("session closed");
            }
        }
    }

    private static class Worker extends GenServer<Integer, Worker.Ask, Object> {
        enum Ask implements Request<Integer> {
            CRASH,
            ANSWER_NEVER
        }

        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Ask ask, From from, Integer state) {
            return switch (ask) {
                case CRASH -> throw new IllegalStateException("boom");
                case ANSWER_NEVER -> noreply(state);
            };
        }
    }

    enum Foreign {
        KEY,
        VALUE,
        DUPLICATE_KEY,
        WATCH,
        WATCH_AT_ONCE
    }

    @ParameterizedTest
    @EnumSource
    void links_watchers_and_callers_are_told_although_foreign_code_throws(Foreign foreign)
            throws Exception {
        var registry =
                Registry.of(
                        foreign == Foreign.DUPLICATE_KEY
                                ? Registry.Keys.DUPLICATE
                                : Registry.Keys.UNIQUE,
                        "names");
        Registry.start(node, registry).pidOrExit();
        var child =
                ChildSpec.worker(
                        "worker",
                        () -> {
                            StartResult started =
                                    GenServer.startLink(
                                            new Worker() {
                                                @Override
                                                protected InitResult<Integer> init() {
                                                    if (closed.get()) {
                                                        return ok(0); // started again
                                                    }
                                                    switch (foreign) {
                                                        case KEY -> registry.register(new Key(), 1);
                                                        case DUPLICATE_KEY -> {
                                                            registry.register(new Key(), 1);
                                                            registry.register(new Key(), 2);
                                                        }
                                                        case VALUE ->
                                                                registry.register("w", new Key());
                                                        case WATCH ->
                                                                ExitWatch.on(
                                                                        Process.self(),
                                                                        new Throwing());
                                                        case WATCH_AT_ONCE ->
                                                                ExitWatch.atOnce(
                                                                        Process.self(),
                                                                        new Throwing());
                                                    }
                                                    return ok(0);
                                                }
                                            },
                                            StartOptions.named("w"));
                            return started;
                        });
        Pid top =
                Supervisor.start(
                                node,
                                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                List.of(child),
                                StartOptions.NONE)
                        .pidOrExit();
        Pid worker = node.whereis("w").orElseThrow();
        BlockingQueue<ExitReason> told = new LinkedBlockingQueue<>();
        Thread waiting =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                GenServer.call(worker, Worker.Ask.ANSWER_NEVER, Process.INFINITY);
                            } catch (ExitException refused) {
                                told.add(refused.reason());
                            }
                        });
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        ExitReason down =
                node.run(() -> {
                    MonitorRef ref = Process.monitor(worker);
                    closed.set(true);
                    GenServer.cast(worker, "nothing it knows");
                    return ((Down) Process.receive(it -> it instanceof Down d && d.ref() == ref))
                            .reason();
                });

        assertThat(down).isInstanceOf(ExitReason.Crash.class);
        assertThat(told.poll(30, TimeUnit.SECONDS)).isInstanceOf(ExitReason.CallFailed.class);
        assertThat(worker.isAlive()).isFalse();
        assertThat(node.info(worker)).isEmpty();
        assertThat(Supervisor.countChildren(top).active()).isEqualTo(1);
        Supervisor.stop(top, ExitReason.NORMAL, Duration.ofSeconds(30));
        assertThat(registry.count()).isZero();
        assertThat(registry.select(entry -> true)).isEmpty();
        if (foreign == Foreign.WATCH || foreign == Foreign.WATCH_AT_ONCE) {
            Event heard = events.poll(30, TimeUnit.SECONDS);
            while (heard != null && !(heard instanceof Event.CodeFailed)) {
                heard = events.poll(30, TimeUnit.SECONDS);
            }
            assertThat(heard)
                    .isInstanceOfSatisfying(
                            Event.CodeFailed.class,
                            failed ->
                                    assertThat(failed.message())
                                            .startsWith(
                                                    "Telling of the death of "
                                                            + worker
                                                            + " failed"));
        }
    }

    private static final class Throwing implements ExitWatch.Listener {
        @Override
        public void exited(Pid pid, ExitReason reason) {
            throw new IllegalStateException("listener");
        }

        @Override
        public void told(Pid pid) {
            throw new AssertionError("listener");
        }
    }

    @Test
    void the_key_of_a_dead_process_is_free_although_it_throws() throws Exception {
        var registry = Registry.of(Registry.Keys.UNIQUE, "names");
        Registry.start(node, registry).pidOrExit();
        Pid holder =
                node.start(new Counter(0), StartOptions.named(registry.via(new Key()))).pidOrExit();
        closed.set(true);
        GenServer.stop(holder);
        closed.set(false);

        assertThat(node.start(new Counter(0), StartOptions.named(registry.via(new Key()))))
                .isInstanceOf(StartResult.Started.class);
    }

    @Test
    void what_an_equals_throws_reaches_the_caller_and_nothing_is_entered() throws Exception {
        var registry = Registry.of(Registry.Keys.UNIQUE, "names");
        Registry.start(node, registry).pidOrExit();
        var equalsThrows = new AtomicBoolean();
        record Value(AtomicBoolean fails) {
            @Override
            public boolean equals(Object other) {
                if (fails.get()) {
                    throw new IllegalStateException("no equality today");
                }
                return other instanceof Value;
            }

            @Override
            public int hashCode() {
                return 1;
            }
        }
        String outcome =
                node.run(() -> {
                    registry.register("a", new Value(equalsThrows));
                    equalsThrows.set(true);
                    try {
                        registry.register("b", new Value(equalsThrows));
                        return "registered";
                    } catch (IllegalStateException expected) {
                        return expected.getMessage() + " " + registry.count();
                    }
                });

        assertThat(outcome).isEqualTo("no equality today 1");
        node.awaitQuiet();
        assertThat(registry.count()).isZero();
    }

    // ---- an Error in the middle

    /// A recursion without end that does something to a process on its way.
    private static int deeper(Runnable step) {
        step.run();
        return 1 + deeper(step);
    }

    private void untilTheStackIsFull(Runnable step) throws Exception {
        node.run(() -> {
            try {
                return deeper(step);
            } catch (StackOverflowError expected) {
                return -1;
            }
        });
    }

    @Test
    void a_server_is_woken_although_the_stack_of_its_client_was_full() throws Exception {
        List<Pid> servers =
                IntStream.range(0, 50)
                        .mapToObj(i -> node.start(new Counter(0), StartOptions.NONE).pidOrExit())
                        .toList();
        for (int round = 0; round < 30; round++) {
            int[] next = {round};
            untilTheStackIsFull(
                    () -> GenServer.cast(servers.get(next[0]++ % 50), new Counter.Add(1)));
        }

        for (Pid server : servers) {
            assertThat(GenServer.call(server, new Counter.Get(), Duration.ofSeconds(30)))
                    .isPositive();
        }
    }

    @Test
    void a_death_is_announced_although_the_stack_of_the_killer_was_full() throws Exception {
        for (int round = 0; round < 8; round++) {
            BlockingQueue<Pid> victims = new LinkedBlockingQueue<>();
            for (int i = 0; i < 2000; i++) {
                victims.add(node.start(new Counter(0), StartOptions.NONE).pidOrExit());
            }
            List<Pid> all = List.copyOf(victims);
            untilTheStackIsFull(() -> {
                Pid victim = victims.poll();
                if (victim != null) {
                    Process.exit(victim, ExitReason.KILL);
                }
            });
            victims.forEach(victim -> Process.exit(victim, ExitReason.KILL));

            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (node.processCount() > 0 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(all).allSatisfy(pid -> assertThat(node.info(pid)).isEmpty());
            assertThat(node.processCount()).isZero();
        }
    }

    @Test
    void a_process_that_could_not_be_started_is_no_process() throws Exception {
        for (int round = 0; round < 8; round++) {
            var enough = new CountDownLatch(1);
            untilTheStackIsFull(() -> Process.spawn(enough::await));
            enough.countDown();
            node.run(() -> Process.spawn(() -> {})); // the next wake sees what was left
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (node.processCount() > 0 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(node.processCount()).isZero();
        }
    }
}
