package dev.jobber.shell.syntax;

import java.util.List;

/// A part of a word; the parts of `a"b c"$d` touch.
public sealed interface Piece {
    /// Where it stands.
    Span span();

    /// Text that stands for itself.
    ///
    /// @param quoted whether it stood in quotes or after a backslash, where nothing has a meaning
    ///   of its own
    record Literal(String text, boolean quoted, Span span) implements Piece {}

    /// `$NAME`, `${NAME}` or `$NAME[1].pid`: the value kept under a name, or a part of it. The name
    /// of a numbered result is its number: `$3`.
    record Reference(String name, List<Step> path, Span span) implements Piece {
        public Reference {
            path = List.copyOf(path);
        }

        /// As it would be written: `$NAME[1].pid`.
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("$").append(name);
            path.forEach(text::append);
            return text.toString();
        }
    }

    /// A leading `~`: the user's home folder.
    record Home(Span span) implements Piece {}

    /// A step into a value.
    sealed interface Step {
        /// `[1]`: a row of a list, counted from 0.
        record Row(int index) implements Step {
            @Override
            public String toString() {
                return "[" + index + "]";
            }
        }

        /// `.pid`: a field of a row.
        record Field(String name) implements Step {
            @Override
            public String toString() {
                return "." + name;
            }
        }
    }
}
