package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    void names_stand_back_where_there_is_colour() {
        assertThat(Rendering.of(NONE.with("a", 1)).text(new Style(80, true, true)))
                .isEqualTo(Printable.COLOUR + "2ma" + Printable.COLOUR + "0m  1");
    }

    @Test
    void no_rows_are_none() {
        assertThat(Rendering.of(new Value.Rows(List.of())).text(Style.PLAIN)).isEqualTo("none");
    }
}
