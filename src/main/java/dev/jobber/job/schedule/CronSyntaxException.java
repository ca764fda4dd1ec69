package dev.jobber.job.schedule;

import java.util.List;

/// A text is no cron expression, or one that never comes.
public final class CronSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final transient String part;
    private final transient List<String> words;
    private final transient String hint;

    /// @param offset where the part begins that is wrong
    /// @param part the part that is wrong
    /// @param words what may have been meant by it
    /// @param hint what to write instead, where none of the words is near
    CronSyntaxException(int offset, String part, String message, List<String> words, String hint) {
        super(message);
        this.offset = offset;
        this.part = part;
        this.words = List.copyOf(words);
        this.hint = hint;
    }

    /// How many characters of the expression stand before the part that is wrong.
    public int offset() {
        return offset;
    }

    /// The part that is wrong.
    public String part() {
        return part;
    }

    /// What is wrong, in a sentence.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// The words that may stand there; empty where there are too many.
    public List<String> words() {
        return words;
    }

    /// What to write instead.
    public String hint() {
        return hint;
    }
}
