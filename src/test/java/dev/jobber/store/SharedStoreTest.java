package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Two JVMs on one store, both alive.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class SharedStoreTest {
    @TempDir private Path folder;

    private StorePeer peer(String node) {
        return StorePeer.start(folder, Map.of(), "--store", "jobs.db", "--node", node);
    }

    @Test
    void what_one_runs_the_other_can_end_and_a_limit_counts_for_both() {
        try (StorePeer a = peer("a");
                StorePeer b = peer("b")) {
            assertThat(a.ask("type t --limit 2 --when-full queue")).contains("\"ok\"");
            assertThat(a.ask("start-job sh --type t --id one -- sleep 3600")).contains("#PID<");
            assertThat(b.ask("start-job sh --type t --id two -- sleep 3600")).contains("#PID<");
            assertThat(b.ask("start-job sh --type t --id three -- sleep 3600"))
                    .contains("\"queued\"");
            assertThat(b.ask("limit t")).contains("\"limit\": 2, \"running\": 2");
            assertThat(a.ask("nodes")).contains("\"a\"", "\"b\"");
            assertThat(b.ask("jobs --node a")).contains("\"one\"").doesNotContain("\"two\"");

            assertThat(b.ask("stop one")).contains("\"ok\"");
            assertThat(b.ask("job one")).contains("\"status\": \"stopped\"");
            assertThat(a.askUntil("job three", "\"running\"")).contains("\"attempts\": 1");

            assertThat(b.ask("pause t")).contains("\"paused\": true");
            assertThat(a.ask("start-job sh --type t --id four -- true")).contains("\"queued\"");
            assertThat(b.ask("cancel four")).contains("\"cancelled\"");
            assertThat(a.ask("kill two")).contains("\"ok\"");
            assertThat(a.askUntil("job two", "\"killed\"")).contains("\"node\": \"b\"");
        }
    }

    @Test
    void a_node_that_drains_takes_nothing_and_the_others_do() {
        try (StorePeer a = peer("a");
                StorePeer b = peer("b")) {
            assertThat(a.ask("drain --timeout 1ms")).contains("\"ok\"");
            assertThat(a.ask("start-job sim --ok --id no")).contains("\"draining\"");
            assertThat(b.askUntil("nodes", "\"draining\"")).contains("\"alive\"");
            assertThat(b.ask("set workers 0")).contains("\"ok\"");
            assertThat(b.ask("start-job sim --ok --id one")).contains("\"queued\"");
            assertThat(a.ask("resume")).contains("\"ok\"");
            assertThat(b.ask("await one")).contains("\"done\"");
            assertThat(b.ask("job one")).contains("\"node\": \"a\"");
        }
    }

    @Test
    void a_name_of_a_node_is_taken_while_it_lives() {
        try (StorePeer a = peer("a")) {
            assertThat(a.ask("nodes")).contains("\"alive\"");
            try (StorePeer second = peer("a")) {
                second.awaitEnd();
                assertThat(second.errors()).contains("the store has a node a");
            }
            assertThat(a.ask("nodes")).contains("\"alive\"");
        }
    }

    @Test
    void a_start_that_replaces_another_answers_when_it_runs() {
        try (StorePeer a = peer("a")) {
            assertThat(a.ask("type t --limit 1 --when-full replace")).contains("\"ok\"");
            assertThat(a.ask("start-job sh --type t --id one -- sleep 3600")).contains("#PID<");
            assertThat(a.ask("start-job sh --type t --id two -- sleep 3600")).contains("#PID<");
            assertThat(a.ask("job one")).contains("\"stopped\"");
        }
    }
}
