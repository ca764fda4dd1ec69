package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the program loads when it is only the client of a tree: neither the kernel nor picocli.
class ClientLoadsTest {
    @TempDir private Path folder;

    @Test
    void for_a_line_on_a_tree_that_runs() throws Exception {
        try (var tree = new TestTree("--no-rc")) {
            assertThat(client(tree, "-N", TestTree.NAME, "-o", "json", "jobs"))
                    .isEqualTo("{\"ok\": []}\n");
        }
    }

    @Test
    void for_the_list_of_trees_and_the_end_of_one() throws Exception {
        try (var tree = new TestTree("--no-rc")) {
            assertThat(client(tree, "ps", "-o", "json")).contains("\"name\": \"test\"");
            var _ = client(tree, "shutdown", TestTree.NAME);
            tree.awaitExit();
        }
    }

    private String client(TestTree tree, String... words) throws IOException, InterruptedException {
        Path log = folder.resolve("loaded");
        ProcessBuilder client =
                FreshJvm.of(List.of(LoadedClasses.option(log)), "dev.jobber.Main", words);
        client.environment().putAll(tree.environment());
        String output = FreshJvm.run(client);
        LoadedClasses.assertClient(log);
        return output;
    }
}
