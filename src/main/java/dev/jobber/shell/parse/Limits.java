package dev.jobber.shell.parse;

import dev.jobber.job.policy.Limit;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.util.List;
import java.util.regex.Pattern;

/// Reads how many jobs may run at once: `5` or `none`.
final class Limits {
    static final String NONE = "none";

    private static final Pattern DIGITS = Pattern.compile("\\d{1,10}");

    private Limits() {}

    /// The limit that a text means.
    ///
    /// @throws ShellException where it means none
    static Limit parse(String text) {
        if (text.equals(NONE)) {
            return Limit.NONE;
        }
        if (DIGITS.matcher(text).matches() && Long.parseLong(text) <= Integer.MAX_VALUE) {
            return Limit.of(Integer.parseInt(text));
        }
        throw new ShellException(
                UserError.usage(
                        "expected a whole number from 0 to "
                                + Integer.MAX_VALUE
                                + " or none, got: "
                                + text,
                        DidYouMean.hint(text, List.of(NONE), "write 5, or none for no limit")));
    }
}
