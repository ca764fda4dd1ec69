package dev.jobber.shell.result;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Lays a term out over several lines where it is wider than there is room, as `inspect/2` of
/// Elixir does with `pretty: true`: a list of plain values and a tuple are filled line by line, all
/// else that does not fit has a line for each of its parts.
public final class TermLayout {
    private final StringBuilder out = new StringBuilder();
    private final int width;
    private int column;

    private TermLayout(int column, int width) {
        this.column = column;
        this.width = width;
    }

    /// The term, laid out.
    ///
    /// @param term as it stands on one line; what is no term stays as it is
    /// @param column how many columns are taken already where it begins
    /// @param width columns
    public static String of(String term, int column, int width) {
        if (column + Table.width(term) <= width) {
            return term;
        }
        return TermReader.read(term)
                .map(doc -> {
                    var layout = new TermLayout(column, width);
                    layout.write(doc);
                    return layout.out.toString();
                })
                .orElse(term);
    }

    /// A part of a term.
    sealed interface Doc {
        /// Text that is never broken.
        record Text(String text) implements Doc {}

        /// Parts one after the other.
        record Parts(List<Doc> parts) implements Doc {}

        /// A blank, or nothing, where the line may be broken.
        ///
        /// @param flex whether it is broken only if what follows does not fit; otherwise all such
        ///   places of a group are broken together
        record Break(String blank, boolean flex) implements Doc {}

        /// Parts whose lines after the first are indented.
        record Nest(int columns, Doc inner) implements Doc {}

        /// Parts that stand on one line if they fit.
        record Group(Doc inner) implements Doc {}

        /// Whether it can have but one line.
        default boolean isSimple() {
            return switch (this) {
                case Text _ -> true;
                case Parts(List<Doc> parts) -> parts.stream().allMatch(Doc::isSimple);
                case Break _, Nest _, Group _ -> false;
            };
        }
    }

    /// What is left to look at.
    private sealed interface Look {}

    /// What is left to write.
    ///
    /// @param flat whether breaks are blanks here
    private record Item(int indent, boolean flat, Doc doc) implements Look {}

    /// The end of a group: its places to break the line are none of those around it.
    private record GroupEnd(boolean mayBreak) implements Look {}

    private void write(Doc doc) {
        var left = new ArrayDeque<Item>();
        left.push(new Item(0, false, doc));
        while (!left.isEmpty()) {
            write(left.pop(), left);
        }
    }

    private void write(Item item, Deque<Item> left) {
        int indent = item.indent();
        switch (item.doc()) {
            case Doc.Text(String text) -> {
                out.append(text);
                column += Table.width(text);
            }
            case Doc.Parts(List<Doc> parts) ->
                    parts.reversed()
                            .forEach(part -> left.push(new Item(indent, item.flat(), part)));
            case Doc.Nest(int columns, Doc inner) ->
                    left.push(new Item(indent + columns, item.flat(), inner));
            case Doc.Group(Doc inner) ->
                    left.push(new Item(indent, item.flat() || fits(inner), inner));
            case Doc.Break(String blank, boolean flex) -> {
                if (item.flat() || flex && fitsUpToBreak(blank, left)) {
                    out.append(blank);
                    column += blank.length();
                } else {
                    out.append('\n').append(" ".repeat(indent));
                    column = indent;
                }
            }
        }
    }

    /// Whether a group fits in one line. A text without a place to break it is never too wide.
    private boolean fits(Doc group) {
        return fits(column, false, List.of(new Item(0, true, group)));
    }

    private boolean fitsUpToBreak(String blank, Deque<Item> following) {
        return fits(column + blank.length(), true, following);
    }

    /// Whether what follows fits, up to the next place where the line will be broken.
    ///
    /// @param broken whether there was a place to break the line before
    private boolean fits(int begin, boolean broken, Iterable<Item> following) {
        int end = begin;
        boolean mayBreak = broken;
        for (Item each : following) {
            var left = new ArrayDeque<Look>();
            left.push(each);
            while (!left.isEmpty()) {
                if (end > width && mayBreak) {
                    return false;
                }
                switch (left.pop()) {
                    case GroupEnd(boolean before) -> mayBreak = before;
                    case Item(int _, boolean _, Doc.Text(String text)) -> end += Table.width(text);
                    case Item(int _, boolean flat, Doc.Parts(List<Doc> parts)) ->
                            parts.reversed().forEach(part -> left.push(new Item(0, flat, part)));
                    case Item(int _, boolean flat, Doc.Nest(int _, Doc inner)) ->
                            left.push(new Item(0, flat, inner));
                    case Item(int _, boolean _, Doc.Group(Doc inner)) -> {
                        left.push(new GroupEnd(mayBreak));
                        left.push(new Item(0, true, inner));
                    }
                    case Item(int _, boolean flat, Doc.Break(String blank, boolean _)) -> {
                        if (!flat) {
                            return true;
                        }
                        end += blank.length();
                        mayBreak = true;
                    }
                }
            }
        }
        return end <= width || !mayBreak;
    }

