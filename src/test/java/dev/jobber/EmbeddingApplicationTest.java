package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.AttachableShell.LogTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a shell does to the application that opens it, seen in a JVM of its own.
class EmbeddingApplicationTest {
    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "jt"); // short enough for a socket
    }

    @AfterEach
    void remove() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// @return what the application has seen
    private String run(LogTarget log, String... options) throws Exception {
        Path seen = folder.resolve("seen");
        ProcessBuilder application =
                FreshJvm.of(
                        new ArrayList<>(List.of(options)),
                        EmbeddingApplication.class.getName(),
                        log.toString(),
                        seen.toString());
        application.environment().put("XDG_RUNTIME_DIR", folder.toString());
        assertThat(FreshJvm.run(application)).as("what stands on its streams").isEmpty();
        return Files.readString(seen);
    }

    @Test
    void it_writes_nothing_and_handles_no_signal_and_logs_to_the_system_logger() throws Exception {
        assertThat(run(LogTarget.SYSTEM_LOGGER))
                .contains("a   done")
                .contains("The shop\n  stock ")
                .contains("terminal 0\nsame handlers\n")
                .contains("dev.jobber INFO Job completed a\n");
    }

    @Test
    void it_logs_to_tinylog_where_the_application_wants_that() throws Exception {
        Path log = folder.resolve("log");
        String seen =
                run(
                        LogTarget.TINYLOG,
                        "-Dtinylog.writer=file",
                        "-Dtinylog.writer.file=" + log,
                        "-Dtinylog.writer.format={level} {message}",
                        "-Dtinylog.level=info");

        assertThat(seen).contains("same handlers").doesNotContain("Job completed a");
        assertThat(Files.readString(log)).contains("INFO Job completed a\n");
    }
}
