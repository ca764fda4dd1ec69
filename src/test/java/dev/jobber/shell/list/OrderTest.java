package dev.jobber.shell.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.result.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final Column<Value> FIELD = Column.of("x", value -> value);

    @Test
    void numbers_are_ordered_by_size_and_missing_ones_come_last() {
        assertOrder(new Value.Whole(-1), new Value.Whole(2), new Value.Whole(10), Value.nothing());
    }

    @Test
    void pids_are_ordered_by_their_numbers() {
        assertOrder(text("#PID<0.9.0>"), text("#PID<0.99.0>"), text("#PID<0.100.0>"));
    }

    @Test
    void times_are_ordered_as_times() {
        assertOrder(
                text("1970-01-01T00:00:00Z"),
                text("1970-01-01T00:00:00.123Z"),
                text("2026-12-01T15:30:00+02:00"),
                text("2026-12-01T15:00:00+01:00"),
                Value.nothing());
    }

    @Test
    void texts_that_only_look_like_pids_or_times_are_texts() {
        assertOrder(
                text("#PID<0.x.0>"), text("0123456789T"), text("a"), text("b"), Value.nothing());
    }

    @Test
    void equal_rows_stay_as_they_are() {
        Column<List<Integer>> first = Column.whole("x", pair -> pair.getFirst());
        List<List<Integer>> rows =
                List.of(List.of(1, 1), List.of(0, 2), List.of(1, 3), List.of(0, 4));

        assertThat(Order.parse("x").sorted(rows.stream(), first))
                .containsExactly(rows.get(1), rows.get(3), rows.get(0), rows.get(2));
        assertThat(Order.parse("-x").sorted(rows.stream(), first))
                .containsExactly(rows.get(0), rows.get(2), rows.get(1), rows.get(3));
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    /// In any order they come, they leave in this one; downwards, the missing ones still last.
    private static void assertOrder(Value... sorted) {
        ArrayList<Value> mixed = new ArrayList<>(List.of(sorted));
        Collections.shuffle(mixed, new Random(7));
        ArrayList<Value> downwards = new ArrayList<>(List.of(sorted).reversed());
        Collections.rotate(downwards, -Collections.frequency(downwards, Value.nothing()));

        assertThat(Order.parse("x").sorted(mixed.stream(), FIELD)).containsExactly(sorted);
        assertThat(Order.parse("-x").sorted(mixed.stream(), FIELD))
                .containsExactlyElementsOf(downwards);
    }
}
