package dev.jobber.shell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class LexerPropertyTest {
    @Property
    void any_text_becomes_commands_or_problems(@ForAll("anyTexts") String text) {
        Lexer.Line line = Lexer.all(text);
        for (Diagnostic diagnostic : line.diagnostics()) {
            assertThat(diagnostic.span().start().line()).isPositive();
            assertThat(diagnostic.span().start().column()).isPositive();
            assertThat(diagnostic.span().length()).isPositive();
            assertThat(diagnostic.error().sentence()).isNotBlank();
        }
    }

    @Property
    void any_bytes_become_commands_or_problems(@ForAll @Size(max = 200) byte[] bytes) {
        assertThat(Lexer.all(new String(bytes, StandardCharsets.ISO_8859_1))).isNotNull();
    }

    @Property
    void what_is_quoted_is_read_back(@ForAll("texts") List<String> words) {
        Lexer.Line line = Lexer.all(String.join(" ", words.stream().map(Quoting::quote).toList()));
        assertThat(line.diagnostics()).isEmpty();
        assertThat(
                        line.statements().stream()
                                .flatMap(statement -> statement.words().stream())
                                .map(word -> word.constant().orElseThrow()))
                .isEqualTo(words);
    }

    @Property
    void a_line_end_outside_quotes_separates_as_a_semicolon_does(
            @ForAll("texts") List<String> words) {
        List<String> commands = words.stream().map(Quoting::quote).toList();
        assertThat(Lexer.all(String.join("\n", commands)).statements().size())
                .isEqualTo(Lexer.all(String.join(" ;", commands)).statements().size())
                .isEqualTo(words.size());
    }

    @Provide
    Arbitrary<String> anyTexts() {
        return Arbitraries.strings()
                .withChars(" \t\n\r;#'\"\\$~={}[].-_<aP0\u0000\uFEFF\u00a0é\uD83D\uDE00")
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars(" \t\n;#'\"\\$~={}[]()<>.,|&!*?-_aZ0é日")
                .ofMaxLength(12)
                .list()
                .ofMaxSize(5);
    }
}
