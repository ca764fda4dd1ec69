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
            String pid = pid(a.ask("p = start-server --name {global,x}"));
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
            assertThat(a.ask("start-server --direct --name {global,y}"))
                    .contains("\"usage\"", "cannot be used together");

            // It ends, and one that does not start has no name.
            assertThat(a.ask("stop $p")).contains("\"ok\"");
            assertThat(b.askUntil("start-server --name {global,x}", "\"ok\"")).contains("#PID<");
            assertThat(a.ask("whereis {global,x}")).contains("\"node\": \"b\"");
            assertThat(a.ask("start-server --init ignore --name {global,y}")).contains("null");
            assertThat(b.ask("start-server --name {global,y}")).contains("#PID<");

            // Its node stands still, and has the name no more when it goes on.
            b.signal("STOP");
            assertThat(a.askUntil("start-server --name {global,x}", "\"ok\"")).contains("#PID<");
            b.signal("CONT");
            assertThat(b.askUntil("whereis {global,x}", "\"node\": \"a\"")).contains("<a.");
            assertThat(b.askUntil("start-server --name {global,z}", "\"ok\"")).contains("#PID<");

            // Its node is killed.
            b.kill();
            assertThat(a.askUntil("start-server --name {global,z}", "\"ok\"")).contains("#PID<");
        }
    }

    private static String pid(String answer) {
        return answer.replaceAll(".*(#PID<[0-9.]+>).*", "$1");
    }
}
