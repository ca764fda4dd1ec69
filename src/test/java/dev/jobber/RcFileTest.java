package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jobber.shell.script.RcLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RcFileTest {
    @TempDir private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void liveAtHome() {
        environment.put("HOME", folder.resolve("home").toString());
    }

    @Test
    void the_first_that_is_there_is_taken() throws IOException {
        assertThat(found()).isEmpty();

        String home = write("home/.jobber.rc");
        assertThat(found()).isEqualTo(home);

        String defaultConfig = write("home/.config/jobber/jobber.rc");
        assertThat(found()).isEqualTo(defaultConfig);

        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        String config = write("config/jobber/jobber.rc");
        assertThat(found()).isEqualTo(config);

        write("jobber.rc");
        assertThat(found()).isEqualTo("jobber.rc");

        environment.put("JOBBER_RC", "named.rc");
        assertThat(found()).isEqualTo("named.rc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-"})
    void one_that_others_may_write_to_is_refused(String permissions) throws IOException {
        write("jobber.rc");
        Files.setPosixFilePermissions(
                folder.resolve("jobber.rc"), PosixFilePermissions.fromString(permissions));

        ProgramRun run = run("-c", "echo a");

        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "error: 'jobber.rc' is not loaded: other users may write to it"
                                + " (chmod go-w jobber.rc)\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void a_binary_file_is_one_error() throws IOException {
        write("jobber.rc");
        Files.setPosixFilePermissions(
                folder.resolve("jobber.rc"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.write(folder.resolve("jobber.rc"), new byte[] {'e', 0, -1, 10, 0});

        ProgramRun run = run("-c", "echo a");

        assertThat(run.err())
                .isEqualTo(
                        "error: eio: cannot read 'jobber.rc': it is not text (a NUL at byte 2)\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void a_script_sources_files_beside_itself() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/script"), "source other\necho $x\n");
        Files.writeString(folder.resolve("sub/other"), "x = echo beside\n");

        assertThat(run("-f", "sub/script").out()).isEqualTo("beside\nbeside\n");
    }

    @Test
    void one_that_belongs_to_another_user_is_refused_but_may_be_sourced() throws IOException {
        assumeThat(Files.getAttribute(folder, "unix:uid"))
                .as("root, who can give files away")
                .isEqualTo(0);
        write("jobber.rc");
        Files.setAttribute(folder.resolve("jobber.rc"), "unix:uid", 12345);

        ProgramRun run = run("-c", "echo a");

        assertThat(run.err())
                .isEqualTo(
                        "error: 'jobber.rc' is not loaded: it belongs to 12345, and not to you or to root"
                                + " ('source jobber.rc' runs it all the same)\n");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run("--no-rc", "-c", "source jobber.rc; echo b").out()).isEqualTo("b\n");
    }

    @Test
    void files_may_source_one_another_a_hundred_deep() throws IOException {
        chain(101, 1);

        assertThat(run("-f", "f2").exitCode()).isZero();
        for (ProgramRun run :
                List.of(run("-f", "f1"), run("-c", "source f1"), run("--check", "f1"))) {
            assertThat(run.err() + run.out())
                    .contains("more than 100 files source one another, with 'f101'")
                    .contains("f100:1:8: ", "1 error, nothing was run");
        }
    }

    @Test
    void what_is_too_deep_is_seen_in_a_file_that_was_read_before_too() throws IOException {
        chain(100, 1);
        Files.writeString(folder.resolve("top"), "source f2\nsource f1\n");

        assertThat(run("--check", "top").err())
                .startsWith("f1:1:8: more than 100 files source one another");
    }

    @Test
    void files_that_source_others_twice_are_read_once_and_run_a_bounded_number_of_times()
            throws IOException {
        chain(23, 2);

        assertThat(run("--check", "f16").out()).isEqualTo("f16: 15 commands, no errors\n");
        for (ProgramRun run : List.of(run("-f", "f1"), run("--check", "f1"))) {
            assertThat(run.err() + run.out())
                    .contains("f10:2:8: more than 10000 files are sourced, with 'f11'")
                    .contains("1 error, nothing was run");
        }
    }

    /// Files, each of which sources the next one a number of times.
    private void chain(int length, int times) throws IOException {
        for (int i = 1; i < length; i++) {
            Files.writeString(folder.resolve("f" + i), ("source f" + (i + 1) + "\n").repeat(times));
        }
        Files.writeString(folder.resolve("f" + length), "x = echo end\n");
    }

    @Test
    void a_file_runs_each_time_it_is_sourced() throws IOException {
        Files.writeString(folder.resolve("twice"), "source one\nsource one\n");
        Files.writeString(folder.resolve("one"), "start-job sim --ok --type a\n");

        assertThat(run("-o", "json", "-c", "source twice; count-children").out())
                .contains("\"specs\": 2");
    }

    private ProgramRun run(String... arguments) {
        return ProgramRun.of(folder, environment, new byte[0], List.of(arguments));
    }

    private String found() {
        return new RcLookup(environment, folder).find().orElse("");
    }

    private String write(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "").toString();
    }
}
