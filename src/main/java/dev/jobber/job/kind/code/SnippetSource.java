package dev.jobber.job.kind.code;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Java file around a snippet.
///
/// A snippet is one expression, whose value is returned, or statements, which may return. Where
/// they do not, the snippet is done with nothing to say: `ok(null)`. Imports may stand before it.
///
/// @param text the whole file
/// @param imports how many characters of the snippet are imports
/// @param importsAt where in the file they begin
/// @param restAt where in the file the rest begins
/// @param length how many characters the snippet has
record SnippetSource(String text, int imports, int importsAt, int restAt, int length) {
    /// The class in the file.
    static final String CLASS = "Snippet";

    private static final Pattern IMPORTS =
            Pattern.compile("\\s*(?:import\\s+(?:static\\s+|module\\s+)?[\\w.\\s*]+;\\s*)+");

    /// What goes before a snippet's own imports.
    private static final String HEAD =
            """
            import java.io.*;
            import java.math.*;
            import java.net.*;
            import java.nio.charset.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            import java.util.function.*;
            import java.util.regex.*;
            import java.util.stream.*;
            import dev.jobber.job.*;
            """;

    private static final String CLASS_HEAD =
            """

            public final class %s extends %s {
                %s

                @Override
                protected Object work() throws Throwable {
            %s
            """;

    private static final String TAIL =
            """

            %s
                }
            }
            """;

    /// How a snippet is read.
    enum Form {
        /// One expression, whose value is returned.
        EXPRESSION("return (", ");"),
        /// One expression that has no value.
        ACTION("", "; return ok(null);"),
        /// Statements. The compiler takes the end for reachable, as it takes what follows every
        /// `if`.
        STATEMENTS("if (true) {", "} return ok(null);");

        private final String opening;
        private final String closing;

        Form(String opening, String closing) {
            this.opening = opening;
            this.closing = closing;
        }
    }

    /// What `sleep` declares.
    enum Sleep {
        /// Nothing, so that it may stand in any lambda.
        QUIET("", "pauseQuietly"),
        /// An InterruptedException, so that it may be caught.
        INTERRUPTED(" throws InterruptedException", "pause");

        private final String clause;
        private final String method;

        Sleep(String clause, String method) {
            this.clause = clause;
            this.method = method;
        }

        private String declaration() {
            return "private void sleep(String time)%1$s { %2$s(time); } private void sleep(Duration time)%1$s { %2$s(time); }"
                    .formatted(clause, method);
        }
    }

    /// The file around a snippet.
    static SnippetSource of(String snippet, Form form, Sleep sleep) {
        Matcher imports = IMPORTS.matcher(snippet);
        int end = imports.lookingAt() ? imports.end() : 0;
        String classHead =
                CLASS_HEAD.formatted(
                        CLASS, Snippet.class.getName(), sleep.declaration(), form.opening);
        String head = HEAD + snippet.substring(0, end) + classHead;
        return new SnippetSource(
                head + snippet.substring(end) + TAIL.formatted(form.closing),
                end,
                HEAD.length(),
                head.length(),
                snippet.length());
    }

    /// The place in the snippet of a place in the file; the nearest one where it stands in what was
    /// put around the snippet.
    int inSnippet(long position) {
        if (position < restAt) {
            return Math.clamp(position - importsAt, 0, imports);
        }
        return Math.clamp(imports + position - restAt, 0, Math.max(0, length - 1));
    }

    /// Whether a place in the file stands in the snippet.
    boolean isInSnippet(long position) {
        return position >= importsAt && position < importsAt + imports
                || position >= restAt && position < restAt + length - imports;
    }

    /// How many lines of the file stand before the snippet.
    int linesBefore() {
        return lines(text.substring(0, restAt))
                - lines(text.substring(importsAt, importsAt + imports));
    }

    /// No stream: the JIT compiler puts the lambdas of an [java.util.stream.IntStream] into one
    /// loop only while the JVM has seen one lambda for each step, so a stream here would make those
    /// of all snippets several times as slow.
    private static int lines(String text) {
        int lines = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            lines++;
        }
        return lines;
    }
}
