package dev.jobber.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.durable.Definition;
import dev.jobber.job.durable.DurableStart;
import dev.jobber.job.durable.NodeInfo;
import dev.jobber.job.identity.JobIdentity;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.schedule.KeptPlanner;
import dev.jobber.job.schedule.Misfire;
import dev.jobber.job.schedule.Overlap;
import dev.jobber.job.schedule.Schedule;
import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.job.schedule.ScheduleText;
import dev.jobber.job.schedule.Timing;
import dev.jobber.store.schema.Schema;
import dev.jobber.store.sql.Address;
import dev.jobber.store.sql.Connections;
import dev.jobber.store.sql.Transaction;
import dev.jobber.store.sql.Work;
import dev.jobber.store.table.ScheduleRows.Course;
import dev.jobber.store.table.ScheduleRows.Stored;
import dev.jobber.store.table.ScheduleRows.What;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of the runs of a schedule of the store. Runs come late here as they would after a
/// time in which no node was there.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class FiringTest {
    private static final Definition DEFINITION =
            new Definition(List.of(List.of("start-job", "sim", "--ok")), "/");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int ROOM = 1_000_000;

    @TempDir private Path folder;
    private final AtomicInteger ids = new AtomicInteger();

    Address address() {
        return new Address.File(folder.resolve("jobs.db"));
    }

    private <T> T in(Work<T> work) {
        try {
            return Connections.alone(address(), work);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @BeforeEach
    void makeTables() {
        int found = in(Schema::migrate);
        assertThat(found).isZero();
    }

    private static Owner owner(String node) {
        return new Owner(node, "session-" + node);
    }

    /// A schedule whose runs came due that often.
    private static Stored overdue(Transaction transaction, Schedule.Rules rules, int runs)
            throws SQLException {
        var now = Instant.ofEpochMilli(transaction.now());
        Instant first = now.minus(HOUR.multipliedBy(runs)).plus(HOUR.dividedBy(2));
        return new Stored(
                "x",
                new What(
                        ScheduleText.of("every 1h sim --ok"),
                        new ScheduleInfo.When(new Timing.Every(HOUR), rules)),
                DEFINITION,
                new Course(first.minus(HOUR), Optional.of(new KeptPlanner.Run(first, first)), 0),
                ScheduleInfo.Tally.NONE);
    }

    private void put(Misfire misfire, Overlap overlap, int runs) {
        var rules = new Schedule.Rules(overlap, misfire, Duration.ZERO);
        in(transaction -> {
            ScheduleRows.put(transaction, overdue(transaction, rules, runs));
            return true;
        });
    }

    private Firing.Fired fire(String node) {
        return in(transaction -> {
            NodeRows.come(transaction, owner(node), new NodeInfo.Place("here", 1), 60_000);
            return Firing.fire(
                    transaction,
                    "x",
                    new Firing.Run(
                            DEFINITION, List.of(), new Admission.Node(owner(node), ROOM, false)),
                    () ->
                            new JobRows.Fresh(
                                    JobIdentity.NONE.withId("j" + ids.incrementAndGet()),
                                    DefinitionText.format(DEFINITION),
                                    JobPolicy.NONE,
                                    JobPolicy.NONE,
                                    DurableStart.DEFAULT_MAX_CRASHES),
                    new KeptPlanner(new Random(1)));
        });
    }

    private Stored stored() {
        return in(transaction -> ScheduleRows.find(transaction, "x")).orElseThrow();
    }

    private long jobs() {
        return in(transaction ->
                transaction.count("select count(*) from jobber_jobs where schedule = 'x'"));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "SKIP,    SKIP,     0, 10, 0",
        "SKIP,    ALLOW,    0, 10, 0",
        "ONCE,    SKIP,     1,  9, 0",
        "ONCE,    QUEUE,    1,  9, 0",
        "ALL,     ALLOW,   10,  0, 0",
        "ALL,     QUEUE,    1,  0, 9",
        "ALL,     SKIP,     1,  9, 0",
        "ALL,     REPLACE,  1,  9, 0",
    })
    void runs_that_no_node_was_there_for_follow_the_rules(
            Misfire misfire, Overlap overlap, int runs, int skipped, int waiting) {
        put(misfire, overlap, 10);

        Firing.Fired fired = fire("a");

        assertThat(fired.entries()).hasSize(runs);
        assertThat(jobs()).isEqualTo(runs);
        assertThat(stored().tally().runs()).isEqualTo(runs);
        assertThat(stored().tally().skipped()).isEqualTo(skipped);
        assertThat(stored().course().waiting()).isEqualTo(waiting);
        assertThat(stored().tally().last().isPresent()).isEqualTo(runs > 0);
        Instant next = stored().course().next().orElseThrow().comes();
        assertThat(Duration.between(Instant.now(), next))
                .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
    }

    @Test
    void a_run_that_has_been_started_is_not_started_again() {
        put(Misfire.ONCE, Overlap.ALLOW, 1);

        assertThat(fire("a").entries()).hasSize(1);
        assertThat(fire("a").entries()).isEmpty();
        assertThat(fire("b").entries()).isEmpty();
        assertThat(jobs()).isEqualTo(1);
    }

    @Test
    void a_run_waits_until_the_one_before_it_has_ended() {
        put(Misfire.ALL, Overlap.QUEUE, 3);
        fire("a");

        assertThat(fire("b").entries()).isEmpty();
        end("j1");
        assertThat(fire("b").entries()).hasSize(1);
        end("j2");
        assertThat(fire("a").entries()).hasSize(1);

        assertThat(stored().course().waiting()).isZero();
        assertThat(stored().tally().runs()).isEqualTo(3);
    }

    @Test
    void a_run_that_is_replaced_is_asked_to_stop_once_and_the_new_one_starts_when_it_is_gone() {
        put(Misfire.ONCE, Overlap.REPLACE, 1);
        fire("a");
        in(transaction ->
                transaction.update(
                        "update jobber_schedules set comes = ?, planned = ?",
                        transaction.now(),
                        transaction.now()));

        assertThat(fire("b").entries()).isEmpty();
        assertThat(fire("b").entries()).isEmpty();
        List<OrderRows.Asked> asked = in(transaction -> OrderRows.take(transaction, owner("a")));
        assertThat(asked).extracting(OrderRows.Asked::command).containsExactly("stop");
        end("j1");

        assertThat(fire("b").entries()).hasSize(1);
        assertThat(stored().course().waiting()).isZero();
    }

    private void end(String id) {
        in(transaction ->
                transaction.update(
                        "update jobber_jobs set status = 'done', node = null, ended = ?"
                                + " where id = ?",
                        transaction.now(),
                        id));
    }

    @Test
    void a_clock_that_is_set_back_does_not_make_an_interval_longer() {
        put(Misfire.ONCE, Overlap.ALLOW, 1);
        in(transaction ->
                transaction.update(
                        "update jobber_schedules set latest = ?, planned = ?, comes = ?",
                        transaction.now() + 9 * HOUR.toMillis(),
                        transaction.now() + 10 * HOUR.toMillis(),
                        transaction.now() + 10 * HOUR.toMillis()));

        assertThat(fire("a").entries()).isEmpty();

        Instant next = stored().course().next().orElseThrow().comes();
        assertThat(Duration.between(Instant.now(), next)).isLessThanOrEqualTo(HOUR);
    }

    /// Each of several nodes starts what it finds, until no run is left.
    @Test
    void each_run_is_started_once_however_many_nodes_look() throws Exception {
        int runs = 300;
        put(Misfire.ALL, Overlap.ALLOW, runs);
        int started = 0;
        try (ExecutorService nodes = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> counts = new ArrayList<>();
            for (String node : List.of("a", "b", "c")) {
                counts.add(nodes.submit(startsAll(node)));
            }
            for (Future<Integer> count : counts) {
                started += count.get();
            }
        }

        assertThat(started).isEqualTo(runs);
        assertThat(jobs()).isEqualTo(runs);
        assertThat(stored().tally().runs()).isEqualTo(runs);
        assertThat(stored().tally().skipped()).isZero();
    }

    private Callable<Integer> startsAll(String node) {
        return () -> {
            int started = 0;
            int now;
            do {
                now = fire(node).entries().size();
                started += now;
            } while (now > 0);
            return started;
        };
    }
}
