package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be named as a store, and what may not.
class StoreFileTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no/folder/jobs.db|the folder",
                ".|it is a folder",
                "text|it is no SQLite database",
                "broken|it is broken or no database",
                "foreign|it is the database of another program",
                "newer|has version 99, and this program knows only up to version 2",
                "jdbc:mysql://h/d|unknown kind of database",
                "jdbc:postgresql://u:p@h/d|has a password in it",
                "jdbc:postgresql://h/d?password=p|has a password in it",
                "jdbc:postgresql://127.0.0.1:1/d|cannot be opened",
            })
    void a_store_that_cannot_be_opened_is_one_sentence(String place, String why) throws Exception {
        Files.writeString(folder.resolve("text"), "hello, this is text of no database\n");
        Files.writeString(folder.resolve("broken"), "SQLite format 3\0 and then rubbish");
        database("foreign", "create table t (a)");
        database(
                "newer",
                "create table jobber_schema (version integer)",
                "insert into jobber_schema values (99)");
        List<String> before = files();

        ProgramRun run =
                ProgramRun.inRealTime(
                        folder, List.of("--no-rc", "--store", place, "-c", "echo never"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("jobber: ")
                .contains(why);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_node_needs_a_store() {
        ProgramRun run =
                ProgramRun.inRealTime(folder, List.of("--no-rc", "--node", "n", "-c", "echo a"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--node needs --store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "a b", "-a", "a>"})
    void a_node_has_a_name_that_can_stand_in_a_pid(String name) {
        ProgramRun run =
                ProgramRun.inRealTime(
                        folder,
                        List.of("--no-rc", "--store", "jobs.db", "--node=" + name, "-c", "echo a"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("expected --node with a name of letters");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_version_before_this_one_is_brought_to_it() throws Exception {
        List<String> first =
                List.of(
                        "--no-rc",
                        "--store",
                        "jobs.db",
                        "-c",
                        "start-job sim --ok --id a; await a");
        assertThat(ProgramRun.inRealTime(folder, first).exitCode()).isZero();
        database(
                "jobs.db",
                "drop table jobber_schedules",
                "drop table jobber_names",
                "drop index jobber_jobs_schedule",
                "alter table jobber_jobs drop column schedule",
                "delete from jobber_schema where version = 2");

        ProgramRun run =
                ProgramRun.inRealTime(
                        folder,
                        List.of(
                                "--no-rc",
                                "--store",
                                "jobs.db",
                                "-c",
                                "every 1h sim --ok; store; job a"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("done").containsPattern("version +2");
    }

    @Test
    void only_the_owner_can_read_the_store() throws IOException {
        ProgramRun.inRealTime(folder, List.of("--no-rc", "--store", "jobs.db", "-c", "store"));

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("jobs.db"))))
                .isEqualTo("rw-------");
    }

    private void database(String name, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name));
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /// The files of the folder and what is in them.
    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<String> found = new ArrayList<>();
            for (Path file : all.sorted().toList()) {
                found.add(file.getFileName() + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
            return found;
        }
    }
}
