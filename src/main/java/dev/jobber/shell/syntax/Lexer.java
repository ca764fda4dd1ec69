package dev.jobber.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Splits lines into commands and words: the one lexer for the prompt, `-c`, scripts, the rc file
/// and pasted text.
///
/// It never throws: whatever the text is, every line of it becomes commands, problems, or both.
public final class Lexer {
    private static final String PID = "#PID<";

    private final LineCursor cursor;
    private List<Statement> statements = new ArrayList<>();
    private List<Raw> raws = new ArrayList<>();
    private List<Word> words = new ArrayList<>();
    private List<Announced> announced = new ArrayList<>();
    private Optional<Incomplete> incomplete = Optional.empty();
    private boolean inWord;

    /// Where the command begins that is being read, and up to where it has been.
    private Statement.Typed typed = new Statement.Typed("", 0, 0);

    /// A command whose here-texts may still have to be read.
    private record Raw(List<Word> words, Statement.Typed typed) {}

    /// A here-text that takes the place of a word when the line has been read.
    ///
    /// @param words those of its command
    /// @param index where among them the word stands
    private record Announced(List<Word> words, int index, HereText text) {}

    /// A lexer that asks for a line when it needs one.
    public Lexer(TextLines lines) {
        cursor = new LineCursor(lines);
    }

    /// A line, with those that continue it.
    ///
    /// @param statements its commands, those with problems included as far as they could be read
    /// @param diagnostics what is wrong with it
    public record Line(List<Statement> statements, List<Diagnostic> diagnostics) {}

    /// The next line's commands.
    ///
    /// @return empty at the end of the text
    public Optional<Line> next() {
        if (!cursor.nextLine(Optional.empty())) {
            return Optional.empty();
        }
        statements = new ArrayList<>();
        raws = new ArrayList<>();
        words = new ArrayList<>();
        readLine();
        finishStatement();
        raws.forEach(this::addStatement);
        return Optional.of(new Line(List.copyOf(statements), cursor.takeProblems()));
    }

    /// All commands of a text and all its problems.
    public static Line all(String text) {
        var lexer = new Lexer(TextLines.of(text));
        var statements = new ArrayList<Statement>();
        var diagnostics = new ArrayList<Diagnostic>();
        for (Optional<Line> line = lexer.next(); line.isPresent(); line = lexer.next()) {
            statements.addAll(line.get().statements());
            diagnostics.addAll(line.get().diagnostics());
        }
        return new Line(statements, diagnostics);
    }

    /// What a text lacks to be whole, if it lacks something.
    public static Optional<Incomplete> incomplete(String text) {
        var lexer = new Lexer(TextLines.of(text));
        while (lexer.next().isPresent()) {
            // Only the end of the last line tells.
        }
        return lexer.incomplete;
    }

    /// The command that is being typed at the end of a text.
    ///
    /// @param before its words that are finished, a target and its `=` aside
    /// @param current what is there of the word at the end; empty where a new one begins
    /// @param quote the quote that is open at the end, if one is
    public record AtCursor(List<String> before, String current, Optional<Incomplete> quote) {}

    /// The command that is being typed at the end of a text, for completion.
    public static AtCursor atCursor(String text) {
        var lexer = new Lexer(TextLines.of(text));
        List<Word> last = List.of();
        while (lexer.cursor.nextLine(Optional.empty())) {
            lexer.words = new ArrayList<>();
            lexer.readLine();
            last = lexer.words;
        }
        var texts = new ArrayList<String>();
        boolean assignment = isAssignment(last);
        for (Word word : assignment ? last.subList(2, last.size()) : last) {
            texts.add(word.typed());
        }
        String current = lexer.inWord && !texts.isEmpty() ? texts.removeLast() : "";
        return new AtCursor(
                List.copyOf(texts),
                current,
                lexer.incomplete.filter(sign -> sign != Incomplete.CONTINUATION));
    }

    /// Reads a line, those that continue it, and the here-texts that they announce.
    private void readLine() {
        announced = new ArrayList<>();
        readCommands();
        if (incomplete.isEmpty()) {
            announced.forEach(this::readHereText);
        }
    }

    private void readHereText(Announced each) {
        HereText.Read read = each.text().read(cursor);
        each.words().set(each.index(), read.word());
        incomplete = read.unfinished();
        inWord = false;
    }

    private void readCommands() {
        incomplete = Optional.empty();
        while (true) {
            inWord = false;
            int c = cursor.peek();
            if (c == LineCursor.END) {
                return;
            } else if (Characters.isBlank(c)) {
                cursor.take();
            } else if (c == ';') {
                cursor.take();
                finishStatement();
            } else if (c == '#' && !cursor.startsWith(PID)) {
                cursor.skipLine();
            } else if (c == '\\' && cursor.peekNext() == LineCursor.END) {
                cursor.take();
                if (!cursor.nextLine(Optional.of(Incomplete.CONTINUATION))) {
                    incomplete = Optional.of(Incomplete.CONTINUATION);
                    return;
                }
            } else {
                readWord();
                if (cursor.atEnd()) {
                    inWord = true;
                    return;
                }
            }
        }
    }

    private void readWord() {
        Statement.Typed begin = words.isEmpty() ? cursor.typed() : typed;
        Optional<HereText> hereText = HereText.announced(cursor);
        if (hereText.isPresent()) {
            announced.add(new Announced(words, words.size(), hereText.get()));
            words.add(hereText.get().withoutLines());
        } else {
            WordLexer.Read read = WordLexer.read(cursor);
            words.add(read.word());
            incomplete = read.unfinished();
        }
        typed = cursor.typedSince(begin);
    }

    private static boolean isAssignment(List<Word> words) {
        return words.size() > 1
                && words.get(1).isBare("=")
                && words.getFirst().pieces().stream()
                        .allMatch(piece ->
                                piece instanceof Piece.Literal literal && !literal.quoted());
    }

    private void finishStatement() {
        if (!words.isEmpty()) {
            raws.add(new Raw(words, typed));
            words = new ArrayList<>();
        }
    }

    private void addStatement(Raw raw) {
        List<Word> statement = raw.words();
        if (!isAssignment(statement)) {
            statements.add(new Statement(Optional.empty(), statement, raw.typed()));
            return;
        }
        String name = statement.getFirst().constant().orElse("");
        if (!Characters.isName(name)) {
            cursor.problem(
                    statement.getFirst().span(),
                    "expected a name before '=', got: " + name,
                    "a name is letters of ASCII, digits and _, and does not begin with a digit");
        } else if (statement.size() == 2) {
            cursor.problem(
                    statement.get(1).span(),
                    "'" + name + " =' needs a command",
                    "as in " + name + " = start-job NAME");
        }
        if (statement.size() > 2 && Characters.isName(name)) {
            statements.add(
                    new Statement(
                            Optional.of(name),
                            statement.subList(2, statement.size()),
                            raw.typed()));
        }
    }
}
