package dev.jobber;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.help.topic.DocumentLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// README shows nothing that is not so.
@Timeout(300)
class ReadmeTest {
    private static final String PROMPT = "jobber> ";

    private final String readme = Files.readString(Path.of("README.md"));

    ReadmeTest() throws IOException {}

    private List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(readme)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static ProgramRun run(String input, String... arguments) {
        return ProgramRun.of(
                Path.of(""),
                Map.of("HOME", "/nowhere", "COLUMNS", "120", "LANG", "C.UTF-8"),
                input.getBytes(StandardCharsets.UTF_8),
                List.of(arguments));
    }

    @Test
    void its_session_is_what_happens() {
        var session = String.join("", blocks("jobber"));
        String typed =
                session.lines()
                        .filter(line -> line.startsWith(PROMPT))
                        .map(line -> line.substring(PROMPT.length()) + "\n")
                        .collect(joining());
        List<String> shown = session.lines().filter(line -> !line.startsWith(PROMPT)).toList();

        ProgramRun run = run(typed);

        assertThat(run.printed().lines().map(ReadmeTest::inWholeSeconds).toList())
                .isEqualTo(shown.stream().map(ReadmeTest::inWholeSeconds).toList());
        assertThat(run.exitCode()).isZero();
        String log = run.err().replace("HH:MM:SS.mmm ", "");
        assertThat(log.lines().filter(line -> line.matches(".*Job .* (c9Uau9g|mail)")).toList())
                .isEqualTo(String.join("", blocks("log")).lines().toList());
    }

    /// A machine takes some milliseconds more than the clock of a test, and a column as wide as
    /// they need.
    private static String inWholeSeconds(String line) {
        return line.replaceAll("(?<= \\d{1,2}s)\\d{1,2}ms", "").replaceAll("  +", "  ");
    }

    @Test
    void its_one_line_runs_are_accepted() {
        assertThat(readme)
                .contains("scripts/jobber -c 'start-job good --type import; running-imports'");
        assertThat(run("", "-c", "start-job good --type import; running-imports").out())
                .startsWith("ok #PID<0.101.0>  id c9Uau9g\n")
                .endsWith("c9Uau9g  #PID<0.102.0>  import\n");
        assertThat(readme).contains("scripts/jobber -o json count-children");
        assertThat(run("", "-o", "json", "count-children").out())
                .isEqualTo(
                        "{\"ok\": {\"active\": 0, \"specs\": 0, \"supervisors\": 0, \"workers\": 0}}\n");
        assertThat(readme).contains("scripts/jobber --check jobber.rc");
        assertThat(run("", "--check", "jobber.rc").exitCode()).isZero();
    }

    @Test
    void its_commands_are_right(@TempDir Path folder) throws IOException {
        assertThat(blocks("commands")).hasSize(4);
        for (String block : blocks("commands")) {
            Path file = Files.writeString(folder.resolve("lines"), block);

            ProgramRun check = run("", "--check", file.toString());

            assertThat(check.exitCode()).as(check.err()).isZero();
        }
    }

    @Test
    void its_table_of_lines_is_the_one_of_help() {
        assertThat(readme)
                .contains(
                        DocumentLine.ALL.stream()
                                .map(line ->
                                        "| `" + line.elixir() + "` | `" + line.jobber() + "` |\n")
                                .collect(joining()));
    }

    @Test
    void its_pictures_are_those_that_the_program_draws() throws IOException {
        List<String> shown =
                Pattern.compile("!\\[[^\\]]{20,}\\]\\(src/site/resources/pictures/([^)]+)\\)")
                        .matcher(readme)
                        .results()
                        .map(picture -> picture.group(1))
                        .toList();
        try (Stream<Path> drawn = Files.list(Path.of("src/site/resources/pictures"))) {
            assertThat(drawn.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(shown);
        }
    }

    @Test
    void its_command_list_is_what_help_says() {
        assertThat(blocks("help")).containsExactly(run("", "--no-rc", "-c", "help").out());
    }

    @Test
    void its_java_is_compiled_and_run_as_a_test() throws IOException {
        String example =
                Files.readString(Path.of("src/test/java/dev/jobber/LibraryExampleTest.java"));

        assertThat(blocks("java"))
                .hasSize(2)
                .allSatisfy(block -> assertThat(example).contains(indented(block)));
    }

    @Test
    void its_coordinates_are_those_of_the_build() {
        assertThat(blocks("xml"))
                .singleElement()
                .asString()
                .contains("<version>" + System.getProperty("project.version") + "</version>");
    }

    private static String indented(String block) {
        return block.lines()
                .map(line -> line.isEmpty() ? "\n" : "    " + line + "\n")
                .collect(joining());
    }
}
