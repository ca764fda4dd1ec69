package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// There is no room for more in the file of a store. A limit of the size of files stands for a disk
/// that is full: it can be lifted.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
@EnabledIf("hasPrlimit")
class FullDiskTest {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    /// A start writes so much.
    private static final String LARGE = "x".repeat(200_000);

    @TempDir private Path folder;

    static boolean hasPrlimit() {
        return Files.isExecutable(PRLIMIT);
    }

    private static void limit(StorePeer peer, String bytes) throws Exception {
        int set =
                new ProcessBuilder(
                                PRLIMIT.toString(),
                                "--pid",
                                Long.toString(peer.pid()),
                                "--fsize=" + bytes + ":unlimited")
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(set).isZero();
    }

    private long size(String file) throws IOException {
        return Files.size(folder.resolve(file));
    }

    @Test
    void starts_are_refused_while_there_is_no_room_and_work_goes_on_when_there_is()
            throws Exception {
        List<String> answered = new ArrayList<>();
        try (StorePeer peer =
                StorePeer.start(folder, Map.of(), "--store", "jobs.db", "--node", "a")) {
            assertThat(peer.ask("set lease 60s")).contains("\"ok\"");
            assertThat(peer.ask("set workers 1")).contains("\"ok\"");
            assertThat(
                            peer.ask(
                                    "start-job sh --id runs -- sh -c 'until [ -e go ]; do sleep 0.1; done'"))
                    .contains("#PID<");
            limit(peer, Long.toString(Math.max(size("jobs.db"), size("jobs.db-wal")) + 500_000));
            var answer = "";
            for (int i = 0; i < 20 && !answer.contains("\"error\""); i++) {
                answer = peer.ask("start-job sim --id j" + i + " --ok '" + LARGE + "'");
                if (!answer.contains("\"error\"")) {
                    answered.add("j" + i);
                }
            }
            assertThat(answer).contains("\"store_unavailable\"");
            assertThat(peer.ask("start-job sim --ok --id bare --bare")).contains("\"ok\"");
            assertThat(peer.ask("job runs")).contains("\"running\"");
            Files.createFile(folder.resolve("go"));

            limit(peer, "unlimited");
            assertThat(peer.ask("start-job sim --ok --id later")).contains("\"ok\"");
            assertThat(peer.ask("await later runs")).doesNotContain("\"error\"");
            for (String id : answered) {
                assertThat(peer.ask("await " + id)).contains("\"done\"");
            }
            peer.end();
        }
        var witnesses = new Witnesses(folder, "jobs.db");
        assertThat(witnesses.rows("pragma integrity_check")).containsExactly("ok");
        assertThat(answered).isNotEmpty();
        assertThat(witnesses.rows("select id from jobber_jobs where status <> 'done'")).isEmpty();
    }
}
