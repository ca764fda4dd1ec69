package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.jobber.Collected;
import dev.jobber.otp.scheduling.WakeGate;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What has ended is kept by nothing that lives on.
class GrowthTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Node node = Node.builder().fairness(false).build();

    @AfterEach
    void close() {
        node.close();
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    // ---- ancestors

    @Test
    void a_process_keeps_its_starter_and_none_of_those_before_it() throws Exception {
        BlockingQueue<WeakReference<Pid>> generations = new LinkedBlockingQueue<>();
        BlockingQueue<Pid> last = new LinkedBlockingQueue<>();

        node.spawn(() -> succeed(5, generations, last));

        Pid alive = last.poll(30, TimeUnit.SECONDS);
        assertThat(alive).isNotNull();
        for (int i = 0; i < 4; i++) {
            WeakReference<Pid> ancestor = generations.poll(30, TimeUnit.SECONDS);
            Collected.awaitLetGo("generation " + i, ancestor);
        }
        assertThat(alive.isAlive()).isTrue();
    }

    private static void succeed(
            int generations, BlockingQueue<WeakReference<Pid>> seen, BlockingQueue<Pid> last) {
        if (generations == 0) {
            last.add(Process.self());
            Process.receive();
        }
        seen.add(new WeakReference<>(Process.self()));
        Process.spawn(() -> succeed(generations - 1, seen, last));
    }

    @Test
    void the_dead_show_no_parent() throws Exception {
        ProcessCell child =
                node.run(() -> {
                    var started = (ProcessCell) Process.spawnLink(Process::receive);
                    assertThat(started.parent()).isSameAs(Process.self());
                    return started;
                });
        Process.exit(child, ExitReason.KILL);
        until("its parent is let go", () -> child.parent() == null);
    }

    // ---- callers that go away

    /// Never answers.
    private static final class Debtor extends GenServer<Integer, Debtor.Ask, Object> {
        record Ask() implements Request<Integer> {}

        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Ask request, From from, Integer asked) {
            return noreply(asked + 1);
        }
    }

    private ProcessCell debtor() {
        return (ProcessCell) node.start(new Debtor(), StartOptions.NONE).pidOrExit();
    }

    private static void untilAsked(Pid debtor, int times) {
        until(times + " have asked", () -> Sys.getState(debtor).equals(times));
    }

    @Test
    void a_server_keeps_no_caller_that_was_killed() {
        ProcessCell debtor = debtor();
        List<Pid> callers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            callers.add(
                    node.spawn(() -> GenServer.call(debtor, new Debtor.Ask(), Process.INFINITY)));
        }
        untilAsked(debtor, 100);
        assertThat(debtor.owesNothing()).isFalse();

        callers.forEach(caller -> Process.exit(caller, ExitReason.KILL));

        until("all are forgotten", debtor::owesNothing);
    }

    @Test
    void a_server_keeps_no_caller_that_was_interrupted() throws Exception {
        ProcessCell debtor = debtor();
        var given = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            callers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    GenServer.call(debtor, new Debtor.Ask(), Process.INFINITY);
                                } catch (CancellationException interrupted) {
                                    given.incrementAndGet();
                                }
                            }));
        }
        untilAsked(debtor, 10);

        callers.forEach(Thread::interrupt);
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(given).hasValue(10);
        until("all are forgotten", debtor::owesNothing);
    }

    @Test
    void a_server_keeps_no_caller_that_ran_out_of_time() {
        ProcessCell debtor = debtor();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> GenServer.call(debtor, new Debtor.Ask(), Duration.ofMillis(1)))
                    .isInstanceOf(ExitException.class);
        }
        untilAsked(debtor, 10);
        until("all are forgotten", debtor::owesNothing);
    }

    @Test
    void a_process_being_started_is_not_watched_by_a_starter_that_was_killed() {
        var begun = new AtomicInteger();
        BlockingQueue<ProcessCell> children = new LinkedBlockingQueue<>();
        GenServer<Integer, Request<?>, Object> slow =
                new GenServer<>() {
                    @Override
                    protected InitResult<Integer> init() {
                        Process.trapExit(true);
                        children.add(ProcessCell.current());
                        begun.incrementAndGet();
                        Process.receive("go"::equals);
                        return ok(0);
                    }
                };
        Pid starter = node.spawn(() -> GenServer.start(slow, StartOptions.NONE.withOwnThread()));
        until("init runs", () -> begun.get() == 1);
        ProcessCell child = children.remove();
        assertThat(child.isWatched()).isTrue();

        Process.exit(starter, ExitReason.KILL);

        until("the starter is forgotten", () -> !child.isWatched());
        Process.send(child, "go");
    }

    // ---- the table of processes

    @Test
    void refused_starts_leave_nothing_behind() {
        Pid one = node.start(new Counter(0), StartOptions.named("one")).pidOrExit();
        for (int i = 0; i < 1_000; i++) {
            assertThat(node.start(new Counter(0), StartOptions.named("one")))
                    .isEqualTo(StartResult.failed(new ExitReason.AlreadyStarted(one)));
        }
        assertThat(node.processes()).containsExactly(one);
        assertThat(node.processCount()).isEqualTo(1);
    }

    @Test
    void a_start_whose_name_cannot_be_looked_up_leaves_nothing_behind() {
        var closed = Registry.of(Registry.Keys.UNIQUE, "closed");
        assertThatThrownBy(() -> node.start(new Counter(0), StartOptions.named(closed.via("key"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(node.processes()).isEmpty();
        assertThat(node.processCount()).isZero();
    }

    @Test
    void the_table_has_room_for_those_that_live_and_none_for_those_that_have_been() {
        var table = new ProcessTable();
        List<ProcessCell> kept = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            var cell = new ProcessCell(node, null, new BareProcess(() -> {}));
            table.add(cell);
            if (i % 1_000 == 0) {
                kept.add(cell);
            } else {
                table.died(cell);
                table.remove(cell);
            }
        }
        assertThat(table.size()).isEqualTo(kept.size());
        assertThat(table.all()).containsExactlyInAnyOrderElementsOf(kept);
        assertThat(table.room()).isLessThan(64 * 8);
        for (ProcessCell cell : kept) {
            assertThat(table.find(cell.id())).isSameAs(cell);
            assertThat(table.find(cell.id() + 1)).isNull();
            table.died(cell);
            table.remove(cell);
            table.remove(cell);
        }
        assertThat(table.size()).isZero();
        assertThat(table.all()).isEmpty();
    }

    @Test
    void processes_are_listed_by_number_and_found_by_it() {
        List<Pid> started = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            started.add(node.spawn(Process::receive));
        }
        assertThat(node.processes()).isEqualTo(started);
        assertThat(started).allMatch(pid -> node.pid(pid.id()).equals(Optional.of(pid)));
        assertThat(node.processCount()).isEqualTo(1_000);
    }

    // ---- counters

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE - 200, Integer.MIN_VALUE, -200})
    void a_process_gives_way_as_often_whatever_it_has_counted_to(int counted) throws Exception {
        Node watched = Node.builder().build();
        try (watched) {
            var cell = new ProcessCell(watched, null, new BareProcess(() -> {}));
            cell.countedTo(counted);
            long before = watched.gate().reductions();
            for (int i = 0; i < 100 * WakeGate.TURNS; i++) {
                cell.countReduction();
            }
            assertThat(watched.gate().reductions() - before)
                    .isBetween(99L * WakeGate.TURNS, 101L * WakeGate.TURNS);
        }
    }

    // ---- words

    @Test
    void a_request_is_put_into_words_when_the_words_are_asked_for() {
        var asked = new AtomicInteger();
        record Load(AtomicInteger asked) implements Request<Integer> {
            @Override
            public String toString() {
                return "load " + asked.incrementAndGet();
            }
        }
        Pid gone = node.start(new Counter(0), StartOptions.NONE).pidOrExit();
        GenServer.stop(gone);

        try {
            GenServer.call(gone, new Load(asked));
            fail("expected the call to fail");
        } catch (ExitException failure) {
            assertThat(asked).hasValue(0);
            assertThat(failure.getMessage()).contains("load 1");
        }
    }

    // ---- clocks

    /// Waits, a day at most, for a message that does not come.
    private static final class Patient extends GenServer<Integer, Request<?>, Object> {
        @Override
        protected InitResult<Integer> init() {
            return ok(0, thenTimeout(Duration.ofDays(1)));
        }
    }

    private enum End {
        KILLED,
        STOPPED,
        CRASHED
    }

    @ParameterizedTest
    @EnumSource
    void a_clock_keeps_no_idle_timeout_of_the_dead(End end) {
        Pid server = node.start(new Patient(), StartOptions.NONE).pidOrExit();
        assertThat(node.clock().pending()).isEqualTo(1);

        switch (end) {
            case KILLED -> Process.exit(server, ExitReason.KILL);
            case STOPPED -> GenServer.stop(server);
            case CRASHED -> GenServer.cast(server, "nothing it knows");
        }

        until("the timeout is gone", () -> node.clock().pending() == 0);
    }

    @Test
    void a_manual_clock_keeps_no_closed_node() throws Exception {
        var clock = new ManualClock();
        WeakReference<Node> closed = new WeakReference<>(nodeThatEnds(clock));

        Collected.awaitLetGo("the node", closed);
        assertThat(clock.pending()).isZero();
        clock.advance(Duration.ofHours(2)); // no timer of the closed node rings
    }

    private static Node nodeThatEnds(ManualClock clock) throws Exception {
        Node ends = Node.builder().fairness(false).clock(clock).build();
        ends.start(new Patient(), StartOptions.NONE).pidOrExit();
        ends.run(() -> Process.sendAfter(ends.named("late"), "hello", Duration.ofHours(1)));
        ends.close();
        return ends;
    }

    @Test
    void a_closed_node_takes_no_timer_of_another_with_it() throws Exception {
        try (var clock = new ManualClock();
                Node stays = Node.builder().fairness(false).clock(clock).build()) {
            nodeThatEnds(clock);
            BlockingQueue<Object> rung = new LinkedBlockingQueue<>();
            stays.spawn(() -> {
                Process.sendAfter(Process.self(), "ring", Duration.ofHours(1));
                rung.add(Process.receive());
            });

            clock.advance(Duration.ofHours(1));

            assertThat(rung).containsExactly("ring");
        }
    }
}
