package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jline.reader.History;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {
    @TempDir private Path folder;
    private Path path;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void choosePath() {
        path = folder.resolve("state").resolve("jobber").resolve("history");
    }

    @Test
    void it_is_made_for_its_owner_alone() throws IOException {
        file().load();
        file().append("start-job good");

        assertThat(permissions(path)).isEqualTo("rw-------");
        assertThat(permissions(path.resolveSibling("history.lock"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("state").resolve("jobber"))).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("state"))).isEqualTo("rwx------");
    }

    /// As the terminals do that are attached to one tree.
    @Test
    void several_of_one_program_are_written_at_once_and_no_entry_is_lost() throws Exception {
        file().load();
        var writers = new ArrayList<FutureTask<Integer>>();
        for (int writer = 0; writer < 4; writer++) {
            var write = new FutureTask<Integer>(this::appendFifty);
            writers.add(write);
            Thread.ofPlatform().daemon().start(write);
        }
        for (FutureTask<Integer> writer : writers) {
            assertThat(writer.get()).isEqualTo(50);
        }

        assertThat(Files.readAllLines(path)).hasSize(200);
    }

    private int appendFifty() throws IOException {
        HistoryFile own = file();
        for (int i = 0; i < 50; i++) {
            own.append("echo " + i);
        }
        return 50;
    }

    @Test
    void one_that_others_could_read_is_closed_to_them() throws IOException {
        Files.createDirectories(folder.resolve("state").resolve("jobber"));
        Files.writeString(path, "help\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        file().load();

        assertThat(permissions(path)).isEqualTo("rw-------");
    }

    @Test
    void entries_are_read_back_in_their_order_those_of_several_lines_and_with_backslashes_too()
            throws IOException {
        List<String> entries =
                List.of("start-job good", "echo 'a\nb'", "echo \"\\\\n \\t\"", "naïve ☃");
        file().load();
        for (String entry : entries) {
            file().append(entry);
        }

        assertThat(file().load()).isEqualTo(entries);
        assertThat(Files.readAllLines(path)).hasSize(4);
    }

    @Test
    void two_shells_at_once_lose_nothing() throws IOException {
        HistoryFile one = file();
        HistoryFile other = file();
        one.load();
        other.load();

        one.append("from one");
        other.append("from the other");
        one.append("from one again");

        assertThat(file().load()).containsExactly("from one", "from the other", "from one again");
    }

    @Test
    void a_file_twice_as_long_as_what_is_kept_is_cut_to_that() throws IOException {
        file().load();
        for (int i = 0; i < 20; i++) {
            file().append("line " + i);
        }

        List<String> last = IntStream.range(10, 20).mapToObj(i -> "line " + i).toList();
        assertThat(file().load()).isEqualTo(last);
        assertThat(Files.readAllLines(path)).isEqualTo(last);
        assertThat(permissions(path)).isEqualTo("rw-------");
    }

    @Test
    void it_is_where_the_environment_says_that_state_belongs() {
        assertThat(HistoryFile.of(Map.of("XDG_STATE_HOME", "/state", "HOME", "/home/me")))
                .isEqualTo(Path.of("/state/jobber/history"));
        assertThat(HistoryFile.of(Map.of("HOME", "/home/me")))
                .isEqualTo(Path.of("/home/me/.local/state/jobber/history"));
        assertThat(HistoryFile.of(Map.of("XDG_STATE_HOME", "relative", "HOME", "/home/me")))
                .isEqualTo(Path.of("/home/me/.local/state/jobber/history"));
    }

    @Test
    void the_prompt_keeps_what_is_entered_but_no_line_that_begins_with_a_blank_and_no_repetition()
            throws IOException {
        TerminalHistory history = history();

        for (String line : List.of("help", " secret", "help", "", "vars ", "help")) {
            history.add(Instant.EPOCH, line);
        }

        assertThat(lines(history)).containsExactly("help", "vars", "help");
        assertThat(file().load()).containsExactly("help", "vars", "help");
        assertThat(warnings).isEmpty();
    }

    @Test
    void the_prompt_offers_what_earlier_shells_have_kept() throws IOException {
        file().load();
        file().append("start-job good");

        assertThat(lines(history())).containsExactly("start-job good");
    }

    @Test
    void a_prompt_takes_in_the_lines_of_other_shells_before_its_own() throws IOException {
        TerminalHistory one = history();
        TerminalHistory other = history();
        add(one, "one 1");
        add(other, "other 1");
        add(other, "other 2");
        assertThat(lines(one)).containsExactly("one 1");

        one.catchUp();

        assertThat(lines(one)).containsExactly("other 1", "other 2", "one 1");
        add(other, "other 3");
        add(one, "one 2");
        assertThat(lines(one)).containsExactly("other 1", "other 2", "other 3", "one 1", "one 2");
        one.catchUp();
        one.catchUp();
        assertThat(lines(one)).hasSize(5);
        other.catchUp();
        assertThat(lines(other)).containsExactly("one 1", "one 2", "other 1", "other 2", "other 3");
        assertThat(warnings).isEmpty();
    }

    @Test
    void a_file_that_another_shell_has_cut_or_removed_costs_no_line() throws IOException {
        TerminalHistory one = history();
        add(one, "one 1");
        TerminalHistory other = history();
        for (int i = 0; i < 20; i++) {
            add(other, "other " + i);
        }
        file().load(); // a third shell cuts it to ten lines

        one.catchUp();

        List<String> last = IntStream.range(10, 20).mapToObj(i -> "other " + i).toList();
        assertThat(lines(one)).hasSize(11).endsWith("one 1").containsAll(last);
        Files.delete(path);
        one.catchUp();
        add(one, "one 2");
        assertThat(lines(one)).hasSize(12).endsWith("one 1", "one 2");
        assertThat(file().load()).containsExactly("one 2");
        assertThat(warnings).isEmpty();
    }

    /// Whatever is entered where, each shell ends with all lines, its own last and in their order.
    @Property(tries = 50)
    void shells_that_take_turns_have_all_lines(
            @ForAll @Size(max = 40) List<@IntRange(max = 2) Integer> turns) throws IOException {
        try (var temporary = TestFolder.create()) {
            folder = temporary.path();
            choosePath();
            List<TerminalHistory> shells = List.of(history(100), history(100), history(100));
            var entered = new ArrayList<List<String>>();
            shells.forEach(_ -> entered.add(new ArrayList<>()));
            for (int i = 0; i < turns.size(); i++) {
                String line = "line " + i;
                entered.get(turns.get(i)).add(line);
                add(shells.get(turns.get(i)), line);
            }
            for (int shell = 0; shell < shells.size(); shell++) {
                shells.get(shell).catchUp();

                List<String> own = entered.get(shell);
                List<String> lines = lines(shells.get(shell));
                assertThat(lines).hasSize(turns.size()).doesNotHaveDuplicates();
                assertThat(lines.subList(lines.size() - own.size(), lines.size())).isEqualTo(own);
            }
        }
    }

    @Test
    void a_text_too_long_to_have_been_typed_is_kept_in_memory_only() throws IOException {
        TerminalHistory history = history();
        String pasted = "x".repeat(10_001);

        history.add(Instant.EPOCH, pasted);

        assertThat(lines(history)).containsExactly(pasted);
        assertThat(file().load()).isEmpty();
    }

    @Test
    void where_it_cannot_be_written_one_warning_says_so_and_lines_are_kept_in_memory()
            throws IOException {
        Files.writeString(folder.resolve("state"), "a file where a folder should be");
        TerminalHistory history = history();

        history.add(Instant.EPOCH, "help");
        history.add(Instant.EPOCH, "vars");

        assertThat(lines(history)).containsExactly("help", "vars");
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith(
                        "history is kept in memory only, because " + path + " cannot be written: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "/dev/zero", "/dev/full", "/dev/tty", "fifo"})
    void only_a_regular_file_is_a_history(String other) throws IOException, InterruptedException {
        Files.createDirectories(path.getParent());
        switch (other) {
            case "folder" -> Files.createDirectory(path);
            case "fifo" -> {
                Process made = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
                assertThat(made.waitFor()).isZero();
            }
            default -> Files.createSymbolicLink(path, Path.of(other));
        }
        TerminalHistory history = history();

        history.add(Instant.EPOCH, "help");

        assertThat(lines(history)).containsExactly("help");
        assertThat(warnings)
                .containsExactly(
                        "history is kept in memory only, because "
                                + path
                                + " cannot be written: it is no regular file");
    }

    @Test
    void the_warning_says_why_in_words() {
        path = Path.of("/proc/no-such-folder/jobber/history");
        TerminalHistory history = history();

        add(history, "help");

        assertThat(warnings)
                .containsExactly(
                        "history is kept in memory only, because "
                                + path
                                + " cannot be written: there is no such file");
    }

    @Test
    void a_lock_that_is_no_regular_file_is_not_waited_for() throws IOException {
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path.resolveSibling("history.lock"), Path.of("/dev/full"));
        TerminalHistory history = history();

        history.add(Instant.EPOCH, "help");

        assertThat(warnings).singleElement().asString().endsWith(": it is no regular file");
    }

    @Test
    void a_link_to_dev_null_keeps_nothing_without_a_word() throws IOException {
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of("/dev/null"));
        TerminalHistory history = history();

        history.add(Instant.EPOCH, "help");

        assertThat(lines(history)).containsExactly("help");
        assertThat(warnings).isEmpty();
    }

    @Test
    void bytes_that_are_no_text_do_no_harm() throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[] {'a', (byte) 0xE9, 0, '\n', 'b', '\r', '\n', '\\'});

        assertThat(file().load()).containsExactly("a\uDCE9\0", "b", "\\");
    }

    private HistoryFile file() {
        return new HistoryFile(path, 10);
    }

    private static void add(TerminalHistory history, String line) {
        history.add(Instant.EPOCH, line);
    }

    private TerminalHistory history() {
        return history(10);
    }

    private TerminalHistory history(int most) {
        var history = TerminalHistory.of(new HistoryFile(path, most), warnings::add);
        history.load();
        return history;
    }

    private static List<String> lines(TerminalHistory history) {
        var lines = new ArrayList<String>();
        for (History.Entry entry : history) {
            lines.add(entry.line());
        }
        return lines;
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
