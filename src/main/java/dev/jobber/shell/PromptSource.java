package dev.jobber.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Commands that are typed, or pasted, at the prompt.
final class PromptSource implements Source {

    private final LineSource prompt;
    private final Deque<String> pasted = new ArrayDeque<>();

    /// What was pasted was copied from a shell, prompts and answers included.
    private boolean isSession;

    private Lexer lexer = new Lexer(this::nextLine);

    PromptSource(LineSource prompt) {
        this.prompt = prompt;
    }

    /// Ctrl-C at a prompt: what was typed is given up.
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

    /// A line of what was pasted, else one that is asked for.
    private Optional<String> nextLine(Optional<Missing> missing) {
        if (missing.isEmpty()) {
            skipAnswers();
        }
        if (pasted.isEmpty()) {
            switch (prompt.read(missing.map(Missing::prompt).orElse(LineCursor.PROMPT))) {
                case LineSource.Read.Line(String text) -> {
                    pasted.addAll(List.of(text.split("\r\n|\n|\r", -1)));
                    isSession = pasted.stream().skip(1).anyMatch(PromptSource::hasPrompt);
                }
                case LineSource.Read.Interrupted() -> throw new GivenUp();
                case LineSource.Read.EndOfInput() -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(pasted.removeFirst());
    }

    /// In a session that was copied with its answers, what stands between one command and the next
    /// prompt is an answer.
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

    /// The rest of what was pasted is forgotten; the next line is one that is typed after this.
    @Override
    public boolean goOnAfterFailure() {
        pasted.clear();
        return true;
    }
}
