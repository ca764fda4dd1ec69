package dev.jobber.shell.parse;

import dev.jobber.job.policy.Backoff;
import dev.jobber.job.policy.DurationText;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.Durations;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and writes how long a job waits before it is tried again.
public final class Backoffs {
    /// One of each form.
    public static final List<String> EXAMPLES = List.of("fixed:5s", "linear:5s", "exp:1s..10m~20%");

    private static final Pattern FORM = Pattern.compile("([^:]*):(.*)");
    private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+?)(?:~(\\d{1,9})%)?");
    private static final List<String> WORDS = List.of("fixed", "linear", "exp");
    private static final String HINT = "write " + String.join(", ", EXAMPLES);

    private Backoffs() {}

    /// The waits that a text means.
    ///
    /// @throws ShellException where it means none
    static Backoff parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong("unknown backoff '" + text + "'", HINT);
        }
        String times = form.group(2);
        return switch (form.group(1)) {
            case "fixed" -> new Backoff.Fixed(Durations.parse(times));
            case "linear" -> new Backoff.Linear(Durations.parse(times));
            case "exp" -> exponential(text, times);
            default ->
                    throw wrong(
                            "unknown backoff '" + text + "'",
                            DidYouMean.nearest(form.group(1), WORDS)
                                    .map(word -> "did you mean '" + word + ":" + times + "'?")
                                    .orElse(HINT));
        };
    }

    private static Backoff exponential(String text, String range) {
        Matcher parts = RANGE.matcher(range);
        if (!parts.matches()) {
            throw wrong("unknown backoff '" + text + "'", HINT);
        }
        Duration first = Durations.parse(parts.group(1));
        Duration most = Durations.parse(parts.group(2));
        int jitter = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        if (most.compareTo(first) < 0) {
            throw wrong(
                    "expected a longest wait of "
                            + DurationText.format(first)
                            + " or more, got: "
                            + text,
                    "exp:FIRST..LONGEST names the first wait and the longest wait");
        }
        if (jitter > 100) {
            throw wrong("expected a jitter from 0% to 100%, got: " + text, HINT);
        }
        return new Backoff.Exponential(first, most, jitter);
    }

    /// The text for waits.
    public static String format(Backoff backoff) {
        return switch (backoff) {
            case Backoff.Fixed(Duration delay) -> "fixed:" + DurationText.format(delay);
            case Backoff.Linear(Duration step) -> "linear:" + DurationText.format(step);
            case Backoff.Exponential(Duration first, Duration most, int jitter) ->
                    "exp:"
                            + DurationText.format(first)
                            + ".."
                            + DurationText.format(most)
                            + (jitter == 0 ? "" : "~" + jitter + "%");
        };
    }

    private static ShellException wrong(String message, String hint) {
        return new ShellException(UserError.usage(message, hint));
    }
}
