package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The definitions in the comments of `jobber.rc`, with their `#` taken away and shorter times.
class JobberRcTest {
    private static final String COMMENTED = "# define-job ";

    @TempDir private Path folder;

    @Test
    void the_jobs_in_its_comments_work() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("jobber.rc"));
        assertThat(lines).filteredOn(line -> line.startsWith(COMMENTED + "java ")).hasSize(3);
        assertThat(lines).filteredOn(line -> line.startsWith(COMMENTED + "sh ")).hasSize(1);
        List<String> opened =
                lines.stream()
                        .map(line -> line.startsWith(COMMENTED) ? line.substring(2) : line)
                        .map(line -> line.replace("5s", "1ms"))
                        .toList();
        Path rc = Files.write(folder.resolve("jobber.rc"), opened);
        Files.setPosixFilePermissions(rc, PosixFilePermissions.fromString("rw-r--r--"));

        ProgramRun defined = ProgramRun.inRealTime(folder, List.of("-c", "defs"));
        ProgramRun run =
                ProgramRun.inRealTime(
                        folder,
                        List.of(
                                "-c",
                                "start-job good --id g; start-job bad --id b --retry-delay 1ms; start-job doomed --id d; start-job uptime --id u; await; output u"));

        assertThat(defined.out()).contains("bad     java", "doomed  java", "good    java", "sh");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("g +done")
                .containsPattern("b +failed")
                .containsPattern("d +crashed")
                .containsPattern("u +done")
                .contains("load average");
        assertThat(run.err()).contains("** (java.lang.RuntimeException) Boom!");
    }
}
