package dev.jobber.otp.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Values flow no faster than they are asked for.
class StageTest {
    private final Node node = Node.builder().build();
    private final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong given = new AtomicLong();
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        node.close();
    }

    /// Counts up to a number.
    private final class Numbers extends Producer<Integer> {
        private final int last;
        private int next = 1;

        Numbers(int last) {
            this.last = last;
        }

        @Override
        protected List<Integer> handleDemand(long demand) {
            int end = (int) Math.min(last, next + demand - 1);
            List<Integer> some = IntStream.rangeClosed(next, end).boxed().toList();
            next = end + 1;
            given.addAndGet(some.size());
            return some;
        }
    }

    private final class Sink extends Consumer<Integer> {
        private final boolean waits;

        Sink(boolean waits) {
            this.waits = waits;
        }

        @Override
        protected void handleValues(List<Integer> values) throws Exception {
            if (waits) {
                go.await();
            }
            seen.addAll(values);
        }
    }

    private static final class Doubler extends Transformer<Integer, Integer> {
        @Override
        protected List<Integer> transform(List<Integer> values) {
            return values.stream().map(n -> 2 * n).toList();
        }
    }

    private Pid start(GenServer<?, ?, ?> stage) {
        return node.start(stage, StartOptions.NONE).pidOrExit();
    }

    @Test
    void all_values_come_in_order() {
        Pid numbers = start(new Numbers(10_000));
        Pid sink = start(new Sink(false));

        Consumer.subscribe(sink, numbers, Demand.DEFAULT.between(5, 10));
        node.awaitQuiet();

        assertThat(seen).isEqualTo(IntStream.rangeClosed(1, 10_000).boxed().toList());
    }

    @Test
    void a_slow_consumer_has_no_more_under_way_than_it_asked_for() throws Exception {
        Pid numbers = start(new Numbers(1_000_000));
        Pid sink = start(new Sink(true));

        Consumer.subscribe(sink, numbers, Demand.DEFAULT.between(50, 100));
        while (node.info(numbers).orElseThrow().messageQueueLength() > 0 || given.get() < 100) {
            Thread.yield();
        }

        assertThat(given).hasValue(100);
        assertThat(seen).isEmpty();
    }

    @Test
    void a_transformer_asks_no_faster_than_it_is_asked() {
        Pid numbers = start(new Numbers(1_000));
        Pid doubler = start(new Doubler());

        Consumer.subscribe(doubler, numbers, Demand.DEFAULT.between(5, 10));
        node.awaitQuiet();
        assertThat(given).hasValue(10);

        Consumer.subscribe(start(new Sink(false)), doubler, Demand.DEFAULT.between(2, 4));
        node.awaitQuiet();
        assertThat(seen)
                .isEqualTo(IntStream.rangeClosed(1, 1_000).map(n -> 2 * n).boxed().toList());
    }

    @Test
    void several_consumers_share_the_values() {
        Pid numbers = start(new Numbers(10_000));
        for (int i = 0; i < 4; i++) {
            Consumer.subscribe(start(new Sink(false)), numbers, Demand.DEFAULT.between(5, 10));
        }
        node.awaitQuiet();

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 10_000).boxed().toList());
    }

    /// Gives what it is sent.
    private static final class Source extends Producer<Integer> {
        @Override
        protected List<Integer> handleDemand(long demand) {
            return List.of();
        }

        @Override
        protected void handleMessage(Object message) {
            give(List.of((Integer) message));
        }
    }

    @Test
    void values_that_come_later_go_to_the_demand_that_is_open() {
        Pid source = start(new Source());
        for (int i = 1; i <= 3; i++) {
            Process.send(source, i);
        }
        Consumer.subscribe(start(new Sink(false)), source, Demand.DEFAULT.between(0, 2));
        node.awaitQuiet();
        assertThat(seen).containsExactly(1, 2, 3);

        GenServer.cast(source, 4);
        node.awaitQuiet();
        assertThat(seen).containsExactly(1, 2, 3, 4);
    }

    @Test
    void the_demand_of_a_consumer_that_ends_is_not_asked_for_again() {
        Pid numbers = start(new Numbers(1_000));
        Pid first = start(new Sink(true));
        Consumer.subscribe(first, numbers, Demand.DEFAULT.between(5, 10));
        while (given.get() < 10) {
            Thread.yield();
        }
        Process.exit(first, ExitReason.KILL);
        node.awaitQuiet();

        Consumer.subscribe(start(new Sink(false)), numbers, Demand.DEFAULT.between(5, 10));
        node.awaitQuiet();

        assertThat(seen).isEqualTo(IntStream.rangeClosed(11, 1_000).boxed().toList());
    }

    @Test
    void a_consumer_ends_with_its_producer_or_lives_on() {
        Pid numbers = start(new Numbers(0));
        Pid permanent = start(new Sink(false));
        Pid passing = start(new Sink(false));
        Pid temporary = start(new Sink(false));
        Consumer.subscribe(permanent, numbers, Demand.DEFAULT);
        Consumer.subscribe(passing, numbers, Demand.DEFAULT.withCancel(Demand.Cancel.TRANSIENT));
        Consumer.subscribe(temporary, numbers, Demand.DEFAULT.withCancel(Demand.Cancel.TEMPORARY));
        node.awaitQuiet();

        GenServer.stop(numbers);
        node.awaitQuiet();

        assertThat(permanent.isAlive()).isFalse();
        assertThat(passing.isAlive()).isTrue();
        assertThat(temporary.isAlive()).isTrue();
    }

    @Test
    void a_consumer_of_a_producer_that_is_not_there_ends_with_noproc() {
        Pid sink = start(new Sink(false));
        Consumer.subscribe(sink, node.named("nowhere"), Demand.DEFAULT);
        node.awaitQuiet();

        assertThat(sink.isAlive()).isFalse();
    }

    @Test
    void numbers_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> Demand.DEFAULT.between(5, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 0 <= min < max, got: min 5 and max 5");
    }
}
