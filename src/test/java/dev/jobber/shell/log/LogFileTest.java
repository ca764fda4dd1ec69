package dev.jobber.shell.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.observer.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LogFileTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2024-02-03T12:00:00.007Z"), ZoneOffset.UTC);

    @TempDir private Path folder;

    /// A gateway that copies its lines to a file. What it shows is coloured.
    private static LogGateway open(Path file, LogThreshold threshold) throws IOException {
        LogGateway gateway =
                LogGateway.open(new RecordingSink(), NOON, threshold, LogGateway.Limits.DEFAULT);
        gateway.copyTo(file);
        return gateway;
    }

    private Path file() {
        return folder.resolve("jobber.log");
    }

    @Test
    void every_line_is_written_with_its_date_whichever_are_shown() throws IOException {
        try (LogGateway log = open(file(), LogThreshold.OFF)) {
            log.log(LogLevel.INFO, "Job completed a");
            log.view(now -> now.pause(new LogView.Pause.Forever()));
            log.log(LogLevel.ERROR, LogText.of("two\nlines"), Subject.NONE);
            log.print("printed");
            try (LogGateway.Silence _ = log.silence()) {
                log.log(LogLevel.DEBUG, "silenced");
            }
        }

        assertThat(Files.readAllLines(file()))
                .containsExactly(
                        "2024-02-03 12:00:00.007 [info] Job completed a",
                        "2024-02-03 12:00:00.007 [error] two",
                        "lines",
                        "printed",
                        "2024-02-03 12:00:00.007 [debug] silenced");
    }

    @Test
    void no_control_character_comes_into_the_file() throws IOException {
        try (LogGateway log = open(file(), LogThreshold.INFO)) {
            log.print("\u001b[31mred\u001b[0m\u0007");
        }

        assertThat(Files.readString(file())).isEqualTo("\ufffd[31mred\ufffd[0m\ufffd\n");
    }

    /// What stands in the file, if it is there.
    private String content() throws IOException {
        try {
            return Files.readString(file());
        } catch (NoSuchFileException _) {
            return "";
        }
    }

    @Test
    void a_file_that_was_moved_away_is_there_again() throws IOException {
        Path moved = folder.resolve("moved");
        try (LogGateway log = open(file(), LogThreshold.INFO)) {
            log.print("one");
            while (!content().equals("one\n")) {
                Thread.onSpinWait();
            }
            Files.move(file(), moved);
            log.reopenFile();
            while (!Files.exists(file())) {
                Thread.onSpinWait();
            }
            log.print("two");
        }

        assertThat(Files.readString(moved)).startsWith("one\n");
        assertThat(file()).hasContent("one\ntwo\n");
    }

    @Test
    void the_next_run_goes_on_in_the_same_file() throws IOException {
        for (String text : List.of("one", "two")) {
            try (LogGateway log = open(file(), LogThreshold.INFO)) {
                log.print(text);
            }
        }

        assertThat(Files.readAllLines(file())).containsExactly("one", "two");
    }

    @Test
    void a_file_of_another_program_is_kept() throws IOException {
        Files.writeString(file(), "kept\n");
        try (LogGateway log = open(file(), LogThreshold.INFO)) {
            log.print("new");
        }

        assertThat(Files.readAllLines(file())).containsExactly("kept", "new");
    }

    /// More lines than fit into one file, from several threads.
    @Test
    void many_lines_are_whole_and_in_order_over_all_files() throws Exception {
        int threads = 4;
        int each = 20_000;
        String tail = "x".repeat(150);
        try (LogGateway log = open(file(), LogThreshold.OFF)) {
            List<Thread> writers =
                    IntStream.range(0, threads)
                            .mapToObj(thread ->
                                    Thread.ofVirtual()
                                            .start(() -> {
                                                for (int i = 0; i < each; i++) {
                                                    log.print(thread + " " + i + " " + tail);
                                                }
                                            }))
                            .toList();
            for (Thread writer : writers) {
                writer.join();
            }
        }

        List<String> lines = new ArrayList<>();
        List<Path> files = files();
        assertThat(files).hasSize(2);
        for (Path each2 : files) {
            assertThat(Files.size(each2)).isLessThanOrEqualTo(10L << 20);
            lines.addAll(Files.readAllLines(each2));
        }
        for (int thread = 0; thread < threads; thread++) {
            String head = thread + " ";
            assertThat(lines.stream().filter(line -> line.startsWith(head)).toList())
                    .isEqualTo(
                            IntStream.range(0, each).mapToObj(i -> head + i + " " + tail).toList());
        }
        assertThat(lines).hasSize(threads * each);
        assertThat(Files.isSameFile(file(), files.getLast())).isTrue();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> !each.equals(file())).sorted().toList();
        }
    }

    @Test
    void what_cannot_be_a_log_file_is_refused_with_the_reason() throws IOException {
        assertThatThrownBy(() -> open(folder, LogThreshold.INFO)).hasMessage("it is a folder");
        assertThatThrownBy(() -> open(Path.of("/dev/null"), LogThreshold.INFO))
                .hasMessage("it is no plain file");
        assertThatThrownBy(() -> open(folder.resolve("no/such.log"), LogThreshold.INFO))
                .hasMessage("there is no such folder");
        assertThatThrownBy(() -> open(folder.resolve("a{b}.log"), LogThreshold.INFO))
                .hasMessage("the name of a log file has no { and no }");
        assertThat(Path.of("/dev/null")).exists();
    }
}
