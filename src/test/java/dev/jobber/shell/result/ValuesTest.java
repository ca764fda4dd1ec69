package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Any term becomes a value, whatever its code does when it is read.
class ValuesTest {
    record Account(String name, int openOrders) {}

    /// What a look into it throws.
    record Closed(String name) {
        @Override
        public String name() {
            throw new IllegalStateException("closed");
        }
    }

    private static final class Silent {
        @Override
        public String toString() {
            throw new IllegalStateException("not printable");
        }
    }

    private static final class Endless {
        @Override
        public String toString() {
            return toString();
        }
    }

    private static final class Nameless {}

    private static String json(Object term) {
        return Values.of(term).toJson();
    }

    @Test
    void records_and_maps_are_fields_and_collections_are_rows() {
        assertThat(json(List.of(new Account("a", 1), Map.of("k", Optional.of(2L)))))
                .isEqualTo("[{\"name\": \"a\", \"open_orders\": 1}, {\"k\": 2}]");
    }

    @Test
    void what_has_no_text_of_its_own_is_called_after_its_class() {
        assertThat(json(new Nameless())).isEqualTo("\"#Nameless\"");
    }

    @Test
    void a_text_that_throws_is_replaced_by_its_class() {
        assertThat(json(List.of(new Silent(), new Endless(), 1)))
                .isEqualTo(
                        "[\"#Silent<toString threw java.lang.IllegalStateException>\", "
                                + "\"#Endless<toString threw java.lang.StackOverflowError>\", 1]");
    }

    @Test
    void a_record_whose_accessor_throws_is_shown_as_text() {
        assertThat(json(new Closed("c"))).isEqualTo("\"Closed[name=c]\"");
    }

    @Test
    void a_key_that_cannot_be_shown_is_replaced_too() {
        assertThat(json(Map.of(new Silent(), 1)))
                .isEqualTo("{\"#Silent<toString threw java.lang.IllegalStateException>\": 1}");
    }

    @Test
    void nothing_in_a_collection_is_nothing() {
        var fields = new HashMap<String, Object>();
        fields.put("a", null);
        assertThat(json(Arrays.asList(1, null, fields))).isEqualTo("[1, null, {\"a\": null}]");
    }

    @Test
    void a_duration_is_in_milliseconds_and_no_longer_than_a_number_can_be() {
        assertThat(json(Duration.ofSeconds(2))).isEqualTo("2000");
        assertThat(json(Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(String.valueOf(Long.MAX_VALUE));
    }

    @Test
    void a_list_that_contains_itself_ends() {
        List<Object> twice = new ArrayList<>();
        twice.add(twice);
        twice.add(twice);

        assertThat(json(twice)).contains("\"...\"");
    }

    @Test
    void a_list_that_throws_while_it_is_read_is_shown_as_text() {
        var broken =
                new AbstractList<Integer>() {
                    @Override
                    public Integer get(int index) {
                        throw new IllegalStateException("session closed");
                    }

                    @Override
                    public int size() {
                        return 2;
                    }
                };

        assertThat(json(List.of(broken)))
                .contains("toString threw java.lang.IllegalStateException");
    }
}
