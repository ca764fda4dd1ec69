package dev.jobber.shell.result;

import dev.jobber.job.policy.DurationText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads durations as `50ms`, `5s`, `2m`, `1h30m`.
public final class Durations {
    private static final Pattern LOOSE = Pattern.compile("(\\d+)([a-z]*)");

    private Durations() {}

    /// The duration a text means.
    ///
    /// @throws ShellException where it means none, with what was probably meant
    public static Duration parse(String text) {
        Duration duration =
                DurationText.parse(text)
                        .orElseThrow(() ->
                                new ShellException(
                                        UserError.usage(
                                                "unknown duration '" + text + "'", hint(text))));
        if (duration.compareTo(DurationText.LONGEST) > 0) {
            throw new ShellException(
                    UserError.usage(
                            "expected a duration of at most "
                                    + DurationText.format(DurationText.LONGEST)
                                    + ", got: "
                                    + text));
        }
        return duration;
    }

    private static String hint(String text) {
        return guess(text)
                .map(guess -> "did you mean '" + guess + "'?")
                .orElse("expected a duration such as 50ms, 5s, 2m or 1h30m");
    }

    /// `5sec`, `5 S`, `5`, `1.5s` and `90 minutes` show what was meant.
    private static Optional<String> guess(String text) {
        String rest = text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        if (rest.matches("\\d{1,6}\\.\\d{1,3}(s|sec|secs|seconds?)?")) {
            return Optional.of(
                    DurationText.format(
                            Duration.ofMillis(
                                    Math.round(
                                            Double.parseDouble(rest.replaceAll("[a-z]", ""))
                                                    * 1_000))));
        }
        Matcher match = LOOSE.matcher(rest);
        var guess = new StringBuilder();
        int end = 0;
        while (match.find() && match.start() == end) {
            Optional<String> unit = unit(match.group(2));
            if (unit.isEmpty()) {
                return Optional.empty();
            }
            guess.append(match.group(1)).append(unit.get());
            end = match.end();
        }
        return end == rest.length()
                        && end > 0
                        && DurationText.parse(guess.toString()).isPresent()
                        && !guess.toString().equals(text)
                ? Optional.of(guess.toString())
                : Optional.empty();
    }

    private static Optional<String> unit(String word) {
        return Optional.ofNullable(
                switch (word) {
                    case "", "s", "sec", "secs", "second", "seconds" -> "s";
                    case "m", "min", "mins", "minute", "minutes" -> "m";
                    case "h", "hr", "hrs", "hour", "hours" -> "h";
                    case "ms", "msec", "msecs", "milli", "millis", "millisecond", "milliseconds" ->
                            "ms";
                    default -> null;
                });
    }
}
