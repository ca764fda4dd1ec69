package dev.jobber.otp;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// When things happen, to the nanosecond, on a clock that only a test moves.
class TimingTest {
    private final ManualClock clock = new ManualClock();
    private final Node node = Node.builder().clock(clock).build();
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        node.close();
    }

    /// Tells what comes, and waits as it is told.
    private final class Idler extends GenServer<String, Idler.Ask, Idler.Order> {
        record Ask(boolean answered) implements Request<String> {}

        record Order(Duration idle) {}

        @Override
        protected InitResult<String> init() {
            return ok("idle");
        }

        @Override
        protected CallResult<String> handleCall(Ask request, From from, String state) {
            seen.add(request);
            return request.answered() ? reply(request, "yes", state) : noreply(state);
        }

        @Override
        protected Result<String> handleCast(Order order, String state) {
            return noreply(state, thenTimeout(order.idle()));
        }

        @Override
        protected Result<String> handleInfo(Object message, String state) {
            seen.add(message);
            return noreply(state);
        }
    }

    private Pid idler() {
        return node.start(new Idler(), StartOptions.NONE).pidOrExit();
    }

    private Pid collector() {
        return node.spawn(() -> {
            while (true) {
                seen.add(Process.receive());
            }
        });
    }

    @Test
    void a_server_that_hears_nothing_gets_a_timeout_once() {
        Pid idler = idler();
        GenServer.cast(idler, new Idler.Order(ofSeconds(3)));

        clock.advance(ofMillis(2_999));
        assertThat(seen).isEmpty();
        clock.advance(ofMillis(1));
        assertThat(seen).containsExactly(new Timeout());
        clock.advance(ofSeconds(60));
        assertThat(seen).hasSize(1);
    }

    @Test
    void any_message_cancels_the_timeout() {
        Pid idler = idler();
        GenServer.cast(idler, new Idler.Order(ofSeconds(3)));
        clock.advance(ofSeconds(2));

        Process.send(idler, "something");
        clock.advance(ofSeconds(60));

        assertThat(seen).containsExactly("something");
    }

    @Test
    void a_timeout_of_nothing_comes_at_once_unless_something_waits() {
        Pid idler = idler();
        GenServer.cast(idler, new Idler.Order(Duration.ZERO));
        clock.settle();
        assertThat(seen).containsExactly(new Timeout());
    }

    @Test
    void a_call_waits_as_long_as_it_says_and_then_exits() throws Exception {
        Pid idler = idler();
        AtomicReference<ExitException> failure = new AtomicReference<>();
        node.spawn(() -> {
            try {
                GenServer.call(idler, new Idler.Ask(false), ofSeconds(5));
            } catch (ExitException exit) {
                failure.set(exit);
            }
        });

        clock.advance(ofMillis(4_999));
        assertThat(failure.get()).isNull();
        clock.advance(ofMillis(1));

        assertThat(failure.get())
                .hasMessageStartingWith("exited in: GenServer.call(" + idler)
                .hasMessageEndingWith("\n    ** (EXIT) time out");
        assertThat(idler.isAlive()).isTrue();
        assertThat(clock.pending()).isZero();
    }

    @Test
    void a_call_without_time_is_a_time_out_even_if_the_server_is_quick() {
        Pid idler = idler();
        assertThatThrownBy(() -> GenServer.call(idler, new Idler.Ask(true), Duration.ZERO))
                .hasMessageEndingWith("** (EXIT) time out");
    }

    @Test
    void an_answered_call_leaves_no_alarm_behind() throws Exception {
        Pid idler = idler();
        assertThat(node.run(() -> GenServer.call(idler, new Idler.Ask(true)))).isEqualTo("yes");
        assertThat(clock.pending()).isZero();
    }

    @Test
    void messages_due_together_come_in_the_order_asked_for() throws Exception {
        Pid collector = collector();
        node.run(() -> {
            Process.sendAfter(collector, "late", ofMillis(20));
            Process.sendAfter(collector, "first", ofMillis(10));
            Process.sendAfter(collector, "second", ofMillis(10));
            Process.sendAfter(collector, "third", ofMillis(10));
            return true;
        });

        clock.advance(ofMillis(20));

        assertThat(seen).containsExactly("first", "second", "third", "late");
    }

    @Test
    void cancelling_tells_the_time_that_was_left_and_only_once() throws Exception {
        Pid collector = collector();
        TimerRef timer = node.run(() -> Process.sendAfter(collector, "never", ofMillis(100)));
        clock.advance(ofMillis(40));

        assertThat(timer.read()).contains(ofMillis(60));
        assertThat(timer.cancel()).contains(ofMillis(60));
        assertThat(timer.cancel()).isEqualTo(Optional.empty());
        assertThat(timer.read()).isEqualTo(Optional.empty());
        clock.advance(ofSeconds(1));
        assertThat(seen).isEmpty();
    }

    @Test
    void a_timer_that_has_fired_cannot_be_cancelled_and_its_message_stays() throws Exception {
        Pid collector = collector();
        TimerRef timer = node.run(() -> Process.sendAfter(collector, "now", ofMillis(100)));
        clock.advance(ofMillis(100));

        assertThat(timer.cancel()).isEqualTo(Optional.empty());
        assertThat(seen).containsExactly("now");
    }

    @Test
    void a_timer_dies_with_the_process_it_is_for() throws Exception {
        Pid collector = collector();
        TimerRef timer = node.run(() -> Process.sendAfter(collector, "never", ofMillis(100)));
        Process.exit(collector, ExitReason.KILL);
        clock.settle();

        assertThat(clock.pending()).isZero();
        assertThat(timer.cancel()).isEqualTo(Optional.empty());
        TimerRef late = node.run(() -> Process.sendAfter(collector, "never", ofMillis(100)));
        assertThat(late.read()).isEqualTo(Optional.empty());
    }

    @Test
    void a_negative_delay_is_refused() {
        assertThatThrownBy(
                        () -> node.run(() -> Process.sendAfter(collector(), "past", ofMillis(-1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a delay that is not negative, got: PT-0.001S");
    }

    @Test
    void which_process_a_name_belongs_to_is_decided_when_the_time_has_come() throws Exception {
        node.run(() -> Process.sendAfter(node.named("later"), "hello", ofMillis(100)));
        clock.advance(ofMillis(50));
        Pid collector = collector();
        Process.register(collector, "later");
        clock.advance(ofMillis(50));
        assertThat(seen).containsExactly("hello");
    }

    @Test
    void a_receive_gives_up_when_its_time_is_over_and_keeps_what_did_not_match() throws Exception {
        Pid waiter =
                node.spawn(() -> {
                    seen.add(Process.receive("wanted"::equals, ofSeconds(2)));
                    seen.add(Process.receive());
                });
        Process.send(waiter, "other");
        clock.advance(ofMillis(1_999));
        assertThat(seen).isEmpty();
        clock.advance(ofMillis(1));
        assertThat(seen).containsExactly(Optional.empty(), "other");
    }

    @Test
    void a_start_whose_init_takes_too_long_fails_and_its_process_is_gone() throws Exception {
        class Slow extends GenServer<String, Idler.Ask, Idler.Order> {
            @Override
            protected InitResult<String> init() {
                seen.add(Process.self());
                Process.sleep(ofSeconds(60));
                return ok("too late");
            }
        }
        AtomicReference<StartResult> result = new AtomicReference<>();
        node.spawn(() ->
                result.set(
                        GenServer.start(new Slow(), StartOptions.NONE.withTimeout(ofMillis(50)))));

        clock.advance(ofMillis(50));

        assertThat(result.get()).isEqualTo(StartResult.failed(ExitReason.TIMEOUT));
        assertThat(seen)
                .singleElement()
                .satisfies(pid -> assertThat(((Pid) pid).isAlive()).isFalse());
    }
}
