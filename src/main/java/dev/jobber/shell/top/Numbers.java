package dev.jobber.shell.top;

import java.time.Duration;
import java.util.Locale;

/// Writes numbers so short that they fit into narrow columns.
final class Numbers {
    private static final int KILO = 1_000;

    private Numbers() {}

    /// `7`, `950`, `1.2k`, `34k`, `5.6M`: at most four characters up to 999 thousand million.
    static String brief(long number) {
        double rest = number;
        for (char unit : new char[] {' ', 'k', 'M', 'G'}) {
            if (rest < KILO || unit == 'G') {
                String digits =
                        unit == ' ' || rest >= 10
                                ? Long.toString((long) rest)
                                : String.format(Locale.ROOT, "%.1f", Math.floor(rest * 10) / 10);
                return digits + (unit == ' ' ? "" : String.valueOf(unit));
            }
            rest /= KILO;
        }
        return Long.toString(number);
    }

    /// `1 203`
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /// The two largest units: `5s`, `12m34s`, `3h05m`, `2d04h`.
    static String brief(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        if (days > 0) {
            return days + "d" + String.format(Locale.ROOT, "%02dh", hours % 24);
        }
        if (hours > 0) {
            return hours + "h" + String.format(Locale.ROOT, "%02dm", minutes % 60);
        }
        return minutes > 0
                ? minutes + "m" + String.format(Locale.ROOT, "%02ds", seconds % 60)
                : seconds + "s";
    }
}
