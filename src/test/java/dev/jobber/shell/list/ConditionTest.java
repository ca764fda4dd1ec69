package dev.jobber.shell.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.result.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    @ParameterizedTest
    @CsvSource({
        "a=b, a, IS, b",
        "a!=b, a, IS_NOT, b",
        "a~b, a, HOLDS, b",
        "a==b, a, IS, =b",
        "a~b=c, a, HOLDS, b=c",
        "a=b!=c, a, IS, b!=c",
        "=b, '', IS, b",
        "a=, a, IS, ''"
    })
    void the_first_sign_ends_the_field(
            String text, String field, Condition.Sign sign, String wanted) {
        assertThat(Condition.parse(text)).contains(new Condition(field, sign, wanted));
    }

    @Test
    void a_text_without_a_sign_is_none() {
        assertThat(Condition.parse("status")).isEmpty();
        assertThat(Condition.parse("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x=done, true",
        "x=don, false",
        "x=Done, false",
        "x!=done, false",
        "x~on, true",
        "x~ON, false",
        "x=, false"
    })
    void a_text_is_compared_letter_by_letter(String condition, boolean holds) {
        assertThat(holds(condition, new Value.Text("done"))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "x=3, true",
        "x=3.0, true",
        "x=03, true",
        "x=three, false",
        "x!=4, true",
        "x~3, true"
    })
    void a_number_is_compared_by_its_size(String condition, boolean holds) {
        assertThat(holds(condition, new Value.Whole(3))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "x=, true",
        "x=-, true",
        "x=null, true",
        "x=none, false",
        "x!=, false",
        "x!=a, true",
        "x~, false"
    })
    void a_missing_value_is_written_as_nothing(String condition, boolean holds) {
        assertThat(holds(condition, Value.nothing())).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"#PID<0.12.0>", "<0.12.0>", "0.12.0"})
    void a_pid_may_be_written_in_three_ways(String pid) {
        assertThat(holds("x=" + pid, new Value.Text("#PID<0.12.0>"))).isTrue();
        assertThat(holds("x=" + pid, new Value.Text("#PID<0.112.0>"))).isFalse();
    }

    @Test
    void a_list_holds_each_of_its_values() {
        var list = new Value.Rows(List.of(new Value.Text("a"), new Value.Text("b")));

        assertThat(holds("x=a", list)).isTrue();
        assertThat(holds("x=a, b", list)).isTrue();
        assertThat(holds("x=c", list)).isFalse();
        assertThat(holds("x!=b", list)).isFalse();
        assertThat(holds("x=", new Value.Rows(List.of()))).isFalse();
    }

    @Test
    void yes_and_no_are_words() {
        assertThat(holds("x=true", new Value.Truth(true))).isTrue();
        assertThat(holds("x=true", new Value.Truth(false))).isFalse();
    }

    private static boolean holds(String condition, Value value) {
        return Condition.parse(condition).orElseThrow().holds(value);
    }
}
