package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableDrawingTest {
    private static final Value.Fields ROW =
            Value.Fields.none()
                    .with("id", "c9Uau9g")
                    .with("type", "send_email")
                    .with("attempts", 2)
                    .with("error", "java.lang.IllegalStateException: there is no such address");
    private static final Rendering TABLE = Table.of(List.of(ROW), List.of("attempts", "type"));

    @Test
    void a_table_that_fits_is_whole() {
        assertThat(TABLE.text(screen(100)).lines()).hasSize(2);
        assertThat(TABLE.text(screen(100))).contains("attempts", "no such address");
    }

    @Test
    void the_widest_column_is_shortened_first() {
        assertThat(TABLE.text(screen(70)))
                .isEqualTo(
                        """
                        id       type        attempts  error
                        c9Uau9g  send_email         2  java.lang.IllegalStateException: there…\
                        """);
    }

    @Test
    void then_columns_are_left_out_in_their_order_and_the_table_says_so() {
        assertThat(TABLE.text(screen(48)))
                .isEqualTo(
                        """
                        id       type        error
                        c9Uau9g  send_email  java.lang.IllegalStateExce…
                        The screen is too narrow for attempts: '-o json'
                          shows all.\
                        """);
        assertThat(TABLE.text(screen(40)))
                .doesNotContain("send_email")
                .contains("for attempts,\n  type:");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 20, 30, 40, 50, 60, 80, 120})
    void a_row_is_no_wider_than_a_screen_on_which_the_first_column_has_room(int width) {
        assertThat(TABLE.text(screen(width)).lines().limit(2))
                .allMatch(line -> Table.width(line) <= Math.max(width, "c9Uau9g".length()));
    }

    @Test
    void wide_characters_are_cut_between_them() {
        Rendering wide =
                Table.of(
                        List.of(Value.Fields.none().with("a", 1).with("text", "日本語".repeat(20))),
                        List.of());

        assertThat(wide.text(screen(30)).lines())
                .allMatch(line -> Table.width(line) <= 30)
                .anyMatch(line -> line.endsWith("…"));
    }

    @Test
    void where_it_is_no_screen_nothing_is_left_out() {
        assertThat(TABLE.text(new Style(20, false, true)))
                .contains("send_email", "no such address");
    }

    @Test
    void a_column_that_is_left_out_stays_so_in_later_parts() {
        var rows =
                Value.Rows.of(
                        IntStream.range(0, 2_500).boxed().toList(),
                        n -> ROW.with("n", n).with("error", n == 0 ? "x".repeat(60) : "y"));

        List<String> parts =
                Table.of(rows.rows(), List.of("attempts", "type")).parts(screen(48)).toList();

        assertThat(parts.getFirst()).startsWith("The screen is too narrow for attempts");
        assertThat(String.join("\n", parts).lines())
                .filteredOn(line -> line.startsWith("id"))
                .hasSize(1);
    }

    @Test
    void a_status_and_an_error_have_their_colours() {
        Value.Fields row = Value.Fields.none().with("status", "failed").with("error", "oops");

        assertThat(Table.of(List.of(row), List.of()).text(new Style(80, true, true)).lines())
                .last()
                .isEqualTo("@31mfailed@0m  @31moops@0m".replace("@", Printable.COLOUR));
    }

    private static Style screen(int width) {
        return new Style(width, false, true, true);
    }
}
