package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.TestSession;
import dev.jobber.shell.console.Completions;
import java.nio.file.Path;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TerminalHighlighterTest {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle COMMAND = AttributedStyle.BOLD;
    private static final AttributedStyle OPTION =
            PLAIN.foreground(AttributedStyle.BLUE | AttributedStyle.BRIGHT);
    private static final AttributedStyle WRONG = PLAIN.foreground(AttributedStyle.RED);
    private static final AttributedStyle STRING = PLAIN.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle VALUE = PLAIN.foreground(AttributedStyle.MAGENTA);
    private static final AttributedStyle ALIVE = PLAIN.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle ENDED = PLAIN.faint().crossedOut();

    private static final TestSession TEST = TestSession.open();
    private static final Completions COMPLETIONS = TEST.shell().completions();

    @Test
    void a_known_command_is_bold_one_that_cannot_become_known_is_red() {
        assertThat(styleOf("start-job x", "start-job")).isEqualTo(COMMAND);
        assertThat(styleOf("exit", "exit")).isEqualTo(COMMAND);
        assertThat(styleOf("strat-job x", "strat-job")).isEqualTo(WRONG);
        assertThat(styleOf("st", "st")).isEqualTo(PLAIN);
        assertThat(styleOf("st ", "st")).isEqualTo(WRONG);
        assertThat(styleOf("stop 1; strat", "strat")).isEqualTo(WRONG);
        assertThat(styleOf("x = tree", "tree")).isEqualTo(COMMAND);
    }

    @Test
    void a_command_of_a_command_is_bold() {
        assertThat(styleOf("log level warning", "level")).isEqualTo(COMMAND);
        assertThat(styleOf("define-job sim a", "sim")).isEqualTo(COMMAND);
        assertThat(styleOf("log le", "le")).isEqualTo(PLAIN);
        assertThat(styleOf("log lvel ", "lvel")).isEqualTo(WRONG);
    }

    @Test
    void an_option_is_blue_one_that_cannot_become_known_is_red() {
        assertThat(styleOf("start-job sim --ok --sleep 5s", "--ok")).isEqualTo(OPTION);
        assertThat(styleOf("start-job sim --sleep=5s", "--sleep")).isEqualTo(OPTION);
        assertThat(styleOf("start-job sim --sleep=5s", "=5s")).isEqualTo(PLAIN);
        assertThat(styleOf("start-job sim --sle", "--sle")).isEqualTo(PLAIN);
        assertThat(styleOf("start-job sim --slep 5s", "--slep")).isEqualTo(WRONG);
        assertThat(styleOf("echo -- --any", "--any")).isEqualTo(PLAIN);
    }

    @Test
    void a_value_that_cannot_be_read_is_red_once_it_is_typed() {
        assertThat(styleOf("tree --format mer", "mer")).isEqualTo(PLAIN);
        assertThat(styleOf("tree --format mermiad", "mermiad")).isEqualTo(WRONG);
        assertThat(styleOf("sleep 5", "5")).isEqualTo(PLAIN);
        assertThat(styleOf("sleep 5 ", "5")).isEqualTo(WRONG);
        assertThat(styleOf("sleep 5s ", "5s")).isEqualTo(PLAIN);
        assertThat(styleOf("start-job nope ", "nope")).isEqualTo(WRONG);
        assertThat(styleOf("start-job $x ", "$x")).isEqualTo(VALUE);
        assertThat(styleOf("eval 6 - -7 ", "-7")).isEqualTo(PLAIN);
    }

    @Test
    void a_pid_is_cyan_while_its_process_lives_and_struck_out_when_it_has_ended() {
        String pid = TEST.session().observer().jobber().runner().whereis().orElseThrow().toString();
        String line = "stop " + pid + " " + pid.substring(4);

        assertThat(styleOf(line, " " + pid, 1)).isEqualTo(ALIVE);
        assertThat(styleOf(line, " " + pid.substring(4), 1)).isEqualTo(ALIVE);
        assertThat(styleOf("stop #PID<0.999999.0>", "#PID<0.999999.0>")).isEqualTo(ENDED);
        assertThat(styleOf("stop 0.999999.0", "0.999999.0")).isEqualTo(ENDED);
    }

    @Test
    void strings_and_values_have_colours_of_their_own() {
        var line = "echo 'a b' $x ☃ plain";

        assertThat(styleOf(line, "'a b'")).isEqualTo(STRING);
        assertThat(styleOf(line, "$x")).isEqualTo(VALUE);
        assertThat(styleOf(line, "plain")).isEqualTo(PLAIN);
    }

    @Test
    void the_second_line_of_a_text_is_coloured_as_the_first() {
        assertThat(styleOf("stop 😀 'x\ny'\nstart-job $a", "start-job")).isEqualTo(COMMAND);
        assertThat(styleOf("stop 😀 $b\nstart-job $a", "$a")).isEqualTo(VALUE);
    }

    @Test
    void the_text_stays_what_it_is_however_broken() {
        for (String text :
                List.of("", " ", "'", "\"\\q", "a = ", "$", "☃ 😀 'x", "#", "\\\n", "x\n\n'y")) {
            assertThat(highlighted(text)).hasToString(text);
        }
    }

    @Test
    void only_a_coloured_screen_is_highlighted(@TempDir Path folder) {
        try (var plain = new VirtualShell(40, 5, false, COMPLETIONS, folder.resolve("one"));
                var coloured = new VirtualShell(40, 5, true, COMPLETIONS, folder.resolve("two"))) {
            plain.type("strat");
            coloured.type("strat");
            plain.awaitShown("jobber> strat");
            coloured.awaitShown("jobber> strat");

            assertThat(plain.hasColours()).isFalse();
            assertThat(coloured.hasColours()).isTrue();
        }
    }

    private static AttributedString highlighted(String text) {
        return new TerminalHighlighter(COMPLETIONS).highlight(text);
    }

    private static AttributedStyle styleOf(String text, String part) {
        return styleOf(text, part, 0);
    }

    /// @param from the index in the part from which on its style is wanted
    private static AttributedStyle styleOf(String text, String part, int from) {
        AttributedString line = highlighted(text);
        int begin = text.indexOf(part) + from;
        AttributedStyle style = line.styleAt(begin);
        for (int i = begin; i < begin + part.length() - from; i++) {
            assertThat(line.styleAt(i)).as("style of %s at %d", text, i).isEqualTo(style);
        }
        return style;
    }
}
