package dev.jobber.shell.export;

import java.util.Locale;

/// Writes a page of the manual in roff, with the macros of man(7), which groff and mandoc read.
final class Roff {
    private static final int HIGHEST_ASCII = 0x7F;

    private final StringBuilder page = new StringBuilder();

    /// A page.
    ///
    /// @param section its part of the manual
    /// @param source the program, and its version
    Roff(String name, String section, String source) {
        macro("TH", name.toUpperCase(Locale.ROOT), section, "", source, "jobber");
        page.append(".nh\n.ad l\n"); // a line of the shell is not to be broken at a hyphen
    }

    /// Begins a part of the page.
    Roff heading(String heading) {
        return macro("SH", heading);
    }

    /// A paragraph.
    Roff paragraph(String text) {
        page.append(".PP\n");
        return text(text);
    }

    /// A name or a line, and what it means.
    Roff term(String term, String meaning) {
        page.append(".TP\n.B ").append(escaped(term)).append('\n');
        return text(meaning.isEmpty() ? " " : meaning);
    }

    /// Lines that are shown as they stand.
    Roff drawn(String lines) {
        page.append(".PP\n.nf\n");
        lines.lines().forEach(this::text);
        page.append(".fi\n");
        return this;
    }

    /// Goes on with a text.
    Roff text(String text) {
        String escaped = escaped(text);
        page.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "")
                .append(escaped)
                .append('\n');
        return this;
    }

    private Roff macro(String name, String... arguments) {
        page.append('.').append(name);
        for (String argument : arguments) {
            page.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
        }
        page.append('\n');
        return this;
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '\\' -> escaped.append("\\e");
                        case '-' -> escaped.append("\\-");
                        case '\'' -> escaped.append("\\(aq");
                        case '`' -> escaped.append("\\(ga");
                        case '^' -> escaped.append("\\(ha");
                        case '~' -> escaped.append("\\(ti");
                        default -> {
                            if (c > HIGHEST_ASCII) {
                                escaped.append("\\[u%04X]".formatted(c));
                            } else {
                                escaped.appendCodePoint(c);
                            }
                        }
                    }
                });
        return escaped.toString();
    }

    /// The page, without the last line's end.
    @Override
    public String toString() {
        return page.toString().stripTrailing();
    }
}
