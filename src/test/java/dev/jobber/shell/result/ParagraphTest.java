package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParagraphTest {
    @ParameterizedTest(name = "{0} columns")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    80 | waiting for JobRunner #PID<0.104.0> to start good; 'kill #PID<0.104.0>' ends it
                    50 | waiting for JobRunner #PID<0.104.0> to start good;/  'kill #PID<0.104.0>' ends it
                    30 | waiting for JobRunner/  #PID<0.104.0> to start good;/  'kill #PID<0.104.0>' ends it
                    1  | waiting for/  JobRunner/  #PID<0.104.0> to/  start good;/  'kill #PID<0.104.0>'/  ends it
                    """)
    void a_sentence_is_broken_at_blanks_and_never_within_quotes(int columns, String rows) {
        var sentence =
                "waiting for JobRunner #PID<0.104.0> to start good; 'kill #PID<0.104.0>' ends it";

        assertThat(Paragraph.rows(sentence, columns)).isEqualTo(rows.replace("/", "\n"));
    }

    @Property
    void no_row_is_wider_than_the_screen_and_no_word_is_lost(
            @ForAll @AlphaChars @Chars({' ', '漢', 'é'}) @StringLength(max = 200) String text,
            @ForAll @IntRange(min = 20, max = 120) int columns) {
        String rows = Paragraph.rows(text, columns);

        assertThat(rows.split("\\s+")).isEqualTo(text.strip().split("\\s+"));
        assertThat(rows.lines())
                .allMatch(row -> Table.width(row) <= columns || !row.strip().contains(" "));
    }
}
