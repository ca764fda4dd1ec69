package dev.jobber.shell.parse;

import dev.jobber.job.policy.Backoff;
import dev.jobber.shell.result.Durations;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads how long a job waits before it is tried again: `fixed:5s`, `linear:5s`, `exp:1s..10m~20%`.
final class Backoffs {
    private static final Pattern FORM = Pattern.compile("(fixed|linear|exp):(.+)");
    private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+?)(?:~(\\d{1,3})%)?");
    private static final String HINT = "write fixed:5s, linear:5s or exp:1s..10m~20%";

    private Backoffs() {}

    /// The waits that a text means.
    ///
    /// @throws ShellException where it means none
    static Backoff parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw unknown(text);
        }
        return switch (form.group(1)) {
            case "fixed" -> new Backoff.Fixed(Durations.parse(form.group(2)));
            case "linear" -> new Backoff.Linear(Durations.parse(form.group(2)));
            default -> exponential(text, form.group(2));
        };
    }

    private static Backoff exponential(String text, String range) {
        Matcher parts = RANGE.matcher(range);
        if (!parts.matches()) {
            throw unknown(text);
        }
        Duration first = Durations.parse(parts.group(1));
        Duration most = Durations.parse(parts.group(2));
        int jitter = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        if (most.compareTo(first) < 0 || jitter > 100) {
            throw unknown(text);
        }
        return new Backoff.Exponential(first, most, jitter);
    }

    private static ShellException unknown(String text) {
        return new ShellException(UserError.usage("unknown backoff '" + text + "'", HINT));
    }
}
