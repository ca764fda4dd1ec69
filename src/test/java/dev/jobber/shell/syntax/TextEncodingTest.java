package dev.jobber.shell.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.shell.result.ShellException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncodingTest {
    /// One-byte charsets, and those of several bytes whose texts stay what they are.
    private static final String[] LOCALES = {
        "C", "C.UTF-8", "de_DE.ISO-8859-1", "ru_RU.KOI8-R", "ru_RU.CP1251", "ja_JP.eucJP"
    };

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'',               UTF-8",
        "C,                UTF-8",
        "POSIX,            UTF-8",
        "C.UTF-8,          UTF-8",
        "en_US.utf8,       UTF-8",
        "de_DE,            UTF-8",
        "de_DE.ISO-8859-1, ISO-8859-1",
        "de_DE.iso88591,   ISO-8859-1",
        "de_DE.iso885915@euro, ISO-8859-15",
        "tr_TR.ISO8859-9,  ISO-8859-9",
        "tr_TR.UTF-8,      UTF-8",
        "ru_RU.koi8r,      KOI8-R",
        "ja_JP.eucJP,      EUC-JP",
        "zh_CN.gb18030,    GB18030",
        "de_DE.ANSI_X3.4-1968, UTF-8",
        "de_DE.US-ASCII,   UTF-8",
        "de_DE.UTF-16,     UTF-8",
        "de_DE.IBM500,     UTF-8",
        "de_DE.nonsense,   UTF-8",
        "'de_DE.?!',       UTF-8",
        "nonsense,         UTF-8"
    })
    void it_is_utf_8_unless_the_locale_says_another_real_charset(String locale, String charset) {
        assertThat(TextEncoding.of(Map.of("LC_ALL", locale)).charset())
                .isEqualTo(Charset.forName(charset));
    }

    @Test
    void the_variables_of_the_locale_have_their_usual_order() {
        assertThat(of("LANG", "de_DE.ISO-8859-1", "LC_CTYPE", "C").isUtf8()).isTrue();
        assertThat(of("LC_CTYPE", "C", "LC_ALL", "de_DE.ISO-8859-1").isUtf8()).isFalse();
        assertThat(of("LANG", "de_DE.ISO-8859-1", "LC_ALL", "").isUtf8()).isFalse();
        assertThat(TextEncoding.of(Map.of()).isUtf8()).isTrue();
    }

    private static TextEncoding of(String one, String value, String other, String otherValue) {
        return TextEncoding.of(Map.of(one, value, other, otherValue));
    }

    @Property
    void bytes_go_through_text_and_come_back(
            @ForAll("byteWiseLocales") String locale, @ForAll @Size(max = 40) byte[] bytes) {
        var encoding = TextEncoding.of(Map.of("LC_ALL", locale));

        assertThat(encoding.encode(encoding.decode(bytes))).isEqualTo(bytes);
    }

    @Provide
    Arbitrary<String> byteWiseLocales() {
        return Arbitraries.of("C", "C.UTF-8", "de_DE.ISO-8859-1", "de_DE.ISO-8859-15");
    }

    @Property
    void what_the_charset_has_is_written_and_read(
            @ForAll("locales") String locale, @ForAll("texts") String text) {
        var encoding = TextEncoding.of(Map.of("LC_ALL", locale));
        if (encoding.charset().newEncoder().canEncode(text)) {
            assertThat(encoding.decode(encoding.encode(text))).isEqualTo(text);
        }
    }

    @Provide
    Arbitrary<String> locales() {
        return Arbitraries.of(LOCALES);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("az09 ~é漢яü\uD83D\uDE00").ofMaxLength(20);
    }

    @Property
    void the_path_of_any_name_has_the_bytes_of_the_name(
            @ForAll("byteWiseLocales") String locale,
            @ForAll @Size(min = 1, max = 20) byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == 0 || bytes[i] == '/' || bytes[i] == '.' ? (byte) 0xE9 : bytes[i];
        }
        var encoding = TextEncoding.of(Map.of("LC_ALL", locale));
        String name = encoding.decode(bytes);

        for (Path path :
                new Path[] {
                    encoding.path(Path.of("/nowhere"), name),
                    encoding.path(Path.of("/else"), "/nowhere/" + name)
                }) {
            assertThat(bytesOf(path.toUri())).isEqualTo(bytesAfter("/nowhere/", bytes));
        }
    }

    private static byte[] bytesOf(URI uri) {
        String raw = uri.getRawPath();
        var bytes = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(raw.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bytesAfter(String begin, byte[] bytes) {
        var all = new java.io.ByteArrayOutputStream();
        all.writeBytes(begin.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(bytes);
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "é漢", "\uDCE9", "a b%20?#", "é/\uDCFF"})
    void a_file_is_found_by_its_name(String name, @TempDir Path folder) throws IOException {
        Path path = TextEncoding.UTF_8.path(folder, name);
        Files.createDirectories(path);

        assertThat(TextEncoding.UTF_8.path(folder, name + "/.")).exists();
        assertThat(TextEncoding.UTF_8.path(Path.of(""), folder + "/" + name)).exists();
    }

    @Test
    void a_nul_is_in_no_path() {
        assertThatThrownBy(() -> TextEncoding.UTF_8.path(Path.of(""), "a\0b"))
                .isInstanceOf(ShellException.class)
                .hasMessageEndingWith("cannot be a path");
    }

    @Test
    void trees_are_drawn_where_their_signs_can_be_written() {
        assertThat(TextEncoding.UTF_8.drawsTrees()).isTrue();
        assertThat(TextEncoding.of(Map.of("LANG", "de_DE.UTF-8")).drawsTrees()).isTrue();
        assertThat(TextEncoding.of(Map.of("LANG", "C.UTF-8")).drawsTrees()).isTrue();
        assertThat(TextEncoding.of(Map.of("LANG", "de_DE.ISO-8859-1")).drawsTrees()).isFalse();
    }

    @Test
    void trees_are_drawn_in_ascii_in_the_c_locale_which_is_that_of_a_program_without_one() {
        assertThat(TextEncoding.of(Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8")).drawsTrees())
                .isFalse();
        assertThat(TextEncoding.of(Map.of("LANG", "POSIX")).drawsTrees()).isFalse();
        assertThat(TextEncoding.of(Map.of()).drawsTrees()).isFalse();
    }
}
