package dev.jobber.shell.result;

import dev.jobber.shell.result.Value.Fields;
import dev.jobber.shell.result.Value.Fraction;
import dev.jobber.shell.result.Value.Text;
import dev.jobber.shell.result.Value.Whole;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds the field that stands for a whole row.
final class Principal {
    private Principal() {}

    static Optional<String> of(Fields row) {
        return text(row, "pid")
                .or(() -> text(row, "id"))
                .or(() -> first(row, value -> value instanceof Whole || value instanceof Fraction))
                .or(() -> text(row, "name"))
                .or(() -> first(row, Text.class::isInstance));
    }

    private static Optional<String> text(Fields row, String field) {
        return Optional.ofNullable(row.fields().get(field))
                .filter(Text.class::isInstance)
                .flatMap(Value::principal);
    }

    private static Optional<String> first(Fields row, Predicate<Value> wanted) {
        return row.fields().values().stream().filter(wanted).findFirst().flatMap(Value::principal);
    }
}
