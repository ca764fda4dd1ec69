package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Real time goes on, whatever its timers do.
class ClockTest {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Node node = Node.builder().fairness(false).events(events::add).build();

    @AfterEach
    void close() {
        node.close();
    }

    /// Never answers.
    private static final class Mute extends GenServer<Integer, Mute.Ask, Object> {
        record Ask() implements Request<Integer> {}

        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Ask request, From from, Integer state) {
            return noreply(state);
        }
    }

    private void timersRing() throws Exception {
        Pid mute = node.start(new Mute(), StartOptions.NONE).pidOrExit();
        assertThatThrownBy(() -> GenServer.call(mute, new Mute.Ask(), Duration.ofMillis(1)))
                .isInstanceOf(ExitException.class);
        assertThat(
                        node.<Object>run(() -> {
                            Process.sendAfter(Process.self(), "ring", Duration.ofMillis(1));
                            return Process.receive();
                        }))
                .isEqualTo("ring");
    }

    @ParameterizedTest
    @EnumSource
    void a_timer_for_a_name_in_a_registry_that_does_not_run_is_dropped(Registry.Keys keys)
            throws Exception {
        var registry = Registry.of(keys, "names");
        Pid top = Registry.start(node, registry).pidOrExit();
        TimerRef timer =
                node.run(() ->
                        Process.sendAfter(registry.via("someone"), "hello", Duration.ofMillis(1)));
        Supervisor.stop(top);
        while (timer.read().isPresent()) {
            Thread.onSpinWait();
        }

        timersRing();

        assertThat(events).isEmpty();
    }

    @Test
    void a_timer_for_the_sole_holder_of_a_duplicate_key_reaches_it() throws Exception {
        var registry = Registry.of(Registry.Keys.DUPLICATE, "names");
        Registry.start(node, registry).pidOrExit();

        Object got =
                node.run(() -> {
                    registry.register("me", 1);
                    Process.sendAfter(registry.via("me"), "hello", Duration.ofMillis(1));
                    return Process.receive();
                });

        assertThat(got).isEqualTo("hello");
    }

    @Test
    void a_timer_whose_key_fails_when_it_is_looked_for_is_told_and_the_others_ring()
            throws Exception {
        var closed = new AtomicBoolean();
        Object key =
                new Object() {
                    @Override
                    public boolean equals(Object other) {
                        return other == this;
                    }

                    @Override
                    public int hashCode() {
                        if (closed.get()) {
                            throw new IllegalStateException("session closed");
                        }
                        return 7;
                    }
                };
        var registry = Registry.of(Registry.Keys.UNIQUE, "names");
        Registry.start(node, registry).pidOrExit();
        node.run(() -> Process.sendAfter(registry.via(key), "hello", Duration.ofMillis(1)));
        closed.set(true);

        assertThat(events.poll(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Event.CodeFailed.class,
                        failed ->
                                assertThat(failed.message())
                                        .startsWith(
                                                "A timer failed; everything else goes on\n"
                                                        + "** (java.lang.IllegalStateException) session closed"));
        timersRing();
    }

    @Test
    void work_that_fails_is_begun_again_and_that_is_told() {
        BlockingQueue<String> begun = new LinkedBlockingQueue<>();

        Guard.lasting(
                        "worker",
                        () -> {
                            begun.add("begun");
                            if (begun.size() < 3) {
                                throw new OutOfMemoryError("no room");
                            }
                        },
                        () -> false,
                        events::add)
                .run();

        assertThat(begun).hasSize(3);
        assertThat(events)
                .hasSize(2)
                .allSatisfy(event ->
                        assertThat(event.message())
                                .startsWith(
                                        "Thread worker failed and was restarted\n"
                                                + "** (java.lang.OutOfMemoryError) no room"));
    }

    static Stream<Duration> forever() {
        return Stream.of(
                Duration.ofNanos(Long.MAX_VALUE),
                Duration.ofNanos(Long.MAX_VALUE - 1),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                ChronoUnit.FOREVER.getDuration(),
                Duration.ofDays(365_000),
                Process.INFINITY);
    }

    @ParameterizedTest
    @MethodSource("forever")
    void what_is_as_good_as_for_ever_does_not_come(Duration forever) throws Exception {
        Pid counter =
                node.start(new Counter(7), StartOptions.NONE.withTimeout(forever)).pidOrExit();
        assertThat(GenServer.call(counter, new Counter.Get(), forever)).isEqualTo(7);

        Optional<Object> rung =
                node.run(() -> {
                    TimerRef timer = Process.sendAfter(Process.self(), "ring", forever);
                    assertThat(timer.read()).isPresent();
                    Optional<Object> early =
                            Process.receive(message -> true, Duration.ofMillis(20));
                    assertThat(timer.cancel()).isPresent();
                    return early;
                });
        assertThat(rung).isEmpty();

        try (var clock = new ManualClock();
                Node still = Node.builder().clock(clock).killGrace(forever).build()) {
            assertThat(still.<Object>run(() -> Process.sendAfter(Process.self(), 1, forever)))
                    .isNotNull();
            for (int i = 0; i < 8; i++) {
                clock.advance(forever);
            }
            assertThat(clock.nanoTime()).isPositive();
        }
    }

    @Test
    void a_real_clock_of_two_nodes_goes_on_until_the_last_is_closed() throws Exception {
        Clock shared = Clock.system();
        Node first = Node.builder().fairness(false).clock(shared).build();
        try (Node second = Node.builder().fairness(false).clock(shared).build()) {
            first.close();

            assertThat(
                            second.run(() -> {
                                Process.sendAfter(Process.self(), "ring", Duration.ofMillis(1));
                                return Process.receive();
                            }))
                    .isEqualTo("ring");
        }
        assertThatThrownBy(() -> Node.builder().clock(shared).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the clock is closed; make another one with Clock.system()");
    }
}
