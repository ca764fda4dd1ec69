package dev.jobber.shell.command.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Style;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedTextTest {
    private static final Style COLOURED = new Style(80, true, true);

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "running 1, running 2, running [2]",
        "a, abc, a[bc]",
        "abc, a, a",
        "'', new, [new]",
        "進程 1, 進程 2, 進程 [2]",
        "x1y1, x2y2, x[2]y[2]",
        "same, same, same"
    })
    void what_has_changed_is_marked(String before, String now, String marked) {
        String shown =
                ChangedText.marked(before, COLOURED.paint(Palette.BAD, now), COLOURED)
                        .replace(Printable.COLOUR + "7m", "[")
                        .replace(Printable.COLOUR + "0m", "]");

        assertThat(shown).isEqualTo(marked);
    }
}
