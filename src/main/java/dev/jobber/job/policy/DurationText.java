package dev.jobber.job.policy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes durations as people read them, and reads them: `50ms`, `5s`, `1h30m`.
public final class DurationText {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final List<ChronoUnit> UNITS =
            List.of(ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS, ChronoUnit.MILLIS);

    /// The longest duration that is read: 10 000 days.
    public static final Duration LONGEST = Duration.ofDays(10_000);

    private DurationText() {}

    /// The duration that a text means; one that is longer than [#LONGEST] where the text means such
    /// a one. Empty where the text means none.
    public static Optional<Duration> parse(String text) {
        Matcher match = FORM.matcher(text);
        if (text.isEmpty() || !match.matches()) {
            return Optional.empty();
        }
        var total = Duration.ZERO;
        for (int unit = 0; unit < UNITS.size(); unit++) {
            String digits = match.group(unit + 1);
            if (digits != null) {
                total = total.plus(part(digits, UNITS.get(unit)));
            }
        }
        return Optional.of(total);
    }

    private static Duration part(String digits, ChronoUnit unit) {
        return digits.length() > 15
                ? LONGEST.plusMillis(1)
                : Duration.of(Long.parseLong(digits), unit);
    }

    /// A duration in hours, minutes, seconds and milliseconds, without those that are 0; parts of a
    /// millisecond are left out. A negative one is shown as 0s.
    public static String format(Duration duration) {
        String text =
                part(duration.toHours(), "h")
                        + part(duration.toMinutesPart(), "m")
                        + part(duration.toSecondsPart(), "s")
                        + part(duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text;
    }

    private static String part(long count, String unit) {
        return count > 0 ? count + unit : "";
    }
}
