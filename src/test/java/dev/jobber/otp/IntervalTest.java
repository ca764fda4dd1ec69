package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Messages that come again and again, on a clock that stands still.
class IntervalTest {
    private final ManualClock clock = new ManualClock();
    private final Node node = Node.builder().clock(clock).build();
    private final Pid counter = node.start(new Ticks(), StartOptions.NONE).pidOrExit();

    private record Count() implements Request<Integer> {}

    private static final class Ticks extends GenServer<Integer, Count, Object> {
        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Count count, From from, Integer ticks) {
            return reply(count, ticks, ticks);
        }

        @Override
        protected Result<Integer> handleInfo(Object message, Integer ticks) {
            return noreply(ticks + 1);
        }
    }

    @AfterEach
    void close() {
        node.close();
    }

    private TimerRef every(Duration interval) throws Exception {
        return node.run(() -> Process.sendInterval(counter, "tick", interval));
    }

    private int ticks() {
        return GenServer.call(counter, new Count());
    }

    @Test
    void an_interval_does_not_drift() throws Exception {
        TimerRef timer = every(Duration.ofMillis(70));

        for (int i = 0; i < 70; i++) {
            clock.advance(Duration.ofMillis(10));
        }

        assertThat(ticks()).isEqualTo(10);
        assertThat(timer.read()).contains(Duration.ofMillis(70));
        clock.advance(Duration.ofSeconds(7));
        assertThat(ticks()).isEqualTo(110);
    }

    @Test
    void one_that_is_cancelled_comes_no_more_and_leaves_nothing() throws Exception {
        TimerRef timer = every(Duration.ofMillis(10));
        clock.advance(Duration.ofMillis(15));

        assertThat(timer.cancel()).contains(Duration.ofMillis(5));
        clock.advance(Duration.ofSeconds(1));

        assertThat(ticks()).isEqualTo(1);
        assertThat(timer.cancel()).isEmpty();
        assertThat(timer.read()).isEqualTo(Optional.empty());
        assertThat(clock.pending()).isZero();
    }

    @Test
    void one_for_a_process_that_has_ended_leaves_nothing() throws Exception {
        every(Duration.ofMillis(10));
        GenServer.stop(counter);

        assertThat(clock.pending()).isZero();
    }

    @Test
    void one_for_a_name_finds_whichever_process_has_it() throws Exception {
        node.run(() -> Process.sendInterval(node.named("late"), "tick", Duration.ofMillis(10)));
        clock.advance(Duration.ofMillis(25));
        Pid late = node.start(new Ticks(), StartOptions.named("late")).pidOrExit();
        clock.advance(Duration.ofMillis(10));

        assertThat((int) GenServer.call(late, new Count())).isEqualTo(1);
    }

    @Test
    void an_interval_of_nothing_is_refused() {
        assertThatThrownBy(() -> every(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected an interval that is longer than nothing, got: ");
    }
}
