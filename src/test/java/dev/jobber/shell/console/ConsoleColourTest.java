package dev.jobber.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleColourTest {
    @ParameterizedTest(name = "auto, NO_COLOR={0} CLICOLOR_FORCE={1} TERM={2} terminal={3}: {4}")
    @CsvSource(
            nullValues = "unset",
            value = {
                "unset, unset, xterm, true,  true",
                "unset, unset, xterm, false, false",
                "unset, unset, dumb,  true,  false",
                "unset, unset, unset, true,  false",
                "1,     unset, xterm, true,  false",
                "'',    unset, xterm, true,  true",
                "1,     1,     xterm, true,  false",
                "unset, 1,     xterm, false, true",
                "unset, 1,     dumb,  true,  true",
                "unset, 0,     xterm, false, false",
                "unset, '',    xterm, false, false",
            })
    void auto_looks_at_the_environment_and_at_the_terminal(
            String noColor, String force, String term, boolean terminal, boolean coloured) {
        var environment = new HashMap<String, String>();
        environment.put("NO_COLOR", noColor);
        environment.put("CLICOLOR_FORCE", force);
        environment.put("TERM", term);
        environment.values().removeIf(value -> value == null);

        assertThat(ConsoleColour.AUTO.applies(environment, terminal)).isEqualTo(coloured);
    }

    @Test
    void always_and_never_look_at_nothing() {
        assertThat(ConsoleColour.ALWAYS.applies(Map.of("NO_COLOR", "1"), false)).isTrue();
        assertThat(ConsoleColour.NEVER.applies(Map.of("CLICOLOR_FORCE", "1"), true)).isFalse();
    }

    @Test
    void a_setting_is_named_as_users_write_it() {
        assertThat(ConsoleColour.named("always")).contains(ConsoleColour.ALWAYS);
        assertThat(ConsoleColour.named("Always")).isEmpty();
    }
}
