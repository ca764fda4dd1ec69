package dev.jobber.otp.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.scheduling.WakeGate.Mood;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Traffic that is held by a watch which never lets go.
class TrafficTest {
    private final WakeGate gate =
            new WakeGate(true, Thread.ofVirtual().factory(), () -> {}, () -> {});

    private static CompletableFuture<String> onVirtualThread(Runnable code) {
        CompletableFuture<String> done = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    code.run();
                    done.complete("done");
                });
        return done;
    }

    @Test
    void a_thread_that_pauses_ends_a_hold_that_lasts_too_long() throws Exception {
        gate.holdAll();

        CompletableFuture<String> paused = onVirtualThread(gate::pausePoint);

        assertThat(paused.get(30, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(gate.mood()).isEqualTo(Mood.CALM);
    }

    @Test
    void a_wake_that_was_put_aside_comes_when_another_thread_ends_the_hold() throws Exception {
        var parked = new CountDownLatch(1);
        var woken = new CountDownLatch(1);
        Thread sleeper =
                Thread.ofVirtual()
                        .start(() -> {
                            parked.countDown();
                            LockSupport.park();
                            woken.countDown();
                        });
        assertThat(parked.await(30, TimeUnit.SECONDS)).isTrue();
        gate.holdAll();
        onVirtualThread(() -> gate.unpark(sleeper)).get(30, TimeUnit.SECONDS);

        onVirtualThread(gate::pausePoint).get(30, TimeUnit.SECONDS);

        assertThat(woken.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_hold_is_not_ended_before_its_time() throws Exception {
        long held = System.nanoTime();
        gate.holdAll();

        onVirtualThread(gate::pausePoint).get(30, TimeUnit.SECONDS);

        assertThat(System.nanoTime() - held).isGreaterThanOrEqualTo(WakeGate.LONGEST_HOLD);
    }
}
