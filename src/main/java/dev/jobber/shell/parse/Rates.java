package dev.jobber.shell.parse;

import dev.jobber.job.policy.DurationText;
import dev.jobber.job.policy.Rate;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.Durations;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and writes how many jobs may start within a time: `5/1s` or `none`.
public final class Rates {
    /// Rates of each form.
    public static final List<String> EXAMPLES = List.of("5/1s", "10/1m", Limits.NONE);

    private static final Pattern FORM = Pattern.compile("(\\d+)/(.+)");
    private static final Pattern UNIT = Pattern.compile("[a-zA-Z]+");

    private Rates() {}

    /// The rate that a text means.
    ///
    /// @throws ShellException where it means none
    static Rate parse(String text) {
        if (text.equals(Limits.NONE)) {
            return Rate.NONE;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw unknown(
                    text,
                    DidYouMean.hint(
                            text,
                            List.of(Limits.NONE),
                            "write N/D for N starts within the time D, such as 5/1s, or none"));
        }
        String number = form.group(1);
        String time = form.group(2);
        if (UNIT.matcher(time).matches()) {
            throw unknown(text, "write the time with a number: '" + number + "/1" + time + "'");
        }
        if (number.length() > 9 || Integer.parseInt(number) > Rate.MOST) {
            throw wrong("expected a rate of at most " + Rate.MOST + " starts, got: " + text);
        }
        int starts = Integer.parseInt(number);
        if (starts == 0) {
            throw wrong("expected a rate of 1 start or more, got: " + text);
        }
        Duration within = Durations.parse(time);
        if (within.isZero()) {
            throw wrong("expected a rate with a time above 0s, got: " + text);
        }
        return new Rate.Per(starts, within);
    }

    /// The text for a rate.
    public static String format(Rate rate) {
        return switch (rate) {
            case Rate.None() -> Limits.NONE;
            case Rate.Per(int starts, Duration time) -> starts + "/" + DurationText.format(time);
        };
    }

    private static ShellException unknown(String text, String hint) {
        return new ShellException(UserError.usage("unknown rate '" + text + "'", hint));
    }

    private static ShellException wrong(String message) {
        return new ShellException(
                UserError.usage(
                        message,
                        "write N/D for N starts within the time D, such as 5/1s, or none"));
    }
}
