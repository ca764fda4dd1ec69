package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.TestSession;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Nothing that an answer quotes does anything to a terminal.
class PrintableTest {
    private final Style coloured = new Style(80, true, true);

    @Test
    void a_colour_of_ours_is_a_colour_and_one_from_outside_is_text() {
        assertThat(
                        Printable.lines(
                                coloured.paint(Palette.BAD, "error:")
                                        + " \u001b[31mred\u001b[2J\u009b1m\r\n\tb"))
                .isEqualTo("\u001b[31merror:\u001b[0m \\u001B[31mred\\u001B[2J\\u009B1m\\r\n\tb");
    }

    @Test
    void what_begins_a_colour_of_ours_begins_nothing_else() {
        assertThat(Printable.lines(Printable.COLOUR + "[2J" + Printable.COLOUR + "2Jx"))
                .isEqualTo("[2J2Jx");
    }

    @Test
    void the_value_of_a_name_reaches_no_terminal_as_it_is() {
        assertThat(TestSession.typed("", List.of("echo $EVIL")))
                .contains("a\\u001B[2Jb")
                .doesNotContain("\u001b");
    }

    @Property
    void a_text_without_our_colours_has_no_control_characters_but_lines_and_tabs(
            @ForAll String text) {
        assertThat(Printable.lines(text.replace(Printable.COLOUR, "")).codePoints())
                .allMatch(c -> c == '\n' || c == '\t' || !Printable.isControl(c));
    }
}
