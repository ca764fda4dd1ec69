package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.RcLookup;
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

        var home = write("home/.jobber.rc");
        assertThat(found()).isEqualTo(home);

        var defaultConfig = write("home/.config/jobber/jobber.rc");
        assertThat(found()).isEqualTo(defaultConfig);

        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        var config = write("config/jobber/jobber.rc");
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

        var run = run("-c", "echo a");

        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "error: expected an rc file that only its owner may write to, got: 'jobber.rc'"
                                + " (chmod go-w jobber.rc)\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void a_binary_file_is_one_error() throws IOException {
        write("jobber.rc");
        Files.setPosixFilePermissions(
                folder.resolve("jobber.rc"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.write(folder.resolve("jobber.rc"), new byte[] {'e', 0, -1, 10, 0});

        var run = run("-c", "echo a");

        assertThat(run.err())
                .isEqualTo(
                        "error: eio: expected a readable file, got: 'jobber.rc' (it is not text (a NUL at byte 2))\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void a_script_sources_files_beside_itself() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/script"), "source other\necho $x\n");
        Files.writeString(folder.resolve("sub/other"), "x = echo beside\n");

        assertThat(run("-f", "sub/script").out()).isEqualTo("beside\n");
    }

    private ProgramRun run(String... arguments) {
        return ProgramRun.of(folder, environment, new byte[0], List.of(arguments));
    }

    private String found() {
        return new RcLookup(environment, folder).find().orElse("");
    }

    private String write(String file) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "").toString();
    }
}
