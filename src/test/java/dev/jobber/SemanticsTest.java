package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the page of guarantees refers to is there.
class SemanticsTest {
    private static final Path PAGE = Path.of("src/site/markdown/semantics.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path RECORDINGS = Path.of("src/test/resources/otp-transcripts");

    private static List<MatchResult> found(String regex) throws IOException {
        List<MatchResult> found =
                Pattern.compile(regex).matcher(Files.readString(PAGE)).results().toList();
        assertThat(found).isNotEmpty();
        return found;
    }

    @Test
    void every_test_it_names_exists() throws IOException {
        for (MatchResult reference : found("`(\\w+Test)\\.(\\w+)`")) {
            try (Stream<Path> files = Files.walk(TESTS)) {
                Path file =
                        files.filter(it -> it.endsWith(reference.group(1) + ".java"))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError(reference.group()));
                assertThat(Files.readString(file)).contains(" " + reference.group(2) + "(");
            }
        }
    }

    @Test
    void every_recording_it_names_exists() throws IOException {
        for (MatchResult reference : found("`(\\w+/\\w+\\.otp)`(?:: ([^|;\\n]+))?")) {
            String recording = Files.readString(RECORDINGS.resolve(reference.group(1)));
            if (reference.group(2) != null) {
                assertThat(recording).contains("--- " + reference.group(2).strip());
            }
        }
    }

    @Test
    void every_method_it_names_exists() throws IOException, ClassNotFoundException {
        var classes =
                "Process|Node|GenServer|Supervisor|DynamicSupervisor|Registry|Task|TaskSupervisor|Sys|TimerRef|From|Pid|Agent|RequestId|PartitionSupervisor";
        for (MatchResult reference :
                Pattern.compile("`(" + classes + ")\\.([a-zA-Z]+)`")
                        .matcher(jobbersHalf())
                        .results()
                        .toList()) {
            Class<?> type = Class.forName("dev.jobber.otp." + reference.group(1));
            assertThat(Arrays.stream(type.getMethods()).map(it -> it.getName()))
                    .as(reference.group())
                    .contains(reference.group(2));
        }
    }

    /// The right halves of the table of functions.
    private static String jobbersHalf() throws IOException {
        var right = new StringBuilder();
        Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.startsWith("## OTP's functions"))
                .takeWhile(line -> !line.startsWith("## Left out"))
                .filter(line -> line.startsWith("| "))
                .forEach(line -> right.append(line.split(" \\| ")[1]));
        return right.toString();
    }
}
