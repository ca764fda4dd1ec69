package dev.jobber.shell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a word of a line is written again.
class QuotingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    $ID               | $ID
                    ${ID}             | $ID
                    a$ID              | a$ID
                    ${ID}x            | ${ID}x
                    ${ID}.log         | ${ID}.log
                    $ID-x             | $ID-x
                    $x[1].pid         | $x[1].pid
                    "$NAME: $REASON"  | "$NAME: $REASON"
                    "\\$5 $ID \\"x\\""| "\\$5 $ID \\"x\\""
                    ~/$ID             | ~/$ID
                    'a b'             | 'a b'
                    '$ID'             | '$ID'
                    plain             | plain
                    """)
    void a_word_is_written_with_its_names(String written, String again) {
        Word word = word(written);

        assertThat(Quoting.quote(word)).isEqualTo(again);
        assertThat(stripped(word(Quoting.quote(word)))).isEqualTo(stripped(word));
    }

    private static Word word(String written) {
        return Lexer.all("echo " + written).statements().getFirst().words().get(1);
    }

    /// The pieces without their places and quotes.
    private static List<String> stripped(Word word) {
        return word.pieces().stream()
                .map(piece ->
                        switch (piece) {
                            case Piece.Literal literal -> literal.text();
                            case Piece.Reference reference -> "reference " + reference;
                            case Piece.Home _ -> "home";
                        })
                .toList();
    }
}
