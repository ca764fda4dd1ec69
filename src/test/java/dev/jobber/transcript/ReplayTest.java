package dev.jobber.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command says about transcripts.
class ReplayTest {
    private static final String RIGHT =
            """
            --- a server that stops
            # It says why.
            start a
            > a init
            > ok a
            stop a boom
            > a terminate :boom
            > down a :boom
            > ok
            """;

    @TempDir private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Replay replay = new Replay(stream(out), stream(err));

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    @Test
    void a_right_transcript_passes() throws IOException {
        assertThat(replay.run(List.of(file("right.otp", RIGHT)))).isZero();
        assertThat(printed()).containsExactly("1 passed, 0 failed");
    }

    @Test
    void a_wrong_transcript_fails_with_what_differs() throws IOException {
        String wrong = file("wrong.otp", RIGHT.replace("> down a :boom\n", "> down a :bang\n"));

        assertThat(replay.run(List.of(wrong))).isEqualTo(1);

        assertThat(printed())
                .containsExactly(
                        "FAILED " + wrong + " --- a server that stops",
                        "  stop a boom",
                        "    expected > down a :bang",
                        "         got > down a :boom",
                        "0 passed, 1 failed");
    }

    @Test
    void a_line_that_is_missing_and_one_too_many_are_told() throws IOException {
        String wrong =
                file(
                        "wrong.otp",
                        RIGHT.replace("> a init\n", "").replace("> ok a\n", "> ok a\n> ok b\n"));

        assertThat(replay.run(List.of(wrong))).isEqualTo(1);

        assertThat(printed())
                .contains("         got > a init", "    expected > ok b", "0 passed, 1 failed");
    }

    @Test
    void a_step_that_is_not_known_fails_its_scenario_and_no_other() throws IOException {
        String text = "--- odd\njuggle a\n> ok\nstart b\n" + RIGHT;

        assertThat(replay.run(List.of(file("odd.otp", text)))).isEqualTo(1);

        assertThat(printed())
                .contains(
                        "         got > INTERPRETER FAILED java.lang.IllegalArgumentException:"
                                + " expected a step, got: juggle a",
                        "    not reached",
                        "1 passed, 1 failed");
    }

    @Test
    void a_folder_is_searched_for_transcripts() throws IOException {
        file("one.otp", RIGHT);
        file("deeper/two.otp", RIGHT + RIGHT);
        file("notes.txt", "nothing");

        assertThat(replay.run(List.of(folder.toString()))).isZero();
        assertThat(printed()).containsExactly("3 passed, 0 failed");
    }

    @Test
    void a_file_without_headers_is_one_scenario() throws IOException {
        assertThat(replay.run(List.of(file("one.otp", RIGHT.substring(RIGHT.indexOf('#'))))))
                .isZero();
        assertThat(printed()).containsExactly("1 passed, 0 failed");
    }

    @Test
    void without_a_path_it_says_how_it_is_used() {
        assertThat(replay.run(List.of())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("usage: otp-replay PATH…\n");
    }

    @Test
    void a_path_where_nothing_is_is_refused() {
        assertThat(replay.run(List.of("/no/such/file"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("otp-replay: expected a file or a folder, got: /no/such/file\n");
    }
}
