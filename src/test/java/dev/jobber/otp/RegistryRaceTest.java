package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Registry.Entry;
import dev.jobber.otp.Registry.Keys;
import dev.jobber.otp.Registry.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many processes that come, take names and die, and what those who look may never see.
class RegistryRaceTest {
    private static final ExitReason BOOM = ExitReason.word("boom");

    private final Node node = Node.builder().build();
    private final Registry registry = Registry.of(Keys.UNIQUE, "R");

    RegistryRaceTest() {
        Registry.start(node, registry).pidOrExit();
    }

    @AfterEach
    void close() {
        node.close();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private Pid holder(Object key, Object value) throws InterruptedException {
        var registered = new CountDownLatch(1);
        Pid holder =
                node.spawn(() -> {
                    registry.register(key, value);
                    registered.countDown();
                    Process.receive();
                });
        await(registered);
        return holder;
    }

    private static void awaitDown(MonitorRef ref) {
        Process.receive(message -> message instanceof Down down && down.ref() == ref);
    }

    @Test
    void of_many_who_want_a_name_one_gets_it() throws Exception {
        for (int round = 0; round < 300; round++) {
            Object key = round;
            int rivals = 8;
            var winners = new AtomicInteger();
            var tried = new CountDownLatch(rivals);
            for (int i = 0; i < rivals; i++) {
                node.spawn(() -> {
                    if (registry.register(key, "v") instanceof Registered) {
                        winners.incrementAndGet();
                    }
                    tried.countDown();
                    Process.receive();
                });
            }
            await(tried);
            assertThat(winners).hasValue(1);
            assertThat(registry.lookup(key)).hasSize(1);
            assertThat(registry.selectByValue("v")).hasSize(round + 1);
        }
    }

    @Test
    void who_has_been_told_of_a_death_finds_nothing_of_the_dead() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            Pid holder = holder("key", round);
            int number = round;
            List<Entry> found =
                    node.run(() -> {
                        MonitorRef ref = Process.monitor(holder);
                        Process.exit(holder, number % 2 == 0 ? ExitReason.KILL : BOOM);
                        awaitDown(ref);
                        List<Entry> all = new ArrayList<>(registry.lookup("key"));
                        all.addAll(registry.selectByValue(number));
                        all.addAll(registry.select(entry -> true));
                        return all;
                    });
            assertThat(found).isEmpty();
            assertThat(registry.keys(holder)).isEmpty();
            assertThat(registry.count()).isZero();
        }
    }

    @Test
    void a_name_passes_from_the_dead_to_the_living_and_never_to_two() throws Exception {
        int rounds = 300;
        int rivals = 4;
        AtomicReference<Throwable> seen = new AtomicReference<>(new Throwable("nothing"));
        ConcurrentHashMap<Pid, Boolean> holding = new ConcurrentHashMap<>();
        var ended = new CountDownLatch(rivals);
        for (int i = 0; i < rivals; i++) {
            node.spawn(() -> {
                for (int round = 0; round < rounds; round++) {
                    oneLife(holding, seen);
                }
                ended.countDown();
            });
        }
        await(ended);
        assertThat(seen.get()).hasMessage("nothing");
        assertThat(registry.count()).isZero();
    }

    /// A process tries to get the name and then dies, with the name or without it.
    private void oneLife(ConcurrentHashMap<Pid, Boolean> holding, AtomicReference<Throwable> seen) {
        Process.Monitored life =
                Process.spawnMonitor(() -> {
                    if (registry.register("key", "v") instanceof Registered) {
                        Pid self = Process.self();
                        holding.put(self, true);
                        if (holding.size() != 1
                                || !registry.whereis("key").equals(self.whereis())) {
                            seen.set(new AssertionError(holding + " hold the key at once"));
                        }
                        holding.remove(self);
                    }
                    throw new ExitException(BOOM);
                });
        awaitDown(life.ref());
    }

    @Test
    void what_stays_is_seen_by_every_look_while_others_come_and_go() throws Exception {
        var topics = Registry.of(Keys.DUPLICATE, "topics");
        Registry.start(node, topics).pidOrExit();
        int staying = 3;
        var there = new CountDownLatch(staying);
        for (int i = 0; i < staying; i++) {
            node.spawn(() -> {
                topics.register("topic", "stays");
                there.countDown();
                Process.receive();
            });
        }
        await(there);
        var ended = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            node.spawn(() -> {
                for (int round = 0; round < 500; round++) {
                    awaitDown(
                            Process.spawnMonitor(
                                            () -> {
                                                topics.register("topic", "goes");
                                                topics.register("topic", "stays");
                                                topics.unregisterMatch("topic", "goes");
                                            })
                                    .ref());
                }
                ended.countDown();
            });
        }
        while (ended.getCount() > 0) {
            assertThat(topics.lookup("topic").size()).isGreaterThanOrEqualTo(staying);
            assertThat(topics.selectByValue("stays").size()).isGreaterThanOrEqualTo(staying);
        }
        assertThat(topics.lookup("topic")).hasSize(staying);
        assertThat(topics.selectByValue("stays")).hasSize(staying);
        assertThat(topics.selectByValue("goes")).isEmpty();
        assertThat(topics.count()).isEqualTo(staying);
    }

    @Test
    void a_supervised_name_is_taken_again_after_each_of_many_kills() throws Exception {
        Via name = registry.via("counter");
        Supervisor.start(
                        node,
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE)
                                .withMaxRestarts(1_000_000),
                        List.of(
                                ChildSpec.worker(
                                        "counter",
                                        () ->
                                                GenServer.startLink(
                                                        new Counter(0), StartOptions.named(name)))),
                        StartOptions.NONE)
                .pidOrExit();
        int kills = 500;
        Pid last = registry.whereis("counter").orElseThrow();
        for (int i = 0; i < kills; i++) {
            Process.exit(last, ExitReason.KILL);
            Pid before = last;
            last = awaitAnother(before);
        }
        assertThat(GenServer.call(name, new Counter.Get())).isZero();
    }

    private Pid awaitAnother(Pid before) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            Pid now = registry.whereis("counter").orElse(before);
            if (now != before) {
                return now;
            }
            Thread.yield();
        }
        throw new AssertionError("expected the counter to be started again");
    }
}