    /// Reads a term that stands on one line.
    private static final class TermReader {
        private final String text;
        private int at;

        private TermReader(String text) {
            this.text = text;
        }

        /// Ends the reading of a text that is no term.
        private static final class NoTerm extends RuntimeException {
            private static final long serialVersionUID = 1L;

            NoTerm() {
                super("no term", null, false, false);
            }
        }

        static Optional<Doc> read(String text) {
            var reader = new TermReader(text);
            try {
                Doc doc = reader.term();
                return reader.at == text.length() ? Optional.of(doc) : Optional.empty();
            } catch (NoTerm unreadable) {
                return Optional.empty();
            }
        }

        /// A term, up to the comma or the bracket that ends it.
        private Doc term() {
            var parts = new ArrayList<Doc>();
            int begin = at;
            while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
                switch (text.charAt(at)) {
                    case '"' -> skipString();
                    case '#' -> skipOpaque();
                    case '[', '{' -> {
                        int opening = at;
                        String before = text.substring(begin, opening);
                        parts.add(container(before));
                        begin = at;
                    }
                    case '\n' -> throw new NoTerm();
                    default -> at++;
                }
            }
            if (at > begin || parts.isEmpty()) {
                parts.add(new Doc.Text(text.substring(begin, at)));
            }
            return parts.size() == 1 ? parts.getFirst() : new Doc.Parts(List.copyOf(parts));
        }

        private void skipString() {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            if (at >= text.length()) {
                throw new NoTerm();
            }
            at++;
        }

        /// `#PID<0.1.0>` and its like are one word, whatever is in it.
        private void skipOpaque() {
            at++;
            int depth = 0;
            int from = at;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '<') {
                    depth++;
                } else if (c == '>' && --depth == 0) {
                    return;
                } else if (depth == 0 && !Character.isLetterOrDigit(c) && c != '.') {
                    break;
                }
            }
            at = from;
        }

        /// Brackets with what is in them.
        ///
        /// @param before what stands before the opening bracket: a key, `%`, `%Job`
        private Doc container(String before) {
            char opening = text.charAt(at++);
            char closing = opening == '[' ? ']' : '}';
            var items = new ArrayList<Doc>();
            boolean keywords = opening == '[';
            while (at < text.length() && text.charAt(at) != closing) {
                keywords &= isKey(at);
                items.add(term());
                if (at < text.length() && text.charAt(at) == ',') {
                    at++;
                    if (at < text.length() && text.charAt(at) == ' ') {
                        at++;
                    }
                } else if (at < text.length() && text.charAt(at) != closing) {
                    throw new NoTerm();
                }
            }
            if (at >= text.length()) {
                throw new NoTerm();
            }
            at++;
            if (items.isEmpty()) {
                return new Doc.Text(before + opening + closing);
            }
            boolean named = !before.isEmpty() && !before.endsWith(" ");
            boolean flex =
                    !named
                            && (opening == '{'
                                    || !keywords && items.stream().allMatch(Doc::isSimple));
            return new Doc.Parts(
                    List.of(
                            new Doc.Text(key(before)),
                            group(name(before) + opening, items, closing, flex)));
        }

        /// Whether a key of a keyword list begins here: `retries: `.
        private boolean isKey(int begin) {
            int end = begin;
            while (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
            return end > begin && text.startsWith(": ", end);
        }

        /// `emails: ` of `emails: %{`.
        private static String key(String before) {
            return before.substring(0, before.lastIndexOf(' ') + 1);
        }

        private static String name(String before) {
            return before.substring(before.lastIndexOf(' ') + 1);
        }

        private static Doc group(String opening, List<Doc> items, char closing, boolean flex) {
            var parts = new ArrayList<Doc>();
            for (int i = 0; i < items.size(); i++) {
                boolean last = i == items.size() - 1;
                parts.add(items.get(i));
                if (!last) {
                    parts.add(new Doc.Text(","));
                    parts.add(new Doc.Break(" ", flex));
                }
            }
            var end = new Doc.Text(String.valueOf(closing));
            if (flex) {
                return new Doc.Group(
                        new Doc.Parts(
                                List.of(
                                        new Doc.Text(opening),
                                        new Doc.Nest(1, new Doc.Parts(parts)),
                                        end)));
            }
            parts.addFirst(new Doc.Break("", false));
            return new Doc.Group(
                    new Doc.Parts(
                            List.of(
                                    new Doc.Text(opening),
                                    new Doc.Nest(2, new Doc.Parts(parts)),
                                    new Doc.Break("", false),
                                    end)));
        }
    }
}
