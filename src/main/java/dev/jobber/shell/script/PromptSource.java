package dev.jobber.shell.script;

import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.syntax.Incomplete;
import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.LineCursor;
import dev.jobber.shell.syntax.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Commands that are typed, or pasted, at the prompt.
public final class PromptSource implements CommandSource {
    private final Prompt prompt;
    private final Deque<String> pasted = new ArrayDeque<>();

    /// The pasted text was copied from a shell, with prompts and answers.
    private boolean isSession;

    private Lexer lexer = new Lexer(this::nextLine);

    public PromptSource(Prompt prompt) {
        this.prompt = prompt;
    }

    /// Ctrl-C at a prompt: the text typed so far is dropped.
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("given up", null, false, false);
        }
    }

    @Override
    public Optional<Lexer.Line> next() {
        while (true) {
            try {
                return lexer.next();
            } catch (GivenUp interrupted) {
                pasted.clear();
                lexer = new Lexer(this::nextLine);
            }
        }
    }

    /// The next line of the pasted text, or else a line that the user types.
    private Optional<String> nextLine(Optional<Incomplete> incomplete) {
        if (incomplete.isEmpty()) {
            skipAnswers();
        }
        if (pasted.isEmpty()) {
            switch (prompt.read(incomplete.map(Incomplete::prompt).orElse(LineCursor.PROMPT))) {
                case Prompt.Read.Line(String text) -> {
                    pasted.addAll(List.of(text.split("\r\n|\n|\r", -1)));
                    isSession = pasted.stream().skip(1).anyMatch(PromptSource::hasPrompt);
                }
                case Prompt.Read.Interrupted() -> throw new GivenUp();
                case Prompt.Read.EndOfInput() -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(pasted.removeFirst());
    }

    /// In a copied session, the text between a command and the next prompt is an answer.
    private void skipAnswers() {
        while (isSession && !pasted.isEmpty() && !hasPrompt(pasted.getFirst())) {
            pasted.removeFirst();
        }
    }

    private static boolean hasPrompt(String line) {
        return LineCursor.hasPrompt(line, LineCursor.PROMPT);
    }

    @Override
    public String place(Position position) {
        return "";
    }

    /// The rest of the pasted text is dropped. The next line is one that the user types after this.
    @Override
    public boolean goOnAfterFailure() {
        pasted.clear();
        return true;
    }
}
