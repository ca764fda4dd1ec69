package dev.jobber.job.schedule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// When a cron job runs, as `crontab` has it: `minute hour day month weekday`, or one of the words
/// `@hourly`, `@daily` (`@midnight`), `@weekly`, `@monthly` and `@yearly` (`@annually`).
///
/// A field is `*`, a value, a range `1-5`, each with a step (`*/2`, `1-5/2`, and `5/2` for `5` up
/// to the greatest value), or several of these with commas between them. Months and weekdays have
/// names; Sunday is 0, 7 or `sun`. Where both the day and the weekday are given, either will do;
/// where one of them contains `*`, both must fit.
///
/// Says nothing of a time zone: [CronTimes] does.
public final class CronExpression {
    private static final Map<String, String> WORDS =
            Map.of(
                    "@hourly", "0 * * * *",
                    "@daily", "0 0 * * *",
                    "@midnight", "0 0 * * *",
                    "@weekly", "0 0 * * 0",
                    "@monthly", "0 0 1 * *",
                    "@yearly", "0 0 1 1 *",
                    "@annually", "0 0 1 1 *");

    /// The words that stand for an expression each, in order.
    public static final List<String> NAMES = WORDS.keySet().stream().sorted().toList();

    private static final String FORM = "minute hour day month weekday";
    private static final Pattern VALUES =
            Pattern.compile("(?:(?<all>\\*)|(?<from>\\w+)(?:-(?<to>\\w+))?)(?:/(?<step>\\w+))?");

    /// How many days each month has at most.
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final String text;
    private final Map<CronField, Long> sets;
    private final boolean followsRealTime;
    private final boolean bothDays;

    private CronExpression(
            String text, Map<CronField, Long> sets, boolean followsRealTime, boolean bothDays) {
        this.text = text;
        this.sets = sets;
        this.followsRealTime = followsRealTime;
        this.bothDays = bothDays;
    }

    /// A stretch of the text.
    ///
    /// @param offset how many characters stand before it
    private record Part(String text, int offset) {
        /// The part that a group of a match of this one stands for.
        Part group(Matcher match, String group) {
            return new Part(match.group(group), offset + match.start(group));
        }

        /// The stretches of it that a pattern finds.
        List<Part> all(String regex) {
            var found = new ArrayList<Part>();
            for (Matcher each = Pattern.compile(regex).matcher(text); each.find(); ) {
                found.add(new Part(each.group(), offset + each.start()));
            }
            return found;
        }

        boolean hasStar() {
            return text.contains("*");
        }

        CronSyntaxException wrong(String message, List<String> words, String hint) {
            return new CronSyntaxException(offset, text, message, words, hint);
        }
    }

    /// Reads an expression.
    ///
    /// @throws CronSyntaxException where it is none, or never comes, as `0 0 30 2 *`
    public static CronExpression parse(String text) {
        List<Part> words = new Part(text, 0).all("\\S+");
        if (words.size() == 1 && words.getFirst().text().startsWith("@")) {
            Part word = words.getFirst();
            String expression = WORDS.get(word.text().toLowerCase(Locale.ROOT));
            if (expression == null) {
                throw unknownWord(word);
            }
            return of(word.text(), new Part(expression, 0).all("\\S+"));
        }
        if (words.size() != CronField.values().length) {
            throw wrongCount(text, words);
        }
        return of(text.strip(), words);
    }

    private static CronSyntaxException unknownWord(Part word) {
        return word.wrong(
                "unknown time '" + word.text() + "'",
                WORDS.keySet().stream().sorted().toList(),
                word.text().equals("@reboot")
                        ? "a start-job line in the rc file runs at each start"
                        : "write @hourly, @daily, @weekly, @monthly, @yearly, or " + FORM);
    }

    private static CronSyntaxException wrongCount(String text, List<Part> words) {
        int wanted = CronField.values().length;
        if (words.size() > wanted) {
            return words.get(wanted)
                    .wrong(
                            "expected five fields, " + FORM + ", got " + words.size(),
                            List.of(),
                            "there is no field for seconds or years");
        }
        return new Part(text, 0)
                .wrong(
                        "expected five fields, "
                                + FORM
                                + ", got "
                                + (words.isEmpty() ? "none" : Integer.toString(words.size())),
                        List.of(),
                        "'30 2 * * *' is every day at 02:30");
    }

