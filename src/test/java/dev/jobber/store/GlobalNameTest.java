package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Names that one process of all nodes has, with two JVMs on one store.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class GlobalNameTest {
    @TempDir private Path folder;

    private StorePeer peer(String node) {
        return StorePeer.start(folder, Map.of(), "--store", "jobs.db", "--node", node);
    }

    @Test
    void one_process_of_all_nodes_has_a_name_until_it_ends_or_its_node_is_lost() {
        try (StorePeer a = peer("a");
                StorePeer b = peer("b")) {
            String started = a.ask("p = start-server --name {global,x}");
            String pid = started.replaceAll(".*(#PID<[0-9.]+>).*", "$1");
            String foreign = pid.replace("<0.", "<a.");

            assertThat(a.ask("whereis {global,x}"))
                    .isEqualTo("{\"ok\": {\"pid\": \"" + pid + "\"}}");
            assertThat(a.ask("whereis '" + foreign + "'")).contains(pid);
            assertThat(b.ask("q = whereis {:global,x}"))
                    .isEqualTo("{\"ok\": {\"pid\": \"" + foreign + "\", \"node\": \"a\"}}");
            for (StorePeer second : List.of(a, b)) {
                assertThat(second.ask("start-server --name {global,x}"))
                        .contains("\"already_started\"", foreign + " on node a");
            }
            for (String call : List.of("get-state {global,x}", "get-state $q.pid")) {
                assertThat(b.ask(call))
                        .contains("\"noproc\"", "on node a", "not sent between nodes");
            }

            assertThat(a.ask("stop $p")).contains("\"ok\"");
            assertThat(b.askUntil("start-server --name {global,x}", "\"ok\"")).contains("#PID<");
            assertThat(a.ask("whereis {global,x}")).contains("\"node\": \"b\"");

            b.kill();
            assertThat(a.askUntil("start-server --name {global,x}", "\"ok\"")).contains("#PID<");
        }
    }

    @Test
    void a_name_is_free_again_when_its_process_does_not_start_or_its_program_ends() {
        try (StorePeer a = peer("a");
                StorePeer b = peer("b")) {
            assertThat(a.ask("start-server --init ignore --name {global,x}")).contains("null");
            assertThat(b.ask("start-server --name {global,x}")).contains("\"ok\"");
            b.end();
            assertThat(a.ask("start-server --name {global,x}")).contains("\"ok\"");
            assertThat(a.ask("start-server --direct --name {global,y}"))
                    .contains("\"usage\"", "cannot be used together");
        }
    }

    @Test
    void a_process_whose_node_has_lost_its_lease_has_no_name_any_more() {
        try (StorePeer a = peer("a");
                StorePeer b = peer("b")) {
            assertThat(a.ask("start-server --name {global,x}")).contains("\"ok\"");
            a.signal("STOP");
            assertThat(b.askUntil("start-server --name {global,x}", "\"ok\"")).contains("#PID<");
            a.signal("CONT");

            assertThat(a.askUntil("whereis {global,x}", "\"node\": \"b\"")).contains("<b.");
            assertThat(a.askUntil("start-server --name {global,y}", "\"ok\"")).contains("#PID<");
        }
    }
}
