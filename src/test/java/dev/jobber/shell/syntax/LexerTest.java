package dev.jobber.shell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {
    /// A text on the left; on the right its commands, `|` between them, each word in `[ ]`.
    @ParameterizedTest(name = "{0}  is  {1}")
    @CsvSource(
            delimiterString = "=>",
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            value = {
                "start-job good => [start-job][good]",
                "a;b => [a] | [b]",
                "a ; b ;; c; => [a] | [b] | [c]",
                "'a;b' => [a;b]",
                "a\"b c\"'d' => [ab cd]",
                "echo '' \"\" => [echo][][]",
                "'$x \\n \"' => [$x \\n \"]",
                "\"\\\\ \\\" \\$x\" => [\\ \" $x]",
                "echo a\\ b \\; \\# \\$x => [echo][a b][;][#][$x]",
                "# all of it => ``",
                "a # b; c => [a]",
                "a#b => [a#b]",
                "a;#b => [a]",
                "a '#b' => [a][#b]",
                "stop #PID<0.157.0> => [stop][#PID<0.157.0>]",
                "stop <0.157.0> 0.157.0 => [stop][<0.157.0>][0.157.0]",
                "#PID <0.1.0> => ``",
                "run -- -x => [run][--][-x]",
                "kill x {shutdown,boom} => [kill][x][{shutdown,boom}]",
                "echo a=b = => [echo][a=b][=]",
                "x = echo a => x: [echo][a]",
                "'x' = echo => [x][=][echo]",
                "x '=' echo => [x][=][echo]",
                "x=echo => [x=echo]",
                "x = y = z => x: [y][=][z]",
                "echo $ $, a$ => [echo][$][$,][a$]",
                "echo $5 x$5 => [echo][?][?]",
                "echo a~ ~b => [echo][a~][~b]",
                "echo Grüße 日本 🎉 => [echo][Grüße][日本][🎉]",
            })
    void a_line_is_split_into_commands_and_words(String text, String expected) {
        assertThat(shown(Lexer.all(text))).isEqualTo(expected);
    }

    @Test
    void a_line_end_separates_commands() {
        assertThat(shown(Lexer.all("a\nb\n\nc"))).isEqualTo("[a] | [b] | [c]");
    }

    @Test
    void a_carriage_return_belongs_to_the_line_end() {
        assertThat(shown(Lexer.all("a\r\nb \\\r\nc\r\n"))).isEqualTo("[a] | [b][c]");
    }

    @Test
    void a_byte_order_mark_at_the_begin_is_skipped() {
        assertThat(shown(Lexer.all("\uFEFFa"))).isEqualTo("[a]");
    }

    @Test
    void a_backslash_at_the_end_of_a_line_continues_it() {
        assertThat(shown(Lexer.all("a \\\n  b\nec\\\nho x\\\n y")))
                .isEqualTo("[a][b] | [echo][x][y]");
        assertThat(shown(Lexer.all("echo \"a\\\nb\" 'c\\\nd'"))).isEqualTo("[echo][ab][c\\\nd]");
    }

    @Test
    void a_quote_may_span_lines() {
        assertThat(shown(Lexer.all("echo 'a\nb' \"c\n\nd\"; e")))
                .isEqualTo("[echo][a\nb][c\n\nd] | [e]");
    }

    @Test
    void a_here_text_is_a_word_whose_lines_follow() {
        assertThat(shown(Lexer.all("java x <<END\n a 'b' $c \\\n# d; e\nEND\nnext")))
                .isEqualTo("[java][x][ a 'b' $c \\\n# d; e] | [next]");
        assertThat(shown(Lexer.all("a <<E --b; c <<'F' d # e <<G\n1\nE\n2\n\n3\nF\nf")))
                .isEqualTo("[a][1][--b] | [c][2\n\n3][d] | [f]");
        assertThat(shown(Lexer.all("a <<-E \\\n b\n\t\t1\n\tE\r\nc"))).isEqualTo("[a][1][b] | [c]");
        assertThat(shown(Lexer.all("a <<E\nE\nb"))).isEqualTo("[a][] | [b]");
        assertThat(shown(Lexer.all("x = a <<E\n1\nE"))).isEqualTo("x: [a][1]");
        assertThat(shown(Lexer.all("a <<1 <<E>> '<<E' b<<E << \\<<E")))
                .isEqualTo("[a][<<1][<<E>>][<<E][b<<E][<<][<<E]");
    }

    @Test
    void a_place_in_a_here_text_is_that_of_its_line() {
        Word word =
                Lexer.all("a <<E\nfirst\n  second\nE").statements().getFirst().words().getLast();
        String text = word.constant().orElseThrow();
        assertThat(word.at(text.indexOf("first"))).isEqualTo(Span.at(2, 1, 5));
        assertThat(word.at(text.indexOf("second"))).isEqualTo(Span.at(3, 3, 6));
        assertThat(word.span()).isEqualTo(Span.at(1, 3, 3));
    }

    @Test
    void a_here_text_without_an_end_is_one_problem() {
        assertThat(problems(Lexer.all("a\nb <<END\n'x\nEND ")))
                .isEqualTo("2:3 unfinished here-text: the line END is missing");
        assertThat(problems(Lexer.all("b <<END\n\u0001\nEND")))
                .isEqualTo("2:1 unexpected U+0001 (START OF HEADING)");
        assertThat(Lexer.incomplete("b <<END\nx")).contains(Incomplete.HERE_TEXT);
        assertThat(Lexer.incomplete("b <<END\nx\nEND")).isEmpty();
        assertThat(Lexer.incomplete("b <<END \\")).contains(Incomplete.CONTINUATION);
        assertThat(TypedWord.at("b <<END\nx")).isEmpty();
    }

    @Test
    void names_stand_bare_inside_words_and_in_double_quotes() {
        assertThat(references("$a ${b}c d$e \"f $g\" $_ $h[1].pid ${i[0]} $j.x.y $k[x] ${l}[1].z"))
                .isEqualTo("$a $b $e $g $_ $h[1].pid $i[0] $j.x.y $k $l");
    }

    @Test
    void a_leading_tilde_is_the_home_folder() {
        List<Word> words = Lexer.all("cat ~ ~/x '~' a~").statements().getFirst().words();
        assertThat(
                        words.stream()
                                .map(word -> word.pieces().getFirst() instanceof Piece.Home)
                                .toList())
                .containsExactly(false, true, true, false, false);
    }

    /// A text on the left, the problems on the right.
    @ParameterizedTest(name = "{0}  is  {1}")
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "echo 'a b => 1:6 unfinished quote: the closing ' is missing",
                "echo a\"b => 1:7 unfinished quote: the closing \" is missing",
                "echo \"a\\qb\" => 1:8 unknown escape '\\q'",
                "echo a\\nb => 1:7 unknown escape '\\n' outside quotes",
                "echo ${a => 1:6 expected a name and '}' after '${', got: the end of the line",
                "echo ${-} => 1:6 expected a name and '}' after '${', got: '-'",
                "1x = echo => 1:1 expected a name before '=', got: 1x",
                "x = => 1:3 'x =' needs a command",
                "echo '\u001b[31m' => 1:7 unexpected U+001B (ESCAPE)",
                "echo\u00a0x => 1:5 unexpected U+00A0 (NO-BREAK SPACE)",
                "echo x\uDCFF => 1:7 unexpected byte 0xFF, which is not valid UTF-8",
                "🎉🎉 \"\\q\" => 1:5 unknown escape '\\q'",
            })
    void a_problem_is_told_with_its_place(String text, String expected) {
        assertThat(problems(Lexer.all(text))).isEqualTo(expected);
    }

    @Test
    void an_unfinished_quote_is_one_error_at_its_opening() {
        assertThat(problems(Lexer.all("echo a\necho \"b\necho c; \\q ${\necho d\n")))
                .isEqualTo("2:6 unfinished quote: the closing \" is missing");
    }

    @Test
    void junk_between_words_is_told_as_one_problem() {
        assertThat(problems(Lexer.all("echo \0\u0001\uDC80 a")))
                .isEqualTo("1:6 unexpected U+0000 (NULL)");
    }

    @Test
    void all_problems_of_a_line_are_found() {
        assertThat(problems(Lexer.all("echo \\q \"\\w\" \\e"))).contains("1:6", "1:10", "1:14");
    }

    @Test
    void a_line_is_asked_for_only_when_it_is_needed() {
        var asked = new ArrayList<String>();
        Iterator<String> lines = List.of("a; b", "c 'd", "e' \\", "f", "g").iterator();
        var lexer =
                new Lexer(incomplete -> {
                    asked.add(incomplete.map(Incomplete::sign).orElse("-"));
                    return lines.hasNext() ? Optional.of(lines.next()) : Optional.empty();
                });
        assertThat(shown(lexer.next().orElseThrow())).isEqualTo("[a] | [b]");
        assertThat(asked).containsExactly("-");
        assertThat(shown(lexer.next().orElseThrow())).isEqualTo("[c][d\ne][f]");
        assertThat(asked).containsExactly("-", "-", "'", "\\");
        assertThat(shown(lexer.next().orElseThrow())).isEqualTo("[g]");
        assertThat(lexer.next()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "a b => ``",
                "a 'b => '",
                "a \"b => \"",
                "a \\ => \\",
                "ab\\ => \\",
                "a 'b' # ' => ``",
            })
    void what_a_text_lacks_is_known(String text, String missing) {
        assertThat(Lexer.incomplete(text).map(Incomplete::sign).orElse("")).isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "`` => `[] `",
                "sta => [] sta",
                "`start-job ` => `[start-job] `",
                "start-job go => [start-job] go",
                "`a; x = stop ` => `[stop] `",
                "x = st => [] st",
                "echo 'a b => [echo] a b'",
                "stop #PID<0. => [stop] #PID<0.",
                "`a;` => `[] `",
            })
    void the_word_at_the_cursor_is_known(String text, String expected) {
        Lexer.AtCursor at = Lexer.atCursor(text);
        String shown =
                at.before() + " " + at.current() + at.quote().map(Incomplete::sign).orElse("");
        assertThat(shown).isEqualTo(expected);
    }

    @Test
    void a_place_inside_a_word_is_known() {
        Word word = Lexer.all("a --sleep=5sec").statements().getFirst().words().getLast();
        assertThat(word.at(0)).isEqualTo(Span.at(1, 3, 12));
        assertThat(word.at(8)).isEqualTo(Span.at(1, 11, 4));
        Word quoted = Lexer.all("a --sleep=\"5\"'sec'").statements().getFirst().words().getLast();
        assertThat(quoted.at(8).start()).isEqualTo(new Position(1, 12));
        assertThat(quoted.at(9).start()).isEqualTo(new Position(1, 15));
    }

    private static String shown(Lexer.Line line) {
        return line.statements().stream()
                .map(statement ->
                        statement.target().map(name -> name + ": ").orElse("")
                                + statement.words().stream()
                                        .map(word -> "[" + word.constant().orElse("?") + "]")
                                        .collect(Collectors.joining()))
                .collect(Collectors.joining(" | "));
    }

    private static String problems(Lexer.Line line) {
        return line.diagnostics().stream()
                .map(diagnostic ->
                        diagnostic.span().start().line()
                                + ":"
                                + diagnostic.span().start().column()
                                + " "
                                + diagnostic.error().message())
                .collect(Collectors.joining(" | "));
    }

    private static String references(String text) {
        return Lexer.all(text).statements().stream()
                .flatMap(statement -> statement.words().stream())
                .flatMap(word -> word.pieces().stream())
                .filter(Piece.Reference.class::isInstance)
                .map(Piece::toString)
                .collect(Collectors.joining(" "));
    }
}
