package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TerminalHighlighterTest {
    private static final Completions COMMANDS =
            (_, current) ->
                    Stream.of("start-job", "stop")
                            .filter(name -> name.startsWith(current))
                            .map(name -> new Suggestion(name, "commands", "", true))
                            .toList();

    @Test
    void a_known_command_is_bold_one_that_cannot_become_known_is_red() {
        assertThat(styleOf("start-job good", "start-job")).isEqualTo(AttributedStyle.BOLD);
        assertThat(styleOf("strat-job good", "strat-job"))
                .isEqualTo(AttributedStyle.DEFAULT.foreground(AttributedStyle.RED));
        assertThat(styleOf("st", "st")).isEqualTo(AttributedStyle.DEFAULT);
        assertThat(styleOf("stop 1; strat", "strat"))
                .isEqualTo(AttributedStyle.DEFAULT.foreground(AttributedStyle.RED));
    }

    @Test
    void strings_values_and_pids_have_colours_of_their_own() {
        var line = "stop 'a b' $x ☃ #PID<0.157.0> <0.1.0> plain";

        assertThat(styleOf(line, "'a b'"))
                .isEqualTo(AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN));
        assertThat(styleOf(line, "$x"))
                .isEqualTo(AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA));
        assertThat(styleOf(line, "#PID<0.157.0>"))
                .isEqualTo(AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN));
        assertThat(styleOf(line, "<0.1.0>"))
                .isEqualTo(AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN));
        assertThat(styleOf(line, "plain")).isEqualTo(AttributedStyle.DEFAULT);
    }

    @Test
    void the_second_line_of_a_text_is_coloured_as_the_first() {
        assertThat(styleOf("stop 😀 'x\ny'\nstart-job $a", "start-job"))
                .isEqualTo(AttributedStyle.BOLD);
        assertThat(styleOf("stop 😀 $b\nstart-job $a", "$a"))
                .isEqualTo(AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA));
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
        try (var plain = new VirtualShell(40, 5, false, COMMANDS, folder.resolve("one"));
                var coloured = new VirtualShell(40, 5, true, COMMANDS, folder.resolve("two"))) {
            plain.type("strat");
            coloured.type("strat");
            plain.awaitShown("jobber> strat");
            coloured.awaitShown("jobber> strat");

            assertThat(plain.hasColours()).isFalse();
            assertThat(coloured.hasColours()).isTrue();
        }
    }

    private static AttributedString highlighted(String text) {
        return new TerminalHighlighter(COMMANDS).highlight(text);
    }

    private static AttributedStyle styleOf(String text, String part) {
        AttributedString line = highlighted(text);
        int begin = text.indexOf(part);
        AttributedStyle style = line.styleAt(begin);
        for (int i = begin; i < begin + part.length(); i++) {
            assertThat(line.styleAt(i)).as("style of %s at %d", text, i).isEqualTo(style);
        }
        return style;
    }
}
