package dev.jobber.otp;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStreamTest {
    private static final ExitReason BOOM = ExitReason.word("boom");
    private static final TaskStream.Options OPTIONS = TaskStream.Options.DEFAULT;

    private final ManualClock clock = new ManualClock();
    private final Node node = Node.builder().clock(clock).build();

    @AfterEach
    void close() {
        node.close();
    }

    private static int timesTen(int n) {
        return n * 10;
    }

    private static int afterItsNumberOfMillis(int n) {
        Process.sleep(ofMillis(n));
        return n;
    }

    private static int forever(int n) {
        Process.sleep(Process.INFINITY);
        return n;
    }

    private static Function<Integer, Integer> exitOn(int which) {
        return n -> {
            if (n == which) {
                throw new ExitException(BOOM);
            }
            return timesTen(n);
        };
    }

    /// What a process that traps exits comes to while time passes; it must leave no message.
    private <T> T trapping(Callable<T> code) {
        AtomicReference<Optional<T>> result = new AtomicReference<>(Optional.empty());
        AtomicReference<Object> left = new AtomicReference<>("nothing, for it did not end");
        node.spawn(() -> {
            Process.trapExit(true);
            try {
                result.set(Optional.of(code.call()));
                left.set(Process.receive(message -> true, Duration.ZERO));
            } catch (AssertionError failure) {
                left.set(failure);
            }
        });
        clock.advance(Duration.ofSeconds(60));
        assertThat(left.get()).isEqualTo(Optional.empty());
        return result.get().orElseThrow();
    }

    private static <T> List<TaskResult<T>> oks(List<T> values) {
        return values.stream().<TaskResult<T>>map(TaskResult.Ok::new).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10})
    void comes_in_the_order_of_the_items_however_many_run_at_once(int atOnce) {
        List<Integer> slowestFirst = List.of(40, 30, 20, 10);
        assertThat(
                        trapping(() ->
                                Task.asyncStream(
                                                slowestFirst,
                                                TaskStreamTest::afterItsNumberOfMillis,
                                                OPTIONS.withMaxConcurrency(atOnce))
                                        .toList()))
                .isEqualTo(oks(slowestFirst));
    }

    @Test
    void comes_as_it_is_ready_if_order_does_not_matter() {
        assertThat(
                        trapping(() ->
                                Task.asyncStream(
                                                List.of(30, 10, 20),
                                                TaskStreamTest::afterItsNumberOfMillis,
                                                OPTIONS.withMaxConcurrency(3).withOrdered(false))
                                        .toList()))
                .isEqualTo(oks(List.of(10, 20, 30)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void never_runs_more_at_once_than_it_may(int atOnce) {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        trapping(() ->
                Task.asyncStream(
                                IntStream.range(0, 50).boxed().toList(),
                                n -> {
                                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                    Process.sleep(ofMillis(n % 7));
                                    return running.decrementAndGet();
                                },
                                OPTIONS.withMaxConcurrency(atOnce))
                        .toList());
        assertThat(most).hasValue(atOnce);
    }

    @Test
    void of_nothing_is_nothing() {
        assertThat(
                        trapping(() ->
                                Task.asyncStream(
                                                List.<Integer>of(),
                                                TaskStreamTest::timesTen,
                                                OPTIONS)
                                        .toList()))
                .isEmpty();
    }

    @Test
    void has_an_exit_for_a_crash_if_the_owner_traps_exits_and_leaves_no_message() {
        assertThat(trapping(() -> Task.asyncStream(List.of(1, 2, 3), exitOn(2), OPTIONS).toList()))
                .containsExactly(
                        new TaskResult.Ok<>(10),
                        new TaskResult.Exit<>(BOOM),
                        new TaskResult.Ok<>(30));
    }

    @Test
    void ends_an_owner_that_does_not_trap_exits_with_the_first_crash() {
        Pid owner =
                node.spawn(() ->
                        Task.asyncStream(List.of(1, 2, 3), exitOn(2), OPTIONS)
                                .forEach(result -> {}));
        AtomicReference<Object> reason = new AtomicReference<>();
        node.spawn(() -> {
            Process.monitor(owner);
            reason.set(((Down) Process.receive()).reason());
        });
        clock.settle();
        assertThat(reason.get()).isIn(BOOM, ExitReason.NOPROC);
        assertThat(node.processCount()).isZero();
    }

    @Test
    void exits_when_a_task_takes_too_long_and_ends_the_others() {
        trapping(() -> {
            assertThatThrownBy(() ->
                            Task.asyncStream(
                                            List.of(1, 2),
                                            TaskStreamTest::forever,
                                            OPTIONS.withTimeout(ofMillis(40)))
                                    .toList())
                    .isInstanceOf(ExitException.class)
                    .hasMessage("exited in: Task.Supervised.stream(40)\n    ** (EXIT) time out");
            return true;
        });
        assertThat(node.processCount()).isZero();
    }

    @Test
    void can_kill_what_takes_too_long_and_go_on() {
        assertThat(
                        trapping(() ->
                                Task.asyncStream(
                                                List.of(1, 2, 3),
                                                n -> n == 2 ? forever(n) : timesTen(n),
                                                OPTIONS.withMaxConcurrency(3)
                                                        .withTimeout(ofMillis(60))
                                                        .withOnTimeout(
                                                                TaskStream.OnTimeout.KILL_TASK))
                                        .toList()))
                .containsExactly(
                        new TaskResult.Ok<>(10),
                        new TaskResult.Exit<>(ExitReason.TIMEOUT),
                        new TaskResult.Ok<>(30));
        assertThat(node.processCount()).isZero();
    }

    @Test
    void starts_only_what_is_asked_for() {
        List<Integer> begun = new CopyOnWriteArrayList<>();
        List<TaskResult<Integer>> two =
                trapping(() ->
                        Task.asyncStream(
                                        List.of(1, 2, 3, 4, 5),
                                        n -> {
                                            begun.add(n);
                                            return timesTen(n);
                                        },
                                        OPTIONS.withMaxConcurrency(1))
                                .limit(2)
                                .toList());
        assertThat(two).isEqualTo(oks(List.of(10, 20)));
        assertThat(begun).containsExactly(1, 2);
    }

    @Test
    void ends_the_tasks_that_are_not_asked_for_when_it_is_closed() {
        trapping(() -> {
            try (Stream<TaskResult<Integer>> results =
                    Task.asyncStream(
                            List.of(1, 2, 3),
                            n -> n == 1 ? timesTen(n) : forever(n),
                            OPTIONS.withMaxConcurrency(3))) {
                assertThat(results.findFirst()).contains(new TaskResult.Ok<>(10));
            }
            return true;
        });
        assertThat(node.processCount()).isZero();
    }

    @Test
    void ends_its_tasks_with_its_owner() {
        node.spawn(() ->
                Task.asyncStream(
                                List.of(1, 2, 3),
                                n -> n == 1 ? timesTen(n) : forever(n),
                                OPTIONS.withMaxConcurrency(3))
                        .limit(1)
                        .forEach(result -> {}));
        clock.settle();
        assertThat(node.processCount()).isZero();
    }

    @Test
    void belongs_to_the_process_that_asks_first() throws Exception {
        Stream<TaskResult<Integer>> results =
                Task.asyncStream(List.of(1, 2), TaskStreamTest::timesTen, OPTIONS);
        assertThat(node.run(() -> Task.async(() -> results.toList()).await()))
                .isEqualTo(oks(List.of(10, 20)));
    }

    @Test
    void refuses_options_that_cannot_be() {
        assertThatThrownBy(() -> OPTIONS.withMaxConcurrency(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected maxConcurrency to be at least 1, got: 0");
        assertThatThrownBy(() -> OPTIONS.withTimeout(ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a timeout that is not negative, got: PT-0.001S");
    }
}