    private static CronExpression of(String text, List<Part> words) {
        var sets = new EnumMap<CronField, Long>(CronField.class);
        for (CronField field : CronField.values()) {
            sets.put(field, set(field, words.get(field.ordinal())));
        }
        Part day = words.get(CronField.DAY.ordinal());
        boolean bothDays = day.hasStar() || words.get(CronField.WEEKDAY.ordinal()).hasStar();
        var expression =
                new CronExpression(
                        text,
                        sets,
                        namesEveryHour(words.get(CronField.HOUR.ordinal()).text()),
                        bothDays);
        if (bothDays) {
            expression.requireSomeDay(day, words.get(CronField.MONTH.ordinal()));
        }
        return expression;
    }

    /// The values of a field, one bit for each.
    private static long set(CronField field, Part word) {
        long set = 0;
        for (Part part : word.all("(?<=^|,)[^,]*")) {
            set |= values(field, part);
        }
        return set;
    }

    private static long values(CronField field, Part part) {
        Matcher values = VALUES.matcher(part.text());
        if (!values.matches()) {
            throw unreadable(field, part);
        }
        boolean hasStep = values.group("step") != null;
        int step = hasStep ? step(field, part.group(values, "step")) : 1;
        if (values.group("all") != null) {
            return every(field, field.least(), field.last(), step);
        }
        int from = value(field, part.group(values, "from"));
        if (values.group("to") != null) {
            return every(field, from, end(field, part, from, part.group(values, "to")), step);
        }
        return every(field, from, hasStep ? field.last() : from, step);
    }

    private static long every(CronField field, int from, int to, int step) {
        long set = 0;
        for (int value = from; value <= to; value += step) {
            set |= 1L << field.canonical(value);
        }
        return set;
    }

    private static int value(CronField field, Part written) {
        int value = field.value(written.text());
        if (value < 0) {
            throw unreadable(field, written);
        }
        return value;
    }

    private static CronSyntaxException unreadable(CronField field, Part part) {
        String hint =
                switch (part.text()) {
                    case "" -> "remove the comma that is too much";
                    case "60" -> "the full hour is minute 0";
                    case "24" -> "midnight is hour 0";
                    case "?" -> "write * for any";
                    default -> "write *, a value, 1-5, */2 or 1,3";
                };
        return part.wrong(
                "expected "
                        + field.range()
                        + ", got: "
                        + (part.text().isEmpty() ? "nothing" : part.text()),
                field.names(),
                hint);
    }

    private static int step(CronField field, Part written) {
        int most = field.last() - field.least();
        int step = written.text().matches("\\d{1,4}") ? Integer.parseInt(written.text()) : 0;
        if (step < 1 || step > most) {
            throw written.wrong(
                    "expected a step from 1 to " + most + ", got: " + written.text(),
                    List.of(),
                    step > most && field == CronField.MINUTE
                            ? "'every " + step + "m' runs every " + step + " minutes"
                            : "*/2 is every second one");
        }
        return step;
    }

    /// The end of a range. A week may end with Sunday.
    private static int end(CronField field, Part range, int from, Part written) {
        int to = value(field, written);
        int end =
                field == CronField.WEEKDAY && to == field.least() && from > to ? field.most() : to;
        if (end < from) {
            throw range.wrong(
                    "expected a range from a lower to a higher value, got: " + range.text(),
                    List.of(),
                    "write %d-%d,%d-%d".formatted(from, field.last(), field.least(), to));
        }
        return end;
    }

    private void requireSomeDay(Part day, Part month) {
        int longest =
                values(CronField.MONTH).stream().mapToInt(each -> DAYS[each - 1]).max().orElse(0);
        if (values(CronField.DAY).getFirst() > longest) {
            throw day.wrong(
                    "this time never comes: month " + month.text() + " has no day " + day.text(),
                    List.of(),
                    "the last day is " + longest);
        }
    }

    private static boolean namesEveryHour(String hours) {
        return List.of(hours.split(",")).stream()
                .anyMatch(part ->
                        part.startsWith("*") || part.equals("0-23") || part.startsWith("0-23/"));
    }

    /// Whether its hours are `*` or `*/n` (or `0-23` or `0-23/n`, which is the same): it means an
    /// interval then, and not a time of the day.
    boolean followsRealTime() {
        return followsRealTime;
    }

    /// Whether both the day and the weekday must fit, and not only one of them.
    boolean bothDays() {
        return bothDays;
    }

    /// The values of a field, in rising order.
    List<Integer> values(CronField field) {
        long set = sets.getOrDefault(field, 0L);
        return IntStream.rangeClosed(field.least(), field.last())
                .filter(value -> (set & 1L << value) != 0)
                .boxed()
                .toList();
    }

    /// Whether a field has all its values.
    boolean isAny(CronField field) {
        return values(field).size() == field.last() - field.least() + 1;
    }

    /// As it was written.
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronExpression that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
