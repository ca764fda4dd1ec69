package dev.jobber.job.schedule;

import java.util.List;
import java.util.Locale;

/// The five fields of a cron expression, in their order.
enum CronField {
    MINUTE("a minute", 0, 59, List.of()),
    HOUR("an hour", 0, 23, List.of()),
    DAY("a day of the month", 1, 31, List.of()),
    MONTH(
            "a month",
            1,
            12,
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec")),
    /// Sunday is 0, and 7 too.
    WEEKDAY("a weekday", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    private final String noun;
    private final int least;
    private final int most;
    private final List<String> names;

    CronField(String noun, int least, int most, List<String> names) {
        this.noun = noun;
        this.least = least;
        this.most = most;
        this.names = names;
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    /// The names that stand for its values, from the least value on.
    List<String> names() {
        return names;
    }

    /// What it takes, in words: `an hour from 0 to 23`.
    String range() {
        return noun
                + " from "
                + least
                + " to "
                + most
                + (names.isEmpty() ? "" : " or " + names.getFirst() + " to " + names.getLast());
    }

    /// The value that a text means; -1 where it means none.
    int value(String text) {
        int named = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return least + named;
        }
        if (!text.matches("\\d{1,4}")) {
            return -1;
        }
        int number = Integer.parseInt(text);
        return number < least || number > most ? -1 : number;
    }

    /// The value that is used for this one: Sunday is 0.
    int canonical(int value) {
        return value > last() ? least : value;
    }

    /// The greatest value that is used.
    int last() {
        return this == WEEKDAY ? most - 1 : most;
    }
}
