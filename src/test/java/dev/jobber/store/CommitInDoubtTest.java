package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A commit that does not come back: the server waits in it for a standby server that is not there.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class CommitInDoubtTest {
    @RegisterExtension private static final PostgresDatabase DATABASE = new PostgresDatabase();

    private static final String WAITING =
            "select pid from pg_stat_activity where wait_event = 'SyncRep'"
                    + " and datname = current_database()";

    /// It has written a job.
    private static final String HAS_A_JOB =
            "exists (select 1 from pg_locks where pg_locks.pid = others.pid"
                    + " and relation = 'jobber_jobs'::regclass and mode = 'RowExclusiveLock')";

    @TempDir private Path folder;

    private Witnesses witnesses;

    @BeforeEach
    void open() {
        witnesses = new Witnesses(folder, DATABASE.url());
    }

    @AfterEach
    void letCommit() {
        witnesses.update("alter system reset synchronous_standby_names");
        witnesses.rows("select pg_reload_conf()");
    }

    private StorePeer peer() {
        return StorePeer.start(folder, Map.of(), "--store", DATABASE.url(), "--node", "a");
    }

    /// From now on commits do not come back; seen by a sign of life of the node.
    private void holdCommits(StorePeer peer) {
        peer.ask("nodes"); // the store is open
        witnesses.update("alter system set synchronous_standby_names = 'absent'");
        witnesses.rows("select pg_reload_conf()");
        Witnesses.until(
                "a commit waits",
                () -> {
                    peer.ask("set lease 60s");
                    return !witnesses.rows(WAITING).isEmpty();
                });
    }

    @Test
    void a_start_whose_connection_is_lost_in_the_commit_is_answered_and_done_once() {
        try (StorePeer peer = peer()) {
            holdCommits(peer);
            peer.tell("start-job sh --id a -- sh -c 'echo done >> log'");
            List<String> cut = new ArrayList<>();
            Witnesses.until(
                    "the start is committed",
                    () -> {
                        cut.addAll(
                                witnesses.rows(
                                        "select pg_terminate_backend(pid) from ("
                                                + WAITING
                                                + ") as w"));
                        return !witnesses.rows("select id from jobber_jobs").isEmpty();
                    });
            letCommit();

            assertThat(peer.answer()).contains("#PID<", "\"id\": \"a\"");
            assertThat(peer.ask("await a")).contains("\"done\"");
            assertThat(peer.ask("job a")).contains("\"attempts\": 1", "\"outcome\": \"ok\"");
            assertThat(cut).contains("t");
            assertThat(witnesses.lines("log")).containsExactly("done");
        }
    }

    /// The caller waits for five seconds.
    @Test
    @Tag("endurance")
    void a_caller_that_waits_no_more_is_told_that_the_job_may_have_been_started_and_it_runs() {
        try (StorePeer peer = peer()) {
            holdCommits(peer);
            peer.tell("start-job sh --id a -- sh -c 'echo done >> log'");
            Witnesses.until(
                    "the commit of the start waits",
                    () -> {
                        // Signs of life come first, and may come between.
                        witnesses.rows(
                                "select pg_terminate_backend(pid) from ("
                                        + WAITING
                                        + ") as others where not "
                                        + HAS_A_JOB);
                        return witnesses
                                .rows("select " + HAS_A_JOB + " from (" + WAITING + ") as others")
                                .contains("t");
                    });
            assertThat(peer.answer())
                    .contains("store_unavailable", "it may have been started", "'job a'");
            assertThat(witnesses.rows("select id from jobber_jobs")).isEmpty();
            letCommit();

            assertThat(peer.askUntil("job a", "\"done\"")).contains("\"attempts\": 1");
            assertThat(witnesses.lines("log")).containsExactly("done");
        }
    }
}
