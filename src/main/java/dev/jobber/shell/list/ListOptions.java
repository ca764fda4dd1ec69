package dev.jobber.shell.list;

import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Choices;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Table;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// What a line chooses of a list; picocli fills the fields. Every command that answers a list has
/// these options.
public final class ListOptions {
    /// The label of a field.
    public static final String FIELD = "FIELD";

    /// The label of fields with commas between them.
    public static final String FIELDS = "FIELD,FIELD";

    /// The label of a condition.
    public static final String CONDITION = "FIELD=VALUE";

    /// The names of all options but `--limit`, for a command that has an option of this name.
    public static final Set<String> ALL_BUT_LIMIT =
            Set.of("--where", "--sort", "--select", "--count");

    /// The names of all options but `--count`.
    public static final Set<String> ALL_BUT_COUNT =
            Set.of("--where", "--sort", "--limit", "--select");

    /// The names of all options but `--sort`.
    public static final Set<String> ALL_BUT_SORT =
            Set.of("--where", "--limit", "--select", "--count");

    @Option(
            names = "--where",
            paramLabel = CONDITION,
            description =
                    "Only rows whose field has this value; FIELD!=VALUE: has another value; FIELD~TEXT: contains this text. If there are several, all must be true. 'error=' means rows without an error.")
    private List<String> where = List.of();

    @Option(
            names = "--sort",
            paramLabel = FIELD,
            parameterConsumer = NextWord.class,
            description =
                    "Sorts by this field; -FIELD sorts downwards. A second --sort orders the rows that are equal in the first field.")
    private List<String> sort = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N rows.")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--select",
            paramLabel = FIELDS,
            description = "Only these fields, in this order.")
    private Optional<String> select = Optional.empty();

    @Option(names = "--count", description = "Answers only the number of rows.")
    private boolean count;

    /// Sets how many rows there are at most: for a command whose own option of this name means rows
    /// too.
    public void limit(int rows) {
        limit = Optional.of(rows);
    }

    /// The answer is how many rows there are: for a command whose own option of this name means
    /// that too.
    public void count() {
        count = true;
    }

    /// Whether the answer is a number or a table, and so cannot be drawn in another way.
    public boolean isTable() {
        return count || select.isPresent();
    }

    /// Whether the line chooses nothing.
    public boolean areEmpty() {
        return where.isEmpty() && sort.isEmpty() && limit.isEmpty() && select.isEmpty() && !count;
    }

    /// Looks for fields that the list does not have.
    void validate(Validation validation, Columns<?> columns) {
        for (String text : where) {
            Optional<Condition> condition = Condition.parse(text);
            if (validation.isKnown(text) && condition.isEmpty()) {
                validation.problem(
                        text,
                        UserError.usage(
                                "expected FIELD=VALUE, FIELD!=VALUE or FIELD~TEXT, got: " + text));
            }
            condition.ifPresent(it -> {
                validate(validation, columns, text, it.field());
                validateValue(validation, columns, text, it);
            });
        }
        sort.forEach(text -> validate(validation, columns, text, Order.parse(text).field()));
        select.ifPresent(
                text -> fields(text).forEach(field -> validate(validation, columns, text, field)));
    }

    private static void validate(
            Validation validation, Columns<?> columns, String word, String field) {
        if (validation.isKnown(word) && columns.find(field).isEmpty()) {
            validation.problem(
                    word,
                    word.indexOf(field),
                    field.length(),
                    UserError.usage(
                            "unknown field '"
                                    + field
                                    + "', expected one of "
                                    + String.join(", ", columns.names()),
                            DidYouMean.hint(field, columns.names(), "")));
        }
    }

    /// Of a field that may have few values another one is a slip.
    private static void validateValue(
            Validation validation, Columns<?> columns, String text, Condition condition) {
        List<String> words = columns.find(condition.field()).map(Column::words).orElse(List.of());
        if (validation.isKnown(text) && !words.isEmpty() && !condition.mayHold(words)) {
            validation.problem(
                    text,
                    text.length() - condition.wanted().length(),
                    condition.wanted().length(),
                    Choices.error(ErrorCode.USAGE, condition.field(), condition.wanted(), words));
        }
    }

    private static List<String> fields(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip).toList();
    }

    /// The answer with what the line chooses.
    ///
    /// @param rows are looked at once, and no more of them than are needed
    /// @param drawn how the rows look if they are no table
    /// @param remark what people are told beside an empty list
    <T> Answer answer(
            Columns<T> columns,
            Stream<T> rows,
            Optional<Function<List<T>, Rendering>> drawn,
            Supplier<Optional<String>> remark) {
        Stream<T> wanted = wanted(columns, rows);
        if (count) {
            return Answer.of(new Value.Whole(wanted.count()));
        }
        List<T> items = wanted.toList();
        if (items.isEmpty()) {
            return Answer.of(
                    new Value.Rows(List.of()),
                    "none" + remark.get().map(text -> " (" + text + ")").orElse(""));
        }
        Columns<T> fields = select.map(text -> selected(columns, text)).orElse(columns);
        Columns<T> shown = select.isPresent() ? fields : columns.usual();
        return new Answer.Ok(
                fields.rows(items),
                drawn.filter(_ -> select.isEmpty())
                        .map(drawing -> drawing.apply(items))
                        .orElseGet(() ->
                                Table.of(
                                        Value.Rows.of(items, shown::shown).rows(),
                                        shown.expendable())));
    }

    /// The rows that the line chooses, in the order that it asks for.
    <T> Stream<T> wanted(Columns<T> columns, Stream<T> rows) {
        Stream<T> wanted = sorted(columns, chosen(columns, rows));
        return limit.isPresent() ? wanted.limit(limit.get()) : wanted;
    }

    private <T> Stream<T> chosen(Columns<T> columns, Stream<T> rows) {
        Stream<T> left = rows;
        for (String text : where) {
            Condition condition = Condition.parse(text).orElseThrow();
            Column<T> column = columns.find(condition.field()).orElseThrow();
            left = left.filter(item -> condition.holds(column.value().apply(item)));
        }
        return left;
    }

    /// The last order first: where rows are equal in a later one, they stay as they are.
    private <T> Stream<T> sorted(Columns<T> columns, Stream<T> rows) {
        Stream<T> left = rows;
        for (String text : sort.reversed()) {
            var order = Order.parse(text);
            left = order.sorted(left, columns.find(order.field()).orElseThrow()).stream();
        }
        return left;
    }

    private static <T> Columns<T> selected(Columns<T> columns, String text) {
        return new Columns<>(
                fields(text).stream()
                        .distinct()
                        .map(field -> columns.find(field).orElseThrow())
                        .toList(),
                columns.expendable());
    }
}
