package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ValueTest {
    private static final Value.Fields NONE = Value.Fields.none();

    @Test
    void a_value_is_one_line_of_json() {
        Value.Fields row =
                NONE.with("a", new Value.Whole(1))
                        .with("b", "x\"\\\n\t\u0001é\uD83D\uDE00\uD83D")
                        .with("c", Value.nothing())
                        .with("d", new Value.Truth(true))
                        .with("e", new Value.Rows(List.of(new Value.Fraction(1.5), NONE)))
                        .with("f", new Value.Rows(List.of()));

        assertThat(row.toJson())
                .isEqualTo(
                        "{\"a\": 1, \"b\": \"x\\\"\\\\\\n\\t\\u0001é\uD83D\uDE00\\ud83d\", \"c\": null, \"d\": true, "
                                + "\"e\": [1.5, {}], \"f\": []}");
    }

    @Test
    void the_principal_value_of_a_row_is_its_pid_else_its_id_else_a_number_else_its_name() {
        Value.Fields row =
                NONE.with("name", "n").with("count", 3).with("id", "i").with("pid", "#PID<0.1.0>");

        assertThat(row.principal()).hasValue("#PID<0.1.0>");
        assertThat(row.with("pid", Value.nothing()).principal()).hasValue("i");
        assertThat(NONE.with("name", "n").with("count", 3).principal()).hasValue("3");
        assertThat(NONE.with("kind", "sim").with("name", "n").principal()).hasValue("n");
        assertThat(NONE.with("kind", "sim").principal()).hasValue("sim");
        assertThat(NONE.principal()).isEmpty();
    }

    @Test
    void the_principal_value_of_a_list_is_that_of_its_first_row() {
        assertThat(new Value.Rows(List.of(NONE.with("id", "a"), NONE.with("id", "b"))).principal())
                .hasValue("a");
        assertThat(new Value.Rows(List.of()).principal()).isEmpty();
    }

    @Test
    void a_term_is_shown_with_the_names_of_its_parts() {
        record Part(OptionalInt none, Optional<String> someText) {}
        record Whole(List<Part> theParts, int maxRetries, boolean on) {}

        Value value =
                Values.of(
                        new Whole(
                                List.of(new Part(OptionalInt.empty(), Optional.of("x"))), 3, true));

        assertThat(value.toJson())
                .isEqualTo(
                        "{\"the_parts\": [{\"none\": null, \"some_text\": \"x\"}], \"max_retries\": 3, \"on\": true}");
    }
}
