package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.StoreException;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.store.sql.Address;
import dev.jobber.store.sql.Connections;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// What is too old goes by itself, at the start and each hour by the clock of the tree.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class HousekeepingTest {
    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("jobs.db");
    }

    private DurableJobs open() {
        return Stores.open(
                Stores.find(
                        new Stores.Wish(file().toString(), Optional.of("n"), Map.of(), Path::of)),
                (level, sentence) -> {});
    }

    private void add(String id, Duration ago) throws SQLException {
        int added =
                Connections.alone(
                        new Address.File(file()),
                        transaction ->
                                transaction.update(
                                        """
                                        insert into jobber_jobs (id, definition, policy,
                                            type_policy, priority, max_crashes, status, home,
                                            submitted, due, ended)
                                        values (?, '/', '', '', 0, 3, 'done', 's', 0, 0, ?)\
                                        """,
                                        id,
                                        transaction.now() - ago.toMillis()));
        assertThat(added).isEqualTo(1);
    }

    private static void awaitGone(DurableJobs jobs, String id) {
        while (jobs.find(id).isPresent()) {
            Thread.yield();
        }
    }

    @Test
    void jobs_that_ended_more_than_30_days_ago_go_at_the_start_and_each_hour() throws Exception {
        open().close(); // makes the tables
        add("first", Duration.ofDays(31));
        add("young", Duration.ofDays(29));
        var clock = new ManualClock(Instant.parse("2026-01-05T10:00:00Z"));
        try (Node node = Node.builder().clock(clock).build();
                DurableJobs jobs = open()) {
            jobs.begin(
                    Jobber.start(node, JobberOptions.defaults()),
                    definition -> {
                        throw new StoreException("unreadable", "nothing starts here", "");
                    });
            awaitGone(jobs, "first");
            add("second", Duration.ofDays(31));
            assertThat(jobs.find("second")).isPresent();

            clock.advance(Housekeeping.EVERY);

            awaitGone(jobs, "second");
            assertThat(jobs.find("young")).isPresent();
        }
    }
}
