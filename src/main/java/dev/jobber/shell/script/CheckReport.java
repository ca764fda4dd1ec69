package dev.jobber.shell.script;

import dev.jobber.shell.result.Table;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.syntax.Characters;
import dev.jobber.shell.syntax.Diagnostic;
import dev.jobber.shell.syntax.Position;
import java.util.ArrayList;
import java.util.List;

/// All errors of a file, in the format of compilers.
///
/// @param commands how many commands the file has
/// @param errors what is wrong, in the order of the lines
record CheckReport(int commands, List<Error> errors) {
    private static final int WIDEST = 160;
    private static final int BEFORE = 60;

    CheckReport {
        errors = List.copyOf(errors);
    }

    /// One error.
    ///
    /// @param file what the file is called
    /// @param line the line as it stands in the file
    record Error(String file, String line, Diagnostic diagnostic) {
        /// `FILE:6:29: message`, the line, and a mark under the word.
        String text() {
            UserError error = diagnostic.error();
            Position start = diagnostic.span().start();
            String head = file + ":" + start.line() + ":" + start.column() + ": " + error.message();
            String gutter = "%3d | ".formatted(start.line());
            int index = start.column() - 1;
            int[] points = line.codePoints().map(Error::printable).toArray();
            int from =
                    points.length > WIDEST
                            ? Math.clamp(index - BEFORE, 0, points.length - WIDEST)
                            : 0;
            int to = Math.min(points.length, from + WIDEST);
            String shown =
                    (from > 0 ? "…" : "")
                            + new String(points, from, to - from)
                            + (to < points.length ? "…" : "");
            StringBuilder mark =
                    new StringBuilder(" ".repeat(gutter.length() - 2))
                            .append("| ")
                            .append(from > 0 ? " " : "");
            for (int i = from; i < index && i < to; i++) {
                mark.append(points[i] == '\t' ? "\t" : " ".repeat(Table.width(points[i])));
            }
            for (int i = index; i < index + diagnostic.span().length(); i++) {
                mark.append(
                        "^"
                                .repeat(
                                        i < to && i >= from
                                                ? Table.width(points[i])
                                                : i == index ? 1 : 0));
            }
            mark.append(error.hint().isEmpty() ? "" : " " + error.hint());
            return head + "\n" + gutter + shown + "\n" + mark;
        }

        private static int printable(int point) {
            return Characters.isJunk(point) ? 0xFFFD : point;
        }
    }

    boolean isClean() {
        return errors.isEmpty();
    }

    /// All errors, and their number.
    String text() {
        var texts = new ArrayList<String>();
        errors.forEach(error -> texts.add(error.text()));
        texts.add(
                errors.size() + (errors.size() == 1 ? " error" : " errors") + ", nothing was run");
        return String.join("\n", texts);
    }
}
