package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import org.jline.utils.InfoCmp;
import org.jline.utils.InfoCmp.Capability;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTypeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "xterm",
                "xterm-256color",
                "xterm-kitty",
                "xterm-ghostty",
                "xterm-direct",
                "alacritty",
                "alacritty-direct",
                "foot",
                "wezterm",
                "st-256color",
                "st",
                "tmux",
                "tmux-256color",
                "screen",
                "screen.xterm-256color",
                "rxvt-unicode-256color",
                "linux",
                "vt100",
                "vt220"
            })
    void a_terminal_that_moves_its_cursor_is_one_of_those_that_jline_knows_or_like_one(String type)
            throws IOException, InterruptedException {
        assertThat(TerminalType.learn(type)).contains(type);

        var strings = new EnumMap<Capability, String>(Capability.class);
        InfoCmp.parseInfoCmp(InfoCmp.getInfoCmp(type), new HashSet<>(), new HashMap<>(), strings);
        assertThat(strings).containsKeys(Capability.cursor_left, Capability.clr_eol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "unknown", "network", "../../etc/passwd", "x y", "é"})
    void of_another_nothing_is_known(String type) {
        assertThat(TerminalType.learn(type)).isEmpty();
    }
}
