package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Value.Fields NONE = Value.Fields.none();

    @Test
    void rows_stand_in_columns_and_numbers_on_the_right() {
        var rows =
                new Value.Rows(
                        List.of(
                                NONE.with("id", "fP9MyHo")
                                        .with("type", Value.nothing())
                                        .with("attempts", 1),
                                NONE.with("id", "日本").with("type", "import").with("attempts", 12)));

        assertThat(Rendering.of(rows).text(Style.PLAIN))
                .isEqualTo(
                        """
                        id       type    attempts
                        fP9MyHo  -              1
                        日本     import        12\
                        """);
    }

    @Test
    void for_a_screen_reader_each_value_is_named() {
        var rows =
                new Value.Rows(
                        List.of(
                                NONE.with("id", "a").with("type", Value.nothing()).with("n", 1),
                                NONE.with("id", "b").with("type", "import").with("n", 12)));

        assertThat(Rendering.of(rows).text(Style.PLAIN.spoken()))
                .isEqualTo("id a, n 1\nid b, type import, n 12");
    }

    @Test
    void fields_stand_in_a_block() {
        Value.Fields fields =
                NONE.with("pid", "#PID<0.1.0>")
                        .with(
                                "links",
                                new Value.Rows(List.of(new Value.Text("a"), new Value.Text("b"))))
                        .with("monitors", new Value.Rows(List.of()));

        assertThat(Rendering.of(fields).text(Style.PLAIN))
                .isEqualTo(
                        """
                        pid       #PID<0.1.0>
                        links     a, b
                        monitors  -\
                        """);
    }

    @Test
    void names_stand_out_where_there_is_colour() {
        assertThat(Rendering.of(NONE.with("a", 1)).text(new Style(80, true, true)))
                .isEqualTo(Printable.COLOUR + "1ma" + Printable.COLOUR + "0m  1");
    }

    @Test
    void no_rows_are_none() {
        assertThat(Rendering.of(new Value.Rows(List.of())).text(Style.PLAIN)).isEqualTo("none");
    }

    @Test
    void a_long_table_comes_in_parts_under_one_heading_and_none_is_narrower_than_the_one_before() {
        List<Integer> numbers = IntStream.range(0, 2_500).boxed().toList();
        var rows =
                Value.Rows.of(
                        numbers,
                        number ->
                                NONE.with("id", number == 1_500 ? "a wide one" : "a")
                                        .with("n", number));

        List<String> parts = Rendering.of(rows).parts(Style.PLAIN).toList();

        assertThat(parts).hasSize(4);
        assertThat(parts.get(0)).startsWith("id   n\na    0\na    1\n").endsWith("a   99");
        assertThat(parts.get(1)).startsWith("a    100\n").endsWith("a   1099");
        assertThat(parts.get(2)).startsWith("a           1100\n").endsWith("a           2099");
        assertThat(parts.get(3)).startsWith("a           2100\n").endsWith("a           2499");
        assertThat(Rendering.of(rows).text(Style.PLAIN)).isEqualTo(String.join("\n", parts));
    }
}
