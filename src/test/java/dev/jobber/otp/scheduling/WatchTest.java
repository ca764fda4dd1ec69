package dev.jobber.otp.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// The watch over fairness when something fails in it.
class WatchTest {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    /// Has no room for the first threads.
    private final ThreadFactory threads =
            work -> {
                if (failures.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("no room");
                }
                told.add("probe");
                return Thread.ofVirtual().unstarted(work);
            };

    private final Load load =
            new Load() {
                @Override
                public long started() {
                    return 0;
                }

                @Override
                public long busy() {
                    return 0;
                }
            };

    private final Starvation starvation =
            new Starvation() {
                @Override
                public void begins(Duration waited, int carriers, int added) {}

                @Override
                public void ends(int carriers) {}
            };

    /// Lets work that throws end, and its thread with it.
    private final Lasting mortal =
            new Lasting() {
                @Override
                public Runnable work(String thread, Runnable work, BooleanSupplier over) {
                    return () -> {
                        try {
                            work.run();
                        } catch (OutOfMemoryError noRoom) {
                            told.add("failed");
                        }
                    };
                }

                @Override
                public void replaced(String thread) {
                    told.add("replaced " + thread);
                }
            };

    private String next() throws InterruptedException {
        return String.valueOf(told.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void a_watch_that_has_ended_is_replaced_at_the_next_wake() throws Exception {
        failures.set(1);
        try (var fairness =
                new FairnessWatchdog(
                        FairnessWatchdog.Mode.HOLDS_TRAFFIC, threads, load, starvation, mortal)) {
            wake(fairness);
            assertThat(next()).isEqualTo("failed");

            String heard = null;
            while (!"replaced jobber-fairness".equals(heard)) {
                wake(fairness);
                heard = told.poll(1, TimeUnit.MILLISECONDS);
            }

            assertThat(next()).isEqualTo("probe");
        }
    }

    private static void wake(FairnessWatchdog fairness) throws InterruptedException {
        Thread woken = Thread.ofVirtual().unstarted(() -> {});
        fairness.gate().start(woken);
        woken.join();
    }
}
