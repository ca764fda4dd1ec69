package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.result.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.MaskingCallback;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/// JLine's editor, with the shell's Tab, and with characters that would do something to the screen
/// shown as text.
final class TerminalReader extends LineReaderImpl {
    private final MaskingCallback shown;
    private TabCompletion tab = new TabCompletion((_, _) -> List.of());

    TerminalReader(Terminal terminal) {
        super(terminal, terminal.getName(), new HashMap<>());
        this.shown = new Shown(new EditedText(terminal.getGraphemeClusterMode()));
        setParser(new TerminalParser());
        setCompletionMatcher(new TerminalMatcher());
        option(Option.DISABLE_EVENT_EXPANSION, true);
        option(Option.AUTO_FRESH_LINE, true);
        option(Option.INSERT_TAB, false);
        option(Option.AUTO_MENU, false);
        setVariable(SECONDARY_PROMPT_PATTERN, "%M");
        setVariable(BELL_STYLE, "none");
        setVariable(LIST_MAX, 0);
    }

    /// What the text being edited looks like, which is never what the history gets.
    private record Shown(EditedText text) implements MaskingCallback {
        @Override
        public String display(String line) {
            return text.of(line);
        }

        @Override
        public String history(String line) {
            return line;
        }
    }

    /// What Tab finds from now on.
    void completions(Completions completions) {
        tab = new TabCompletion(completions);
    }

    /// Asks for a line.
    String ask(String question) {
        return readLine(question, null, shown, null);
    }

    /// Extends the word at the cursor, or lists what may stand there. JLine's own way replaces the
    /// word.
    @Override
    protected boolean doComplete(
            CompletionType type, boolean useMenu, boolean prefix, boolean forSuggestion) {
        String after = buf.substring(buf.cursor(), buf.length());
        TabCompletion.Answer answer = tab.at(buf.upToCursor(), after);
        if (type != CompletionType.List) {
            buf.write(answer.insert());
        }
        if (!answer.list().isEmpty()) {
            list(answer);
        }
        return true;
    }

    /// Shows a list until a key is pressed that neither narrows it nor asks for it again.
    private void list(TabCompletion.Answer answer) {
        size = terminal.getSize();
        try {
            List<Candidate> candidates = candidates(answer.list());
            do {
                doList(new ArrayList<>(candidates), answer.word(), true, (text, _) -> text);
            } while (post != null); // Tab was pressed again, and JLine would show its menu
        } finally {
            post = null;
            size = terminal.getBufferSize();
        }
    }

    /// With what each means, where that fits the screen: it takes a row for each, and one for each
    /// heading.
    private List<Candidate> candidates(List<Suggestion> suggestions) {
        long headings = suggestions.stream().map(Suggestion::group).distinct().count();
        int room = size.getRows() - rowsOfText();
        return candidates(suggestions, suggestions.size() + headings < room);
    }

    private int rowsOfText() {
        AttributedString text = getDisplayedBufferWithPrompts(new ArrayList<>());
        return text.columnSplitLength(size.getColumns(), false, true).size();
    }

    private static List<Candidate> candidates(List<Suggestion> suggestions, boolean described) {
        var candidates = new ArrayList<Candidate>();
        for (Suggestion suggestion : suggestions) {
            String description = Printable.text(suggestion.description());
            candidates.add(
                    new Candidate(
                            suggestion.value(),
                            Printable.text(suggestion.value()),
                            suggestion.group(),
                            described && !description.isEmpty() ? description : null,
                            null,
                            null,
                            suggestion.complete(),
                            candidates.size()));
        }
        return candidates;
    }
}
