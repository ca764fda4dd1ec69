package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One process casts to a slow server as fast as it can.
@Timeout(60)
class FloodTest {
    private static final int LIMIT = 1_000;

    private static final class Slow extends GenServer<Integer, Request<?>, Object> {
        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected Result<Integer> handleCast(Object message, Integer seen) {
            Process.sleep(Duration.ofMillis(1));
            return noreply(seen + 1);
        }
    }

    private static final class Quick extends GenServer<Integer, Request<?>, Object> {
        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected Result<Integer> handleCast(Object message, Integer seen) {
            return noreply(seen + 1);
        }
    }

    private static void flood(Pid server) {
        while (true) {
            try {
                GenServer.cast(server, "more");
            } catch (MailboxFullException full) {
                Thread.onSpinWait();
            }
        }
    }

    /// The limit, and one for each sender at that moment.
    @ParameterizedTest
    @EnumSource
    void no_more_messages_wait_than_may(MailboxLimit.WhenFull full) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pid slow =
                    node.start(new Slow(), StartOptions.NONE.withMaxMailbox(LIMIT, full))
                            .pidOrExit();
            node.spawn(() -> flood(slow));
            var most = new AtomicInteger();
            for (int i = 0; i < 300 || most.get() == 0; i++) {
                most.accumulateAndGet(
                        node.info(slow).map(ProcessInfo::messageQueueLength).orElse(0), Math::max);
                Thread.sleep(1);
            }

            assertThat(most.get()).isBetween(1, LIMIT + 1);
        }
    }

    /// What is counted is fetched and turned round meanwhile.
    @Test
    void a_look_from_outside_never_tells_of_more_messages_than_wait() {
        try (Node node = Node.builder().build()) {
            Pid quick =
                    node.start(
                                    new Quick(),
                                    StartOptions.NONE.withMaxMailbox(
                                            LIMIT, MailboxLimit.WhenFull.HOLD))
                            .pidOrExit();
            node.spawn(() -> flood(quick));
            int most = 0;
            for (int i = 0; i < 50_000 || most == 0; i++) {
                most = Math.max(most, node.info(quick).orElseThrow().messageQueueLength());
            }

            assertThat(most).isBetween(1, LIMIT + 1);
        }
    }
}
