package dev.jobber.shell.syntax;

import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How bytes become text and text becomes bytes: in UTF-8, unless the locale says another charset.
///
/// The C locale says none: its text is UTF-8 all the same, but trees are drawn in ASCII, as a
/// terminal of that locale may show nothing else. A byte that is nothing in the charset becomes a
/// lone surrogate. The lexer complains about it where it stands, and it becomes the same byte
/// again: words, paths and variables go through byte for byte.
public final class TextEncoding {
    /// UTF-8.
    public static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8, true);

    /// UTF-8 in the C locale.
    private static final TextEncoding OF_THE_C_LOCALE =
            new TextEncoding(StandardCharsets.UTF_8, false);

    private static final Set<String> C_LOCALES = Set.of("C", "POSIX");
    private static final String ASCII = "\t\n !\"#$&'()*+,-./09:;<=>?AZ[]_`az{|}";
    private static final int HIGHEST_ASCII = 0x7F;

    private final Charset charset;
    private final boolean drawsTrees;

    private TextEncoding(Charset charset, boolean drawsTrees) {
        this.charset = charset;
        this.drawsTrees = drawsTrees;
    }

    /// The encoding that `LC_ALL`, else `LC_CTYPE`, else `LANG` says after its point, as
    /// `de_DE.ISO-8859-1` does. It is UTF-8 where they say none, or one that Java does not know or
    /// that is not made for terminals.
    ///
    /// @param environment the process environment
    public static TextEncoding of(Map<String, String> environment) {
        String locale =
                Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse("C");
        return C_LOCALES.contains(locale)
                ? OF_THE_C_LOCALE
                : charsetOf(locale)
                        .filter(TextEncoding::holdsAscii)
                        .map(charset ->
                                new TextEncoding(charset, charset.newEncoder().canEncode('├')))
                        .orElse(UTF_8);
    }

    private static Optional<Charset> charsetOf(String locale) {
        String name = locale.replaceFirst("@.*", "");
        int point = name.indexOf('.');
        return point < 0
                ? Optional.empty()
                : charset(name.substring(point + 1)).filter(TextEncoding::isMoreThanAscii);
    }

    /// A charset as locales call it: `iso88591`, `koi8r`, `eucJP`.
    private static Optional<Charset> charset(String written) {
        String name =
                written.toLowerCase(Locale.ROOT)
                        .replaceFirst("^iso[-_]?8859[-_]?", "iso-8859-")
                        .replaceFirst("^koi8[-_]?", "koi8-");
        try {
            return Charset.isSupported(name)
                    ? Optional.of(Charset.forName(name))
                    : Optional.empty();
        } catch (IllegalCharsetNameException none) {
            return Optional.empty();
        }
    }

    private static boolean isMoreThanAscii(Charset charset) {
        return !charset.equals(StandardCharsets.US_ASCII);
    }

    /// Lines are found in bytes, so that ASCII must stand for itself.
    private static boolean holdsAscii(Charset charset) {
        return charset.canEncode()
                && Arrays.equals(
                        ASCII.getBytes(charset), ASCII.getBytes(StandardCharsets.US_ASCII));
    }

    /// The charset.
    public Charset charset() {
        return charset;
    }

    /// Whether it is UTF-8, in which every character can be written.
    public boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /// Whether trees are drawn with signs that are not in ASCII.
    public boolean drawsTrees() {
        return drawsTrees;
    }

    /// The text that these bytes are.
    public String decode(byte[] bytes) {
        CharsetDecoder decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()));
        for (CoderResult result = decoder.decode(in, out, true);
                result.isError();
                result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (Characters.STRAY_BYTES + (in.get() & 0xFF)));
            }
        }
        decoder.flush(out);
        return out.flip().toString();
    }

    /// The bytes that this text is; a character that the charset does not have is a `?`.
    public byte[] encode(String text) {
        int stray = strayByte(text, 0);
        if (stray == text.length()) {
            return text.getBytes(charset);
        }
        var bytes = new ByteArrayOutputStream();
        int from = 0;
        while (stray < text.length()) {
            bytes.writeBytes(text.substring(from, stray).getBytes(charset));
            bytes.write(text.charAt(stray) - Characters.STRAY_BYTES);
            from = stray + 1;
            stray = strayByte(text, from);
        }
        bytes.writeBytes(text.substring(from).getBytes(charset));
        return bytes.toByteArray();
    }

    /// The place of the first character from there on that stands for a byte, else the text's end.
    private static int strayByte(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                i++; // one half of a pair; a lone one is no byte either
            } else if (c > Characters.STRAY_BYTES + HIGHEST_ASCII
                    && c <= Characters.STRAY_BYTES + 0xFF) {
                return i;
            }
        }
        return text.length();
    }

    /// The path of this text.
    ///
    /// @param directory what a relative one is relative to
    /// @throws ShellException where no path is written like this
    public Path path(Path directory, String text) {
        try {
            return isWrittenAlikeByTheJvm(text)
                    ? directory.resolve(text)
                    : Path.of(URI.create("file://" + absolute(directory, text)));
        } catch (IllegalArgumentException wrong) {
            throw new ShellException(UserError.usage("'" + text + "' cannot be a path"));
        }
    }

    private boolean isWrittenAlikeByTheJvm(String text) {
        return Arrays.equals(encode(text), text.getBytes(ofTheJvm()));
    }

    /// The charset in which the JVM writes paths; a character that is not in it cannot be in a path
    /// that is made of a text, but in one that is made of a URI, whose parts are bytes.
    private static Charset ofTheJvm() {
        return Charset.forName(
                System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);
    }

    private String absolute(Path directory, String text) {
        var path = new StringBuilder();
        if (!text.startsWith("/")) {
            path.append(directory.toAbsolutePath().toUri().getRawPath()).append('/');
        }
        for (byte b : encode(text)) {
            path.append(isPlainInUris(b) ? Character.toString(b) : "%%%02X".formatted(b));
        }
        return path.toString();
    }

    private static boolean isPlainInUris(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '/';
    }
}
