package dev.jobber.job.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.policy.TypeGate.Cause;
import dev.jobber.job.policy.TypeGate.Entry;
import dev.jobber.job.policy.TypeGate.Permit;
import dev.jobber.job.policy.TypeGate.Step;
import dev.jobber.job.policy.TypeGate.Ticket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The rules of one type, without a thread: the time is what the test says.
class TypeGateTest {
    private static final AdmissionPolicy NOTHING = AdmissionPolicy.NONE;
    private static final AdmissionPolicy QUEUE = NOTHING.withWhenFull(WhenFull.QUEUE);
    private static final AdmissionPolicy SKIP = NOTHING.withWhenFull(WhenFull.SKIP);
    private static final AdmissionPolicy REPLACE = NOTHING.withWhenFull(WhenFull.REPLACE);
    private static final long SECOND = 1_000_000_000L;

    private final TypeGate<String> gate = new TypeGate<>();
    private long now;

    private void says(AdmissionPolicy policy) {
        gate.setPolicy(JobPolicy.NONE.withAdmission(policy));
    }

    private Permit<String> admitted(String job, AdmissionPolicy own) {
        return ((Entry.Admitted<String>) gate.enter(job, own, now)).permit();
    }

    private Permit<String> admitted(String job) {
        return admitted(job, NOTHING);
    }

    private Ticket<String> queued(String job, AdmissionPolicy own) {
        return ((Entry.Queued<String>) gate.enter(job, own, now)).ticket();
    }

    private Cause refused(String job, AdmissionPolicy own) {
        return ((Entry.Refused<String>) gate.enter(job, own, now)).cause();
    }

    /// Starts the job whose turn it is.
    private Optional<Permit<String>> startNext() {
        return gate.next(now) instanceof Step.Start<String>(Ticket<String> ticket)
                ? gate.turn(ticket, now)
                : Optional.empty();
    }

    private String started() {
        List<String> before = gate.waiting();
        assertThat(startNext()).isPresent();
        return before.getFirst();
    }

    // ---- the limit

    @Test
    void a_type_that_says_nothing_lets_every_job_start() {
        for (int i = 0; i < 100; i++) {
            admitted("j" + i);
        }
        assertThat(gate.load().running()).isEqualTo(100);
    }

    @Test
    void as_many_have_permits_as_the_limit_allows_and_one_more_is_refused() {
        says(NOTHING.withLimit(Limit.of(2)));
        admitted("a");
        Permit<String> b = admitted("b");

        assertThat(refused("c", NOTHING)).isEqualTo(Cause.LIMIT);
        gate.release(b);
        admitted("c");
        assertThat(gate.load().running()).isEqualTo(2);
    }

    @Test
    void a_permit_can_be_given_back_once() {
        Permit<String> a = admitted("a");
        gate.release(a);

        assertThatThrownBy(() -> gate.release(a)).isInstanceOf(IllegalStateException.class);
        assertThat(gate.load()).isEqualTo(TypeInfo.Load.NONE);
    }

    @Test
    void what_a_start_says_wins_over_what_its_type_says() {
        says(NOTHING.withLimit(Limit.of(1)));
        admitted("a");

        admitted("b", NOTHING.withLimit(Limit.of(2)));
        admitted("c", NOTHING.withLimit(Limit.NONE));
        assertThat(gate.enter("d", SKIP, now)).isEqualTo(new Entry.Skipped<>());
    }

    @Test
    void a_lower_limit_ends_no_job_and_a_higher_one_starts_those_that_wait() {
        says(QUEUE.withLimit(Limit.of(3)));
        List<Permit<String>> running = List.of(admitted("a"), admitted("b"), admitted("c"));
        queued("d", NOTHING);

        says(QUEUE.withLimit(Limit.of(1)));
        assertThat(gate.load()).isEqualTo(new TypeInfo.Load(3, 1));
        gate.release(running.get(0));
        gate.release(running.get(1));
        assertThat(startNext()).as("c still runs").isEmpty();

        says(QUEUE.withLimit(Limit.of(2)));
        assertThat(started()).isEqualTo("d");
    }

