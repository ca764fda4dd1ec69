package dev.jobber.job.kind.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.kind.program.os.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    private static Secrets secrets(String... values) {
        return Secrets.of(List.of(values), text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /// What is left of a text that comes in pieces.
    private static String masked(Secrets secrets, String text, int piece) {
        var kept = new ByteArrayOutputStream();
        OutputSink mask =
                secrets.hide(
                        new OutputSink() {
                            @Override
                            public void add(byte[] bytes, int length) {
                                kept.write(bytes, 0, length);
                            }

                            @Override
                            public void end() {
                                kept.write('$');
                            }
                        });
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += piece) {
            byte[] part = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + piece));
            mask.add(part, part.length);
        }
        mask.end();
        assertThat(kept.toString(StandardCharsets.UTF_8)).endsWith("$");
        return kept.toString(StandardCharsets.UTF_8).replaceFirst("\\$$", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    token=hunter2, ok     | token=***, ok
                    hunter2hunter2        | ******
                    hunthunter2           | hunt***
                    hunter                | hunter
                    hunter2long           | ***
                    hunter2lon            | ***lon
                    hhunter2longg         | h***g
                    nothing               | nothing
                    """)
    void a_value_is_hidden_wherever_it_is_cut(String text, String shown) {
        Secrets secrets = secrets("hunter2", "hunter2long", "", "  ");

        for (int piece = 1; piece <= text.length(); piece++) {
            assertThat(masked(secrets, text, piece)).as("pieces of %d", piece).isEqualTo(shown);
        }
        assertThat(secrets.hide(text)).isEqualTo(shown);
    }

    @Test
    void no_value_hides_nothing() {
        assertThat(masked(secrets("", " ", "\n"), "all of it\n is here", 3))
                .isEqualTo("all of it\n is here");
    }

    @Test
    void a_value_of_several_lines_is_hidden_as_a_whole_and_line_by_line() {
        Secrets secrets = secrets("-----BEGIN\nabcdefgh\n}\n");

        for (int piece = 1; piece < 40; piece++) {
            assertThat(masked(secrets, "x -----BEGIN\nabcdefgh\n}\n y", piece))
                    .isEqualTo("x *** y");
            assertThat(masked(secrets, "> -----BEGIN\n> abcdefgh\n> }\n", piece))
                    .isEqualTo("> ***\n> ***\n> }\n");
        }
    }

    @Test
    void a_value_that_is_broken_into_lines_is_hidden() {
        for (int piece = 1; piece < 20; piece++) {
            assertThat(masked(secrets("0123456789"), "a 01234\n56789 b", piece))
                    .isEqualTo("a *** b");
            assertThat(masked(secrets("0123456789"), "a 01234\r\n567\r\n89 b", piece))
                    .isEqualTo("a *** b");
            assertThat(masked(secrets("0123456789"), "ends with 0\n1 and 01234\n\n56", piece))
                    .isEqualTo("ends with 0\n1 and 01234\n\n56");
        }
    }

    @Property
    void what_is_no_value_goes_through(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 9) int piece) {
        var plain = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Secrets secrets = secrets("\u0001\u0002\u0003never");

        assertThat(masked(secrets, plain, piece)).isEqualTo(secrets.hide(plain));
    }
}
