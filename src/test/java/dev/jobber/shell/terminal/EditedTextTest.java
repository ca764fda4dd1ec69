package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.result.Printable;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// What a text looks like while it is edited.
class EditedTextTest {
    private final EditedText apart = new EditedText(false);
    private final EditedText asOne = new EditedText(true);

    @Test
    void what_would_do_something_to_the_screen_is_shown_as_text() {
        assertThat(apart.of("a\u001b[2J\u0000\u007f\u009b1m\r\u202eb\ufeff"))
                .isEqualTo("a^[[2J^@^?<009B>1m^M<202E>b<FEFF>");
        assertThat(apart.of("tabs\tand\nlines stay")).isEqualTo("tabs\tand\nlines stay");
    }

    @Test
    void an_emoji_of_several_characters_is_shown_by_parts_whose_width_is_known() {
        assertThat(apart.of("👍🏽 🇩🇪 👨‍👩‍👧 ❤️ 1️⃣")).isEqualTo("👍 DE 👨👩👧 ❤ 1⃣");
        assertThat(apart.of("é漢🙂e\u0301")).isEqualTo("é漢🙂e\u0301");
    }

    @Test
    void a_terminal_that_draws_it_as_one_gets_it_whole() {
        assertThat(asOne.of("👍🏽 🇩🇪 👨‍👩‍👧")).isEqualTo("👍🏽 🇩🇪 👨‍👩‍👧");
        assertThat(asOne.of("\u001b👍🏽")).isEqualTo("^[👍🏽");
    }

    @Test
    void the_terminals_that_do_are_known_by_their_names() {
        assertThat(TerminalClusters.areOne(Map.of("TERM", "xterm-kitty"))).isTrue();
        assertThat(
                        TerminalClusters.areOne(
                                Map.of("TERM", "xterm-256color", "TERM_PROGRAM", "WezTerm")))
                .isTrue();
        assertThat(TerminalClusters.areOne(Map.of("TERM", "xterm-256color"))).isFalse();
        assertThat(TerminalClusters.areOne(Map.of())).isFalse();
        assertThat(
                        TerminalClusters.areOne(
                                Map.of("TERM", "tmux-256color", "TERM_PROGRAM", "WezTerm")))
                .isFalse();
        assertThat(
                        TerminalClusters.areOne(
                                Map.of("TERM", "xterm-kitty", "TMUX", "/tmp/tmux-0/default,1,0")))
                .isFalse();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .list()
                .ofMaxSize(20)
                .map(points -> {
                    var text = new StringBuilder();
                    points.forEach(text::appendCodePoint);
                    return text.append("\u001b👩🏽‍💻").toString();
                });
    }

    @Property(tries = 500)
    void the_picture_of_a_beginning_is_the_beginning_of_the_picture(@ForAll("texts") String text) {
        String picture = apart.of(text);
        assertThat(picture.codePoints().filter(c -> c != '\n' && c != '\t'))
                .allMatch(c -> !Printable.isControl(c));
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            assertThat(picture).startsWith(apart.of(text.substring(0, i)));
        }
    }
}
