package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What a listener does with an event of the watchdog does not reach the watchdog: processes are
/// held no longer for it. Real time, all carriers busy.
class WatchListenerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch enough = new CountDownLatch(1);
    private final CountDownLatch starved = new CountDownLatch(1);

    /// Has it computed on all carriers, and a pair talk to one another.
    private void starve(Node node, Pid echo) {
        node.spawn(() -> {
            while (enough.getCount() > 0) {
                GenServer.call(echo, new Counter.Get(), Process.INFINITY);
            }
        });
        for (int i = 0; i < Runtime.getRuntime().availableProcessors() + 1; i++) {
            node.spawn(() -> {
                while (starved.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    private void threadsFromOutsideAreAnswered(Pid echo) {
        for (int i = 0; i < 50; i++) {
            assertThat(GenServer.call(echo, new Counter.Get(), LONG)).isZero();
        }
    }

    @Test
    void a_listener_that_blocks_on_it_holds_no_process() throws Exception {
        try (Node node =
                Node.builder()
                        .events(event -> {
                            if (event instanceof Event.Starving) {
                                starved.countDown();
                                await(enough);
                            }
                        })
                        .build()) {
            Pid echo = node.start(new Counter(0), StartOptions.NONE).pidOrExit();
            starve(node, echo);
            assertThat(starved.await(30, TimeUnit.SECONDS)).isTrue();

            threadsFromOutsideAreAnswered(echo);

            enough.countDown();
        }
    }

    /// Hands each line on to another process, and waits for it.
    private static final class Log extends GenServer<Pid, Counter.Get, Object> {
        private final Pid disk;

        Log(Pid disk) {
            this.disk = disk;
        }

        @Override
        protected InitResult<Pid> init() {
            return ok(disk);
        }

        @Override
        protected CallResult<Pid> handleCall(Counter.Get line, From from, Pid state) {
            return reply(GenServer.call(state, line, Process.INFINITY), state);
        }
    }

    @Test
    void a_listener_that_asks_a_process_is_answered() throws Exception {
        AtomicReference<Pid> log = new AtomicReference<>();
        var logged = new CountDownLatch(1);
        try (Node node =
                Node.builder()
                        .events(event -> {
                            Pid to = log.get();
                            if (event instanceof Event.Starving && to != null) {
                                starved.countDown();
                                GenServer.call(to, new Counter.Get(), Process.INFINITY);
                                logged.countDown();
                            }
                        })
                        .build()) {
            Pid echo = node.start(new Counter(0), StartOptions.NONE).pidOrExit();
            log.set(node.start(new Log(echo), StartOptions.NONE).pidOrExit());
            starve(node, echo);

            assertThat(logged.await(30, TimeUnit.SECONDS)).isTrue();
            threadsFromOutsideAreAnswered(echo);

            enough.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
