package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Real JVMs that share a store, and are killed. What was done is counted from files that the jobs
/// write, not by jobber.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class NodeLossTest {
    private static final int JOBS = 20;

    @TempDir private Path folder;

    /// Where the store is.
    String store() {
        return "jobs.db";
    }

    StorePeer peer(String node) {
        return StorePeer.start(folder, Map.of(), "--store", store(), "--node", node);
    }

    /// A job writes a line when it begins, and one when it is done.
    private static String job(String id) {
        return "start-job sh --id "
                + id
                + " --type t -c 'echo begin $JOBBER_JOB $JOBBER_ATTEMPT >> log; sleep 0.2;"
                + " echo end $JOBBER_JOB $JOBBER_ATTEMPT >> log'";
    }

    List<String> log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Test
    void what_a_killed_program_had_runs_again_and_ends_once() throws IOException {
        List<String> answered = new ArrayList<>();
        try (StorePeer first = peer("a")) {
            assertThat(first.ask("type t --limit 4 --when-full queue")).contains("ok");
            for (int i = 0; i < JOBS; i++) {
                if (first.ask(job("j" + i)).startsWith("{\"ok\"")) {
                    answered.add("j" + i);
                }
            }
            first.kill();
        }
        try (StorePeer second = peer("b")) {
            for (String id : answered) {
                assertThat(second.ask("await " + id)).contains("\"done\"");
            }
            assertThat(second.ask("jobs --status done")).contains("\"j0\"");
            assertThat(second.ask("store")).contains("\"queued\": 0, \"running\": 0");
            second.end();
        }

        assertThat(answered).hasSize(JOBS);
        for (String id : answered) {
            assertThat(log().stream().filter(line -> line.startsWith("end " + id + " ")))
                    .as(id)
                    .isNotEmpty();
        }
    }

    @Test
    void a_job_that_takes_its_program_down_does_so_three_times() throws IOException {
        try (StorePeer first = peer("a")) {
            first.tell(
                    "start-job sh --id bad -c 'echo $JOBBER_ATTEMPT >> log; kill -9 $PPID; sleep 60'");
            first.awaitEnd();
        }
        for (String node : List.of("b", "c")) {
            try (StorePeer next = peer(node)) {
                next.tell("sleep 60s");
                next.awaitEnd();
            }
        }
        try (StorePeer last = peer("d")) {
            assertThat(last.askUntil("job bad", "\"crashed\""))
                    .contains("\"attempts\": 3", "\"outcome\": \"node_lost\"");
        }

        assertThat(log()).containsExactly("1", "2", "3");
    }

    @Test
    void a_schedule_comes_once_for_all_nodes_and_goes_on_when_one_is_killed() throws IOException {
        var line = "every 200ms --name x --overlap allow sh -c 'echo $JOBBER_JOB >> log'";
        try (StorePeer first = peer("a");
                StorePeer second = peer("b")) {
            long begin = System.nanoTime();
            assertThat(first.ask(line)).contains("\"ok\"");
            assertThat(second.ask(line)).contains("\"ok\"");
            while (jobs() < 5) {
                second.ask("sleep 50ms");
            }
            first.kill();
            int atTheKill = jobs();
            while (jobs() < atTheKill + 5) {
                second.ask("sleep 50ms");
            }
            assertThat(second.ask("unschedule x")).contains("\"ok\"");
            long most = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 200;
            second.askUntil("store", "\"queued\": 0, \"running\": 0");

            long started = rows(second.ask("jobs --count"));

            assertThat(jobs()).isEqualTo((int) started);
            assertThat(started).isBetween(10L, most);
        }
    }

    /// How many jobs have written their names. One that ran again has written twice.
    private int jobs() throws IOException {
        return Set.copyOf(log()).size();
    }

    private static long rows(String answer) {
        return Long.parseLong(answer.replaceAll("\\D", ""));
    }

    @Test
    void a_program_of_a_node_that_stands_still_is_gone_before_another_node_starts_it()
            throws IOException {
        var counting =
                "start-job sh --id a -c 'while :; do echo $JOBBER_ATTEMPT >> log; sleep 0.1; done'";
        try (StorePeer first = peer("a");
                StorePeer second = peer("b")) {
            // the script that ends its programs has a third of this before another node begins
            assertThat(first.ask("set lease 9s")).contains("\"ok\"");
            assertThat(first.ask(counting)).contains("\"pid\": \"#PID<");
            first.askUntil("job a", "\"running\"");
            while (log().isEmpty()) {
                first.ask("sleep 50ms");
            }
            first.signal("STOP");

            String taken = second.askUntil("job a", "\"attempts\": 2");
            while (!log().contains("2")) {
                second.ask("sleep 50ms");
            }
            int begun = log().indexOf("2");
            first.signal("CONT");
            first.askUntil("nodes", "\"alive\"");
            String afterwards = second.ask("job a");
            second.ask("stop a");

            assertThat(taken).contains("\"outcome\": \"node_lost\"");
            assertThat(afterwards).contains("\"status\": \"running\"", "\"node\": \"b\"");
            assertThat(log().subList(0, begun)).containsOnly("1");
            assertThat(log().subList(begun, log().size())).containsOnly("2");
            assertThat(first.ask("start-job sim --ok --id c")).contains("\"ok\"");
            assertThat(first.ask("await c")).contains("\"done\"");
        }
    }
}
