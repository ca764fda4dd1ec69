package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What needs a store, in a program that has none.
class NoStoreTest {
    private static final List<String> LINES =
            List.of(
                    "store",
                    "nodes",
                    "prune --older 1h",
                    "export out.rc",
                    "import in.rc",
                    "set durable",
                    "set durable on",
                    "set workers 3",
                    "set lease 2s",
                    "jobs --node a",
                    "start-job sim --ok --durable",
                    "start-job sim --ok --max-crashes 2",
                    "every 1h --durable sim --ok",
                    "start-server --name {global,x}");

    @TempDir private Path folder;

    @Test
    void each_says_that_it_needs_a_store_and_how_to_have_one() throws IOException {
        Files.writeString(folder.resolve("in.rc"), "type t --limit 1\n");
        List<String> words = new ArrayList<>(List.of("--no-rc", "--keep-going", "-o", "json"));
        LINES.forEach(line -> words.addAll(List.of("-c", line)));
        ProgramRun run = ProgramRun.inRealTime(folder, words);

        assertThat(run.out().lines())
                .hasSameSizeAs(LINES)
                .allSatisfy(answer ->
                        assertThat(answer)
                                .contains(
                                        "\"no_store\"",
                                        " needs a store, and this program was started without one",
                                        "start jobber with --store"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("out.rc")).doesNotExist();
    }

    @Test
    void a_global_name_is_found_nowhere() {
        ProgramRun run =
                ProgramRun.inRealTime(folder, List.of("--no-rc", "-c", "whereis {global,x}"));

        assertThat(run.err()).contains("not_registered: no process has the name {global,x}");
    }
}
