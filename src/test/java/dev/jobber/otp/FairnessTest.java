package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A thread from outside gets its turn, even if processes keep all carriers busy. Real time, real
/// threads.
class FairnessTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final Node node =
            Node.builder()
                    .ownsScheduler()
                    .killGrace(Duration.ofMillis(50))
                    .events(events::add)
                    .build();
    private final Pid counter = node.start(new Counter(0), StartOptions.NONE).pidOrExit();

    @AfterEach
    void close() {
        enough.set(true);
        node.close();
    }

    private void compute(int processes) throws InterruptedException {
        var running = new CountDownLatch(processes);
        for (int i = 0; i < processes; i++) {
            node.spawn(() -> {
                running.countDown();
                while (!enough.get()) {
                    Thread.onSpinWait();
                }
            });
        }
        assertThat(running.await(30, TimeUnit.SECONDS))
                .as("all processes that compute got a carrier")
                .isTrue();
    }

    private void keepOneAnotherBusy(int pairs) {
        for (int i = 0; i < pairs; i++) {
            node.spawn(() -> {
                Pid other = Process.spawn(FairnessTest::pingPong);
                Process.send(other, Process.self());
                pingPong();
            });
        }
    }

    private static void pingPong() {
        while (true) {
            var sender = (Pid) Process.receive();
            Process.send(sender, Process.self());
        }
    }

    private void allFromOutsideGetThrough() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(GenServer.call(counter, new Counter.Get(), DEADLINE)).isNotNegative();
        }
        var rung = new CountDownLatch(1);
        node.run(() -> {
            Process.sendAfter(Process.self(), "ring", Duration.ofMillis(1));
            Process.receive("ring"::equals);
            rung.countDown();
            return true;
        });
        assertThat(rung.getCount()).isZero();
        var slept = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        Thread.sleep(1);
                        slept.countDown();
                    } catch (InterruptedException never) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertThat(slept.await(30, TimeUnit.SECONDS))
                .as("a virtual thread that is no process got its turn")
                .isTrue();
    }

    @Test
    void calls_and_timers_get_through_beside_processes_that_compute() throws Exception {
        compute(Runtime.getRuntime().availableProcessors() + 6);
        allFromOutsideGetThrough();
    }

    @Test
    void calls_and_timers_get_through_beside_pairs_that_keep_one_another_busy() throws Exception {
        keepOneAnotherBusy(4 * Runtime.getRuntime().availableProcessors());
        allFromOutsideGetThrough();
        await(info -> info.pauses() > 0);
        allFromOutsideGetThrough();
    }

    @Test
    void calls_and_timers_get_through_beside_more_pairs_than_the_scheduler_has_queues()
            throws Exception {
        keepOneAnotherBusy(100);
        for (int i = 0; i < 10; i++) {
            allFromOutsideGetThrough();
        }
    }

    @Test
    void processes_that_only_talk_are_carried_by_one_carrier_and_give_the_others_back()
            throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        var over = new CountDownLatch(1);
        node.spawn(() -> {
            while (!enough.get()) {
                GenServer.call(counter, new Counter.Get());
            }
            over.countDown();
        });
        await(info -> info.carriers() == 1);
        enough.set(true);
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
        await(info -> info.carriers() == processors);
    }

    private void await(Predicate<FairnessInfo> wanted) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!wanted.test(node.fairnessInfo())) {
            assertThat(System.nanoTime())
                    .as("until it is as wanted, got: " + node.fairnessInfo())
                    .isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void calls_and_timers_get_through_beside_both() throws Exception {
        keepOneAnotherBusy(4 * Runtime.getRuntime().availableProcessors());
        compute(Runtime.getRuntime().availableProcessors() + 2);
        allFromOutsideGetThrough();
    }

    @Test
    void calls_and_timers_get_through_beside_servers_that_never_run_out_of_messages()
            throws Exception {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors() + 2; i++) {
            Pid busy = node.start(new Counter(0), StartOptions.NONE).pidOrExit();
            node.spawn(() -> {
                for (int sent = 0; !enough.get(); sent++) {
                    GenServer.cast(busy, new Counter.Add(1));
                    if (sent % 1_000 == 0) {
                        GenServer.call(busy, new Counter.Get(), Process.INFINITY);
                    }
                }
            });
        }
        allFromOutsideGetThrough();
    }

    @Test
    void carriers_are_added_for_processes_that_compute_and_given_back_afterwards()
            throws Exception {
        compute(Runtime.getRuntime().availableProcessors() + 4);
        assertThat(GenServer.call(counter, new Counter.Get(), DEADLINE)).isZero();
        Event starving = events.poll(30, TimeUnit.SECONDS);
        assertThat(starving).isInstanceOf(Event.Starving.class);
        assertThat(node.fairnessInfo().added()).isPositive();
        assertThat(node.fairnessInfo().carriers())
                .isLessThan(4 * Runtime.getRuntime().availableProcessors() + 40);

        enough.set(true);

        Event last = starving;
        while (last instanceof Event.Starving) {
            last = events.poll(30, TimeUnit.SECONDS);
        }
        assertThat(last).isInstanceOf(Event.StarvingEnded.class);
        assertThat(node.fairnessInfo().added()).isZero();
    }

    @Test
    void a_node_need_not_watch() {
        try (Node careless = Node.builder().fairness(false).build()) {
            FairnessInfo info = careless.fairnessInfo();
            assertThat(info.watched()).isFalse();
            assertThat(info.carriers()).isPositive();
            assertThat(info.pauses()).isZero();
        }
    }

    @Test
    void what_happened_is_told_in_a_sentence() {
        assertThat(new Event.Starving(Duration.ofMillis(17), 10, 8).message())
                .isEqualTo(
                        "Virtual threads compute without a pause, and others waited 17 ms for a carrier thread: now 10 carrier threads, 8 of them added");
        assertThat(new Event.StarvingEnded(2).message())
                .isEqualTo("All virtual threads get their turns again: back to 2 carrier threads");
    }
}
