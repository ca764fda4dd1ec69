package dev.jobber.shell.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.shell.TestSession;
import dev.jobber.shell.help.topic.DocumentLine;
import dev.jobber.shell.help.topic.Topic;
import dev.jobber.shell.help.topic.Topics;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Style;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
    private static final TestSession TEST = TestSession.open();

    private final Help help = TEST.shell().help();

    static List<String> commands() {
        return TEST.shell().commands().names();
    }

    static List<Topic> topics() {
        return Topics.all();
    }

    private String page(String... words) {
        return help.about(List.of(words)).text(Style.PLAIN);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_page_of_a_command_has_all_its_parts(String name) {
        assertThat(page(name))
                .containsSubsequence(
                        "Usage: ", "In OTP: ", "Examples:\n", "Exit codes:\n  0  ", "See also: ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_says_what_it_is_in_otp_and_leads_to_pages_that_exist(String name) {
        Class<?> command = TEST.shell().commands().create(name).orElseThrow().getClass();

        assertThat(command.getAnnotation(InOtp.class).value()).matches("(?s).{3,300}\\.");
        assertThat(command.getAnnotation(SeeAlso.class).value())
                .doesNotContain(name)
                .doesNotHaveDuplicates()
                .allSatisfy(other -> assertThat(page(other)).isNotEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    void a_topic_has_all_its_parts(Topic topic) {
        assertThat(page(topic.name().split(" ")))
                .contains(topic.name() + ": " + topic.summary())
                .containsSubsequence("In OTP: ", "Examples:\n", "See also: ");
        assertThat(topic.summary()).matches("[A-Z][^.]{4,74}\\.");
        assertThat(topic.samples()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(topic.seeAlso())
                .doesNotContain(topic.name())
                .doesNotHaveDuplicates()
                .allSatisfy(other -> assertThat(page(other)).isNotEmpty());
        assertThat(topic.paragraphs().stream().filter(Topic::isDrawn).flatMap(String::lines))
                .allMatch(line -> line.length() <= 85);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    void an_indented_line_of_a_topic_is_shown_as_it_stands(Topic topic) {
        assertThat(page(topic.name().split(" ")).lines())
                .containsAll(topic.text().lines().filter(it -> it.startsWith("  ")).toList());
    }

    @Test
    void topics_are_listed() {
        assertThat(page("topics"))
                .contains("  pids ", "  rc file ", "  restarts ", "'help TOPIC' shows one");
        assertThat(Topics.names()).doesNotHaveDuplicates();
    }

    @Test
    void a_topic_of_two_words_may_be_written_as_one() {
        assertThat(page("rc-file")).isEqualTo(page("rc", "file")).isEqualTo(page("rc file"));
    }

    @Test
    void a_name_of_a_command_and_a_topic_shows_both() {
        assertThat(page("logs")).containsSubsequence("Usage: logs", "\n\nlogs: Which log lines");
    }

    @Test
    void a_command_of_a_command_has_a_page() {
        assertThat(page("define-job", "sim")).contains("Usage: define-job sim", "--fail-times");
    }

    @Test
    void a_slip_is_told_with_what_may_be_meant() {
        for (List<String> wrong :
                List.of(
                        List.of("strat-job", "did you mean 'start-job'?"),
                        List.of("restart", "did you mean 'restarts'?"),
                        List.of("rc-fiel", "did you mean 'rc-file'?"),
                        List.of("topcis", "did you mean 'topics'?"),
                        List.of("xyzzy", "'help' lists the commands, 'help topics' the topics"))) {
            assertThatThrownBy(() -> help.about(List.of(wrong.getFirst())))
                    .isInstanceOfSatisfying(
                            ShellException.class,
                            error -> assertThat(error.error().hint()).isEqualTo(wrong.getLast()));
        }
    }

    static Stream<DocumentLine> document() {
        return DocumentLine.ALL.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("document")
    void a_line_of_the_document_that_is_typed_is_answered_with_the_line_of_jobber(
            DocumentLine line) {
        assertThat(TestSession.typed("", List.of(line.elixir())))
                .contains("write: " + line.jobber());
    }
}
