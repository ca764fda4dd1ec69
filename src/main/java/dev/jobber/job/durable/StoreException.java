package dev.jobber.job.durable;

/// The store cannot do what was asked for. The message is a sentence for the user.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The store does not answer.
    public static final String UNAVAILABLE = "store_unavailable";

    /// The error of what the store was to do and does not answer.
    ///
    /// @param why in words
    public static StoreException unavailable(String why) {
        return new StoreException(
                UNAVAILABLE,
                "the store does not answer: " + why,
                "nothing was started; try again when it is back");
    }

    private final String code;
    private final String hint;

    /// @param code what kind of problem it is, in one word
    /// @param sentence what is wrong
    /// @param hint what to do; empty where there is nothing to say
    public StoreException(String code, String sentence, String hint) {
        super(sentence, null, false, false);
        this.code = code;
        this.hint = hint;
    }

    /// What kind of problem it is, in one word.
    public String code() {
        return code;
    }

    /// What is wrong.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// What to do.
    public String hint() {
        return hint;
    }
}
