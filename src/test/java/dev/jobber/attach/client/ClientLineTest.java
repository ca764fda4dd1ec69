package dev.jobber.attach.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.attach.client.ClientLine.Verb;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientLineTest {
    private static Optional<ClientLine> line(String words) {
        return ClientLine.of(List.of(words.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c -N",
                "--rc -N jobs",
                "jobs -N a",
                "--name a",
                "-o json count-children",
                "-- attach",
                "-f attach",
                "run -- attach"
            })
    void a_line_that_concerns_no_other_tree(String words) {
        assertThat(line(words)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-N a -o json jobs",
                "-o json -N a jobs",
                "-Na -o json jobs",
                "-N=a -o json jobs"
            })
    void a_line_for_a_tree(String words) {
        assertThat(line(words))
                .hasValue(
                        new ClientLine(Verb.RUN, Optional.of("a"), List.of("-o", "json", "jobs")));
    }

    @Test
    void the_words_of_a_command_stay_as_they_are() {
        assertThat(line("-N a start-job sh -- x -N b"))
                .hasValue(
                        new ClientLine(
                                Verb.RUN,
                                Optional.of("a"),
                                List.of("start-job", "sh", "--", "x", "-N", "b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attach a --read-only --log-level debug",
                "attach --read-only --log-level debug a",
                "attach --read-only -N a --log-level debug",
                "--read-only --log-level debug attach a",
                "-N a --read-only --log-level debug attach"
            })
    void the_name_may_stand_anywhere(String words) {
        assertThat(line(words))
                .hasValue(
                        new ClientLine(
                                Verb.ATTACH,
                                Optional.of("a"),
                                List.of("--read-only", "--log-level", "debug")));
    }

    @ParameterizedTest
    @CsvSource({
        "-f x,                     0",
        "-o json -f x,             2",
        "-c -f -f x,               2",
        "start-job sh -f /dev/null, -1",
        "-- -f x,                  -1",
        "-c jobs,                  -1"
    })
    void an_option_of_the_program_stands_before_the_command(String words, int place) {
        assertThat(ClientLine.placeOf("-f", List.of(words.split(" ")))).isEqualTo(place);
    }

    @Test
    void other_verbs() {
        assertThat(line("attach"))
                .hasValue(new ClientLine(Verb.ATTACH, Optional.empty(), List.of()));
        assertThat(line("ps -o json"))
                .hasValue(new ClientLine(Verb.PS, Optional.empty(), List.of("-o", "json")));
        assertThat(line("shutdown --timeout 5s a"))
                .hasValue(
                        new ClientLine(
                                Verb.SHUTDOWN, Optional.of("a"), List.of("--timeout", "5s")));
    }
}
