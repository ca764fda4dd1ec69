package dev.jobber.observer;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Inspect;

/// Why a process ended, as it is remembered: nothing large is kept alive by it. A reason that is
/// one word is kept as it is, and costs nothing. Any other may hold an exception, or whatever an
/// application has put into it; of these the text is kept, cut to [#LONGEST] characters.
///
/// @param shown the reason, or its text
/// @param isOrderly whether the end was meant; see [ExitReason#isOrderly()]
public record EndReason(Object shown, boolean isOrderly) {
    /// How much of a text is kept, in characters.
    static final int LONGEST = 300;

    /// The reason, as it is remembered.
    public static EndReason of(ExitReason reason) {
        Object shown =
                switch (reason) {
                    case ExitReason.Normal _, ExitReason.Shutdown _, ExitReason.Word _ -> reason;
                    case ExitReason.Crash(Throwable exception) -> cut(Inspect.summary(exception));
                    default -> cut(reason.toString());
                };
        return new EndReason(shown, reason.isOrderly());
    }

    /// Whether the process was killed.
    public boolean isKilled() {
        return shown.equals(ExitReason.KILLED);
    }

    /// Whether the process ended because its work was done.
    public boolean isNormal() {
        return shown.equals(ExitReason.NORMAL);
    }

    /// `:shutdown`, or `java.lang.RuntimeException: Boom!`
    public String text() {
        return shown.toString();
    }

    /// A text that may be long, as it is remembered.
    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - 3;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + "...";
    }
}
