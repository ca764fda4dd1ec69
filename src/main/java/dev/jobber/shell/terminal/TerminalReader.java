package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Parser;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/// JLine's line editor, with the shell's own Tab. Control characters in the line are shown as text.
final class TerminalReader extends LineReaderImpl {
    /// How long a key may take for the next character of what it sends, in milliseconds.
    private static final long WITHIN_KEY = 100;

    /// How many columns stand between a word of a list and the remark on it.
    private static final int GAP = 2;

    /// Keys that do nothing: the shell has no editor, and a user who comes to the commands of vi by
    /// accident does not find the way back.
    private static final List<String> NOT_BOUND = List.of("^X^E", "^X^V");

    private final EditedText text;
    private volatile boolean isForScreenReader;
    private boolean knowsKeys;
    private boolean suggests;
    private TabCompletion tab = TabCompletion.NONE;

    TerminalReader(Terminal terminal) {
        super(terminal, terminal.getName(), new HashMap<>());
        this.text = new EditedText(terminal.getGraphemeClusterMode());
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

    /// How the text being edited is shown. The history gets the text itself.
    ///
    /// @param isKept whether the history gets it
    private record Shown(EditedText text, boolean isKept) implements MaskingCallback {
        @Override
        public String display(String line) {
            return text.of(line);
        }

        @Override
        public String history(String line) {
            return isKept ? line : "";
        }
    }

    /// Shows in grey what the line may become, by the history. A key at the end of the line takes
    /// it.
    void suggests() {
        suggests = true;
        List.of(FORWARD_CHAR, END_OF_LINE, FORWARD_WORD)
                .forEach(widget -> getWidgets().put(widget, () -> take(widget)));
    }

    private String suggestion() {
        return buf.cursor() == buf.length()
                ? HistorySuggestion.of(buf.toString(), getHistory())
                : "";
    }

    /// Adds the suggestion, or its first word, or does what the key does where there is none.
    private boolean take(String widget) {
        String whole = suggestion();
        if (whole.isEmpty()) {
            callWidget("." + widget);
        } else {
            buf.write(widget.equals(FORWARD_WORD) ? HistorySuggestion.word(whole) : whole);
        }
        return true;
    }

    /// The suggestion takes the rest of the row and no more, so that the terminal does not wrap it.
    @Override
    public AttributedString getDisplayedBufferWithPrompts(List<AttributedString> prompts) {
        boolean isShown = suggests && doAutosuggestion && post == null && searchTerm == null;
        AttributedString text = super.getDisplayedBufferWithPrompts(prompts);
        String suggestion = isShown ? suggestion() : "";
        if (suggestion.isEmpty()) {
            return text;
        }
        int column =
                text.columnSplitLength(size.getColumns(), false, true).getLast().columnLength();
        var grey = new AttributedString(suggestion, AttributedStyle.DEFAULT.faint());
        return AttributedString.join(
                AttributedString.EMPTY,
                text,
                grey.columnSubSequence(0, Math.max(0, size.getColumns() - 1 - column)));
    }

    /// Calls this each time when the reading thread has the keys, and interrupts go to it.
    void onKeys(Runnable what) {
        getWidgets()
                .put(
                        CALLBACK_INIT,
                        () -> {
                            what.run();
                            return true;
                        });
    }

    /// An interrupt is older than each key that is read after it, because from then on Ctrl-C is a
    /// key. So it gives up a line that was typed ahead.
    @Override
    protected boolean acceptLine() {
        return Thread.interrupted() ? interrupt() : super.acceptLine();
    }

    /// Sets the source of completions for Tab.
    void completions(Completions completions) {
        tab = new TabCompletion(completions);
    }

    /// Lists of words are written once, as lines, from now on; or they are drawn below the line
    /// again.
    void forScreenReader(boolean isOn) {
        isForScreenReader = isOn;
    }

    /// Asks for a line.
    String ask(String question) {
        return readLine(question, null, new Shown(text, true), null);
    }

    /// Asks for a line that is no command, as the answer to a question: it is not kept in the
    /// history, and it has no completions and no colours.
    String askAside(String question) {
        TabCompletion completions = tab;
        Parser commands = getParser();
        boolean isPlain = isSet(Option.DISABLE_HIGHLIGHTER);
        tab = TabCompletion.NONE;
        setParser((line, cursor, _) -> new TerminalParser.Parsed(line, cursor));
        option(Option.DISABLE_HIGHLIGHTER, true);
        try {
            return readLine(question, null, new Shown(text, false), null);
        } finally {
            option(Option.DISABLE_HIGHLIGHTER, isPlain);
            setParser(commands);
            tab = completions;
        }
    }

    /// The keys are bound while the first one is waited for, so that the first prompt need not wait
    /// for them.
    @Override
    protected <T> T doReadBinding(KeyMap<T> keys, KeyMap<T> local) {
        if (!knowsKeys) {
            knowsKeys = true;
            Optional.ofNullable(getKeyMaps().get(EMACS)).ifPresent(TerminalReader::bind);
        }
        T binding = super.doReadBinding(keys, local);
        while (TerminalKeys.UNKNOWN.equals(binding)) {
            skipKey();
            binding = super.doReadBinding(keys, local);
        }
        return binding;
    }

    private static void bind(KeyMap<Binding> keys) {
        TerminalKeys.bind(keys);
        NOT_BOUND.forEach(key -> keys.bind(new Reference(UNDEFINED_KEY), KeyMap.translate(key)));
    }

    /// Reads what is left of a key that is not known; it would be typed as text.
    private void skipKey() {
        var sent = new StringBuilder(getLastBinding());
        while (!TerminalKeys.isWhole(sent.toString()) && peekCharacter(WITHIN_KEY) >= ' ') {
            sent.appendCodePoint(readCharacter());
        }
    }

    /// JLine's functions fail where they meet what they do not expect, as the end of the input
    /// after Ctrl-V, or a count of five digits. The text stays as it is then. Some keys it binds to
    /// a function that it does not have.
    @Override
    protected Widget getWidget(Object binding) {
        if (binding instanceof Reference named && !getWidgets().containsKey(named.name())) {
            return () -> false;
        }
        Widget widget = super.getWidget(binding);
        return () -> {
            try {
                return widget.apply();
            } catch (IllegalArgumentException | IndexOutOfBoundsException unexpected) {
                return false;
            }
        };
    }

    /// Extends the word at the cursor, or lists the possible words. JLine's own completion would
    /// replace the word.
    @Override
    protected boolean doComplete(
            CompletionType type, boolean useMenu, boolean prefix, boolean forSuggestion) {
        String after = buf.substring(buf.cursor(), buf.length());
        TabCompletion.Answer answer = tab.at(buf.upToCursor(), after);
        if (type != CompletionType.List) {
            buf.write(answer.insert());
        }
        if (!answer.list().isEmpty()) {
            if (isForScreenReader) {
                printAbove(spoken(answer.list()));
            } else {
                list(answer);
            }
        }
        return true;
    }

    private static String spoken(List<Suggestion> suggestions) {
        var lines = new StringBuilder();
        for (Suggestion suggestion : suggestions) {
            String description = Printable.text(suggestion.description());
            lines.append(Printable.text(suggestion.value()))
                    .append(description.isEmpty() ? "" : ": " + description)
                    .append('\n');
        }
        return lines.toString();
    }

    /// Shows a list until the user presses a key that neither narrows the list nor is Tab.
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

    /// Shows the description of each word if the screen has a row for each word and each heading.
    private List<Candidate> candidates(List<Suggestion> suggestions) {
        long headings = suggestions.stream().map(Suggestion::group).distinct().count();
        int room = size.getRows() - rowsOfText();
        return candidates(suggestions, suggestions.size() + headings < room);
    }

    private int rowsOfText() {
        AttributedString text = getDisplayedBufferWithPrompts(new ArrayList<>());
        return text.columnSplitLength(size.getColumns(), false, true).size();
    }

    private List<Candidate> candidates(List<Suggestion> suggestions, boolean described) {
        int widest = 0;
        for (Suggestion suggestion : suggestions) {
            widest = Math.max(widest, Table.width(Printable.text(suggestion.value())));
        }
        var candidates = new ArrayList<Candidate>();
        for (Suggestion suggestion : suggestions) {
            candidates.add(
                    new Candidate(
                            suggestion.value(),
                            shown(suggestion, described ? widest : 0),
                            suggestion.group(),
                            null,
                            null,
                            null,
                            suggestion.complete(),
                            candidates.size()));
        }
        return candidates;
    }

    /// A word of a list, with a remark in the column behind the widest word. JLine puts remarks in
    /// round brackets at the right edge.
    ///
    /// @param widest how wide the words are; 0 for a list without remarks
    private String shown(Suggestion suggestion, int widest) {
        String word = Printable.text(suggestion.value());
        if (widest == 0) {
            return word;
        }
        String remark = Printable.text(brief(suggestion.description()));
        int room = size.getColumns() - widest - GAP - 1;
        String cut = Table.cut(remark, Math.max(0, room), "…");
        int blanks = GAP + widest - Table.width(word);
        int rest = Math.max(0, room - Table.width(cut)); // so that two do not stand in one row
        return word + " ".repeat(blanks) + faint(cut) + " ".repeat(rest);
    }

    private String faint(String text) {
        return isSet(Option.DISABLE_HIGHLIGHTER) ? text : Palette.FAINT.paint(text, "\u001b[");
    }

    /// The beginning of a description that can stand alone.
    private static String brief(String description) {
        return description.replaceFirst("[.:;]( .*)?$", "");
    }
}