    // ---- the queue

    @Test
    void the_queue_keeps_the_order_within_a_priority_and_higher_ones_come_first() {
        says(QUEUE.withLimit(Limit.of(1)));
        Permit<String> running = admitted("a");
        queued("low1", NOTHING);
        queued("high1", NOTHING.withPriority(7));
        queued("low2", NOTHING);
        queued("high2", NOTHING.withPriority(7));
        queued("middle", NOTHING.withPriority(3));

        assertThat(gate.waiting()).containsExactly("high1", "high2", "middle", "low1", "low2");
        gate.release(running);
        List<String> order = new ArrayList<>();
        while (gate.hasWaiting()) {
            order.add(gate.waiting().getFirst());
            gate.release(startNext().orElseThrow());
        }
        assertThat(order).containsExactly("high1", "high2", "middle", "low1", "low2");
    }

    @Test
    void who_waits_is_not_overtaken_by_who_comes_when_there_is_room_again() {
        says(QUEUE.withLimit(Limit.of(1)));
        Permit<String> running = admitted("a");
        queued("b", NOTHING);
        gate.release(running);

        assertThat(refused("c", NOTHING.withWhenFull(WhenFull.REJECT)))
                .isEqualTo(Cause.OTHERS_WAIT);
        queued("d", NOTHING);
        assertThat(started()).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource(WhenFull.class)
    void who_comes_while_all_who_wait_are_about_to_start_waits_behind_them(WhenFull whenFull) {
        gate.setFlow(Flow.PAUSED);
        queued("a", NOTHING);
        gate.setFlow(Flow.OPEN);

        queued("b", NOTHING.withWhenFull(whenFull));
        assertThat(started()).isEqualTo("a");
        assertThat(started()).isEqualTo("b");
    }

    @Test
    void no_more_wait_than_may() {
        says(QUEUE.withLimit(Limit.of(0)).withQueueMax(2));
        queued("a", NOTHING);
        Ticket<String> b = queued("b", NOTHING);

        assertThat(refused("c", NOTHING)).isEqualTo(Cause.QUEUE_FULL);
        queued("d", NOTHING.withQueueMax(3));
        gate.leave(b);
        assertThat(refused("e", NOTHING)).isEqualTo(Cause.QUEUE_FULL);
        assertThat(gate.waiting()).containsExactly("a", "d");
    }

    @Test
    void it_is_the_turn_of_the_first_only() {
        says(QUEUE.withLimit(Limit.of(1)));
        Permit<String> running = admitted("a");
        Ticket<String> b = queued("b", NOTHING);
        Ticket<String> c = queued("c", NOTHING);

        assertThat(gate.turn(b, now)).isEmpty();
        gate.release(running);
        assertThat(gate.turn(c, now)).isEmpty();
        assertThat(gate.turn(b, now)).isPresent();
        assertThat(gate.turn(b, now)).as("its turn comes once").isEmpty();
    }

    @Test
    void who_leaves_the_queue_has_no_turn() {
        says(QUEUE.withLimit(Limit.of(1)));
        admitted("a");
        Ticket<String> b = queued("b", NOTHING);
        gate.leave(b);

        assertThat(gate.hasWaiting()).isFalse();
        assertThatThrownBy(() -> gate.leave(b)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_start_that_was_broken_off_waits_in_front_again() {
        says(QUEUE.withLimit(Limit.of(1)));
        Permit<String> running = admitted("a");
        Ticket<String> b = queued("b", NOTHING);
        queued("c", NOTHING);
        gate.release(running);
        Permit<String> broken = gate.turn(b, now).orElseThrow();

        gate.revoke(broken);
        gate.giveBack(b);

        assertThat(gate.waiting()).containsExactly("b", "c");
        assertThat(gate.load()).isEqualTo(new TypeInfo.Load(0, 2));
    }

    // ---- the rate

    @Test
    void no_more_start_within_the_time_of_a_rate_than_it_says() {
        says(NOTHING.withRate(new Rate.Per(2, Duration.ofSeconds(1))));
        admitted("a");
        now += SECOND / 2;
        admitted("b");

        assertThat(refused("c", NOTHING)).isEqualTo(Cause.RATE);
        now += SECOND / 2;
        admitted("c");
        assertThat(refused("d", NOTHING)).as("b and c are within a second").isEqualTo(Cause.RATE);
    }

    @Test
    void under_a_rate_the_queue_waits_exactly_as_long_as_it_must_and_in_order() {
        says(QUEUE.withRate(new Rate.Per(1, Duration.ofSeconds(2))));
        admitted("a");
        now += SECOND;
        queued("b", NOTHING);
        queued("c", NOTHING);

        assertThat(gate.next(now)).isEqualTo(new Step.Wait<>(Duration.ofSeconds(1)));
        now += SECOND;
        assertThat(started()).isEqualTo("b");
        assertThat(gate.next(now)).isEqualTo(new Step.Wait<>(Duration.ofSeconds(2)));
        now += 2 * SECOND;
        assertThat(started()).isEqualTo("c");
    }

    @Test
    void a_start_that_did_not_come_about_does_not_count_for_the_rate() {
        says(NOTHING.withRate(new Rate.Per(2, Duration.ofSeconds(1))));
        Permit<String> a = admitted("a");
        now += SECOND / 4;
        admitted("b");
        gate.revoke(a);
        now += SECOND / 4;
        admitted("c");
        now += SECOND / 2;

        assertThat(refused("d", NOTHING)).as("b and c are within a second").isEqualTo(Cause.RATE);
    }

    @Property
    void no_window_of_a_rate_ever_has_more_starts(
            @ForAll @IntRange(min = 1, max = 40) int most, @ForAll long seed) {
        new TypeGateTest().checkWindows(most, new Random(seed));
    }

    private void checkWindows(int most, Random random) {
        says(NOTHING.withRate(new Rate.Per(most, Duration.ofNanos(1_000))));
        Deque<Long> window = new ArrayDeque<>();
        for (int i = 0; i < 2_000; i++) {
            now += random.nextInt(60);
            while (!window.isEmpty() && now - window.peekFirst() >= 1_000) {
                window.removeFirst();
            }
            boolean fits = window.size() < most;
            assertThat(gate.enter("j", NOTHING, now) instanceof Entry.Admitted<String>)
                    .isEqualTo(fits);
            if (fits) {
                window.addLast(now);
            }
        }
    }

    // ---- replacing

    @Test
    void replace_stops_the_oldest_and_waits_until_it_is_gone() {
        says(REPLACE.withLimit(Limit.of(2)));
        Permit<String> a = admitted("a");
        admitted("b");
        Ticket<String> c = queued("c", NOTHING);

        assertThat(c.replaces()).isTrue();
        assertThat(gate.next(now)).isEqualTo(new Step.Stop<>(List.of("a")));
        assertThat(gate.next(now)).as("it is being stopped").isEqualTo(new Step.Nothing<>());
        assertThat(gate.turn(c, now)).isEmpty();
        gate.release(a);
        assertThat(started()).isEqualTo("c");
    }

    @Test
    void two_that_replace_stop_two_and_a_third_stops_the_first_of_those() {
        says(REPLACE.withLimit(Limit.of(2)));
        List<Permit<String>> old = List.of(admitted("a"), admitted("b"));
        queued("c", NOTHING);
        queued("d", NOTHING);
        queued("e", NOTHING);

        assertThat(gate.next(now)).isEqualTo(new Step.Stop<>(List.of("a", "b")));
        old.forEach(gate::release);
        assertThat(started()).isEqualTo("c");
        assertThat(started()).isEqualTo("d");
        assertThat(gate.next(now)).isEqualTo(new Step.Stop<>(List.of("c")));
    }

    @Test
    void who_replaces_goes_before_who_waits() {
        says(QUEUE.withLimit(Limit.of(1)));
        Permit<String> a = admitted("a");
        queued("b", NOTHING.withPriority(9));
        queued("c", REPLACE);

        assertThat(gate.next(now)).isEqualTo(new Step.Stop<>(List.of("a")));
        gate.release(a);
        assertThat(started()).isEqualTo("c");
        assertThat(gate.waiting()).containsExactly("b");
    }

    @Test
    void there_is_nothing_to_replace_where_none_may_run() {
        says(REPLACE.withLimit(Limit.of(0)));

        assertThat(refused("a", NOTHING)).isEqualTo(Cause.LIMIT);
    }

    // ---- pausing and draining

    @Test
    void a_paused_type_lets_new_jobs_wait_and_starts_none() {
        gate.setFlow(Flow.PAUSED);
        queued("a", NOTHING);
        queued("b", REPLACE);

        assertThat(gate.enter("c", SKIP, now)).isEqualTo(new Entry.Skipped<>());
        assertThat(gate.next(now)).isEqualTo(new Step.Nothing<>());
        gate.setFlow(Flow.OPEN);
        assertThat(started()).isEqualTo("a");
        assertThat(started()).isEqualTo("b");
    }

    @Test
    void a_draining_type_takes_no_job_and_starts_those_that_wait() {
        says(QUEUE.withLimit(Limit.of(1)));
        Permit<String> a = admitted("a");
        queued("b", NOTHING);
        gate.setFlow(Flow.DRAINING);

        assertThat(refused("c", NOTHING)).isEqualTo(Cause.DRAINING);
        gate.release(a);
        assertThat(started()).isEqualTo("b");
    }

    @Test
    void a_gate_that_is_as_new_can_be_forgotten() {
        assertThat(gate.isIdle()).isTrue();
        Permit<String> a = admitted("a");
        assertThat(gate.isIdle()).isFalse();
        gate.release(a);
        assertThat(gate.isIdle()).isTrue();
        gate.setFlow(Flow.PAUSED);
        assertThat(gate.isIdle()).isFalse();
    }

    /// Any order of arrivals, ends, cancels, broken starts and new limits.
    @Property
    void the_limit_holds_and_every_job_gets_its_turn_once(@ForAll long seed) {
        new TypeGateTest().checkLimits(new Random(seed));
    }

    private void checkLimits(Random random) {
        says(QUEUE.withLimit(Limit.of(3)));
        List<Permit<String>> running = new ArrayList<>();
        List<Ticket<String>> waiting = new ArrayList<>();
        Set<String> begun = new HashSet<>();
        int limit = 3;
        for (int i = 0; i < 500; i++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    String job = "j" + i;
                    switch (gate.enter(job, NOTHING.withPriority(random.nextInt(3)), now)) {
                        case Entry.Admitted<String>(Permit<String> permit) -> {
                            assertThat(begun.add(job)).isTrue();
                            assertThat(running.size()).isLessThan(limit);
                            running.add(permit);
                        }
                        case Entry.Queued<String>(Ticket<String> ticket) -> waiting.add(ticket);
                        case Entry.Skipped<String>(), Entry.Refused<String> _ ->
                                throw new AssertionError("expected to wait");
                    }
                }
                case 2 -> {
                    if (!running.isEmpty()) {
                        gate.release(running.remove(random.nextInt(running.size())));
                    }
                }
                case 3 -> {
                    limit = random.nextInt(5);
                    says(QUEUE.withLimit(Limit.of(limit)));
                }
                case 4 -> {
                    if (!waiting.isEmpty()) {
                        gate.leave(waiting.remove(random.nextInt(waiting.size())));
                    }
                }
                default -> {
                    if (gate.next(now) instanceof Step.Start<String>(Ticket<String> ticket)) {
                        Permit<String> permit = gate.turn(ticket, now).orElseThrow();
                        assertThat(running.size()).isLessThan(limit);
                        if (random.nextBoolean()) {
                            gate.revoke(permit);
                            gate.giveBack(ticket);
                        } else {
                            assertThat(begun.add(ticket.job())).isTrue();
                            assertThat(waiting.remove(ticket)).isTrue();
                            running.add(permit);
                        }
                    }
                }
            }
            assertThat(gate.load()).isEqualTo(new TypeInfo.Load(running.size(), waiting.size()));
        }
        says(QUEUE);
        while (startNext().isPresent()) {}
        assertThat(gate.hasWaiting()).isFalse();
    }
}
