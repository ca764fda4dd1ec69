package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.otp.MailboxLimit.WhenFull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A fast sender does not fill the mailbox of a slow server.
class MailboxLimitTest {
    private final Node node = Node.builder().build();
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger longest = new AtomicInteger();

    @AfterEach
    void close() {
        go.countDown();
        node.close();
    }

    private record Count() implements Request<Integer> {}

    /// Waits with its first cast until it may go on, and counts.
    private final class Slow extends GenServer<Integer, Count, Object> {
        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Count count, From from, Integer seen) {
            return reply(count, seen, seen);
        }

        @Override
        protected Result<Integer> handleCast(Object message, Integer seen) throws Exception {
            go.await();
            longest.accumulateAndGet(MailboxLength.own((ProcessCell) Process.self()), Math::max);
            return noreply(seen + 1);
        }

        @Override
        protected Result<Integer> handleInfo(Object message, Integer seen) {
            return noreply(seen + 1);
        }
    }

    private Pid slow(int messages, WhenFull whenFull) {
        Pid slow =
                node.start(new Slow(), StartOptions.NONE.withMaxMailbox(messages, whenFull))
                        .pidOrExit();
        GenServer.cast(slow, "first"); // it is busy with this one from now on
        until(() -> node.info(slow).orElseThrow().messageQueueLength() == 0);
        return slow;
    }

    /// Waits until this holds, 30 s at most.
    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("what it waits for").isLessThan(deadline);
            Thread.yield();
        }
    }

    private int seen(Pid slow) {
        return GenServer.call(slow, new Count(), Duration.ofSeconds(30));
    }

    @Test
    void one_message_too_many_is_refused_and_says_so() {
        Pid slow = slow(3, WhenFull.REFUSE);
        GenServer.cast(slow, "a");
        Process.send(slow, "b");
        GenServer.cast(slow, "c");

        assertThatThrownBy(() -> GenServer.cast(slow, "d"))
                .isInstanceOf(MailboxFullException.class)
                .hasMessage(
                        "the mailbox of "
                                + slow
                                + " is full: 3 messages wait; the message was refused, send it again"
                                + " later");
        assertThatThrownBy(() -> Process.send(slow, "d")).isInstanceOf(MailboxFullException.class);
        assertThatThrownBy(() -> node.run(() -> GenServer.sendRequest(slow, new Count())))
                .isInstanceOf(MailboxFullException.class);
        go.countDown();
        assertThat(seen(slow)).isEqualTo(4);
        GenServer.cast(slow, "d");
        assertThat(seen(slow)).isEqualTo(5);
    }

    @Test
    void calls_timers_and_looks_come_to_a_full_mailbox() throws Exception {
        Pid slow = slow(1, WhenFull.REFUSE);
        GenServer.cast(slow, "a");
        Thread caller = Thread.startVirtualThread(() -> seen(slow));
        node.run(() -> Process.sendAfter(slow, "timer", Duration.ofMillis(1)));
        until(() -> node.info(slow).orElseThrow().messageQueueLength() >= 3);

        go.countDown();
        caller.join();

        assertThat((int) Sys.getState(slow)).isEqualTo(3);
    }

    @Test
    void a_sender_that_is_held_goes_on_when_there_is_room() throws Exception {
        Pid slow = slow(10, WhenFull.HOLD);
        List<Pid> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            senders.add(
                    node.spawn(() -> {
                        for (int n = 0; n < 1_000; n++) {
                            GenServer.cast(slow, n);
                        }
                    }));
        }
        Thread outside =
                Thread.startVirtualThread(() -> {
                    for (int n = 0; n < 1_000; n++) {
                        GenServer.cast(slow, n);
                    }
                });
        until(() -> node.info(slow).orElseThrow().messageQueueLength() >= 10);

        go.countDown();
        outside.join();
        for (Pid sender : senders) {
            node.run(() -> {
                MonitorRef ref = Process.monitor(sender);
                return Process.receive(
                        message -> message instanceof Down down && down.ref() == ref);
            });
        }
        assertThat(seen(slow)).isEqualTo(5_001);
        assertThat(longest.get()).isLessThanOrEqualTo(10 + 5);
    }

    @Test
    void a_sender_that_is_held_can_be_killed() {
        Pid slow = slow(1, WhenFull.HOLD);
        GenServer.cast(slow, "a");
        Pid sender = node.spawn(() -> GenServer.cast(slow, "b"));
        until(() -> node.info(sender).orElseThrow().status() == ProcessStatus.WAITING);

        Process.exit(sender, ExitReason.KILL);
        until(() -> !sender.isAlive());

        go.countDown();
        assertThat(seen(slow)).isEqualTo(2);
    }

    @Test
    void the_end_of_the_server_lets_its_senders_go() throws Exception {
        Pid slow = slow(1, WhenFull.HOLD);
        GenServer.cast(slow, "a");
        Thread sender = Thread.startVirtualThread(() -> GenServer.cast(slow, "b"));
        until(() -> sender.getState() == Thread.State.WAITING);

        Process.exit(slow, ExitReason.KILL);

        assertThat(sender.join(Duration.ofSeconds(30))).isTrue();
        GenServer.cast(slow, "dropped");
    }

    @Test
    void what_a_server_sends_to_itself_always_comes() throws Exception {
        Pid agent =
                Agent.start(node, () -> 0, StartOptions.NONE.withMaxMailbox(1, WhenFull.HOLD))
                        .pidOrExit();
        Agent<Integer> counter = Agent.at(agent);

        counter.update(n -> {
            for (int i = 0; i < 5; i++) {
                Agent.<Integer>at(agent).cast(m -> m + 1);
            }
            return n;
        });

        assertThat(counter.<Integer>get(n -> n)).isEqualTo(5);
    }

    @Test
    void room_for_nothing_is_refused() {
        assertThatThrownBy(() -> StartOptions.NONE.withMaxMailbox(0, WhenFull.HOLD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected room for at least one message, got: 0");
    }
}
