package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a node is to the other virtual threads of its JVM. Real time, real threads.
class NeighbourTest {
    private static final VirtualThreadSchedulerMXBean SCHEDULER =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    private final int found = SCHEDULER.getParallelism();
    private final AtomicBoolean enough = new AtomicBoolean();

    @AfterEach
    void restore() {
        enough.set(true);
        SCHEDULER.setParallelism(found);
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static List<LongAdder> talk(Node node, int pairs) {
        List<LongAdder> calls = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            Pid counter = node.start(new Counter(0), StartOptions.NONE).pidOrExit();
            var made = new LongAdder();
            calls.add(made);
            node.spawn(() -> {
                while (true) {
                    GenServer.call(counter, new Counter.Get());
                    made.increment();
                }
            });
        }
        return calls;
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /// Virtual threads that compute for a slice, sleep, and compute again, as requests do.
    private List<LongAdder> serve(int threads, long slice) {
        List<LongAdder> served = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            var mine = new LongAdder();
            served.add(mine);
            Thread.ofVirtual()
                    .start(() -> {
                        while (!enough.get()) {
                            spin(slice);
                            LockSupport.parkNanos(1_000_000);
                            mine.increment();
                        }
                    });
        }
        return served;
    }

    private static boolean all(List<LongAdder> counts, long wanted) {
        return counts.stream().allMatch(count -> count.sum() >= wanted);
    }

    @Test
    void others_have_their_turns_beside_pairs_that_keep_every_carrier_busy() {
        try (Node node = Node.builder().build()) {
            List<LongAdder> calls = talk(node, 4 * Runtime.getRuntime().availableProcessors());
            List<LongAdder> served = serve(8, 20_000);
            until("each of them ran 100 times", () -> all(served, 100));
            until("each pair talked", () -> all(calls, 100));
        }
    }

    @Test
    void processes_have_their_turns_beside_others_that_keep_every_carrier_busy() {
        try (Node node = Node.builder().build()) {
            List<LongAdder> served = serve(8 * Runtime.getRuntime().availableProcessors(), 500_000);
            List<LongAdder> calls = talk(node, 2);
            until("each pair talked", () -> all(calls, 1_000));
            until("each of the others ran", () -> all(served, 20));
        }
    }

    @Test
    void a_node_changes_nothing_of_the_jvm_while_it_talks() {
        int chosen = found + 3;
        SCHEDULER.setParallelism(chosen);
        var changed = new AtomicBoolean();
        try (Node node = Node.builder().build()) {
            List<LongAdder> calls = talk(node, 1);
            until(
                    "the pair talked",
                    () -> {
                        changed.compareAndSet(false, SCHEDULER.getParallelism() != chosen);
                        return all(calls, 200_000);
                    });
            assertThat(node.fairnessInfo().added()).isZero();
        }
        assertThat(changed).isFalse();
        assertThat(SCHEDULER.getParallelism()).isEqualTo(chosen);
    }

    @Test
    void a_node_changes_nothing_of_the_jvm_while_others_compute() throws Exception {
        List<Event> events = new CopyOnWriteArrayList<>();
        try (Node node = Node.builder().events(events::add).build()) {
            Pid counter = node.start(new Counter(0), StartOptions.NONE).pidOrExit();
            var answered = new CountDownLatch(1);
            int computing = 2 * found;
            for (int i = 0; i < computing; i++) {
                Thread.ofVirtual()
                        .start(() -> {
                            while (!enough.get()) {
                                Thread.onSpinWait();
                            }
                        });
            }
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        GenServer.call(counter, new Counter.Get(), Process.INFINITY);
                        answered.countDown();
                    });
            until(
                    "it is told that threads wait",
                    () -> events.stream().anyMatch(Event.Starving.class::isInstance));
            assertThat(SCHEDULER.getParallelism()).isEqualTo(found);
            enough.set(true);
            assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_owner_gives_back_exactly_what_it_found() {
        for (int chosen : new int[] {found + 5, 1, found}) {
            SCHEDULER.setParallelism(chosen);
            try (Node node = Node.builder().ownsScheduler().build()) {
                List<LongAdder> calls = talk(node, 1);
                until("one carrier does it", () -> SCHEDULER.getParallelism() == 1);
                until("the pair talked", () -> all(calls, 1_000));
            }
            assertThat(SCHEDULER.getParallelism()).isEqualTo(chosen);
        }
    }

    @Test
    void the_last_of_several_owners_gives_back_what_the_first_one_found() {
        int chosen = found + 2;
        SCHEDULER.setParallelism(chosen);
        try (Node one = Node.builder().ownsScheduler().build()) {
            try (Node other = Node.builder().ownsScheduler().build()) {
                talk(one, 1);
                talk(other, 1);
                until("fewer carriers do it", () -> SCHEDULER.getParallelism() < chosen);
            }
            until("fewer carriers do it still", () -> SCHEDULER.getParallelism() < chosen);
        }
        assertThat(SCHEDULER.getParallelism()).isEqualTo(chosen);
    }

    @Test
    void an_owner_adds_no_carriers_for_others_that_compute() {
        int processors = Runtime.getRuntime().availableProcessors();
        try (Node node = Node.builder().ownsScheduler().build()) {
            node.start(new Counter(0), StartOptions.NONE).pidOrExit();
            for (int i = 0; i < 100; i++) {
                Thread.ofVirtual()
                        .start(() -> {
                            while (!enough.get()) {
                                Thread.onSpinWait();
                            }
                        });
            }
            node.spawn(() -> {
                while (true) {
                    Process.receive(message -> true, Duration.ofMillis(1));
                }
            });
            until("carriers were added", () -> node.fairnessInfo().added() > 0);
            until(
                    "it has tried to let others in for a while",
                    () -> node.fairnessInfo().pauses() > 20);
            assertThat(node.fairnessInfo().added()).isLessThanOrEqualTo(processors + 3);
            enough.set(true);
        }
        assertThat(SCHEDULER.getParallelism()).isEqualTo(found);
    }
}
