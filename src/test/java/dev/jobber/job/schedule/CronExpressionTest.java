package dev.jobber.job.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
    private static List<Integer> values(CronField field, String written) {
        var fields = new String[] {"*", "*", "*", "*", "*"};
        fields[field.ordinal()] = written;
        return CronExpression.parse(String.join(" ", fields)).values(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MINUTE  | 5            | 5
                    MINUTE  | 1,5,1        | 1 5
                    MINUTE  | 10-12        | 10 11 12
                    MINUTE  | */20         | 0 20 40
                    MINUTE  | 50/4         | 50 54 58
                    MINUTE  | 0-9/4,59     | 0 4 8 59
                    MINUTE  | 007          | 7
                    HOUR    | 22-23        | 22 23
                    DAY     | */10         | 1 11 21 31
                    MONTH   | jan,DEC      | 1 12
                    MONTH   | feb-Apr      | 2 3 4
                    WEEKDAY | 0            | 0
                    WEEKDAY | 7            | 0
                    WEEKDAY | sun          | 0
                    WEEKDAY | mon-fri/2    | 1 3 5
                    WEEKDAY | 5-7          | 0 5 6
                    WEEKDAY | sat-sun      | 0 6
                    WEEKDAY | */2          | 0 2 4 6
                    WEEKDAY | 3/2          | 3 5
                    """)
    void a_field_means_these_values(CronField field, String written, String values) {
        assertThat(values(field, written))
                .containsExactlyElementsOf(
                        List.of(values.split(" ")).stream().map(Integer::valueOf).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*/1", "0-59", "0-29,30-59"})
    void a_field_may_have_all_values(String written) {
        assertThat(values(CronField.MINUTE, written))
                .containsExactlyElementsOf(IntStream.range(0, 60).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "@hourly,0 * * * *",
        "@daily,0 0 * * *",
        "@midnight,0 0 * * *",
        "@weekly,0 0 * * 0",
        "@monthly,0 0 1 * *",
        "@yearly,0 0 1 1 *",
        "@ANNUALLY,0 0 1 1 *"
    })
    void a_word_stands_for_fields(String word, String fields) {
        for (CronField field : CronField.values()) {
            assertThat(CronExpression.parse(word).values(field))
                    .isEqualTo(CronExpression.parse(fields).values(field));
        }
    }

    @Test
    void blanks_may_be_any() {
        assertThat(CronExpression.parse("  0\t1  * * *  ")).hasToString("0\t1  * * *");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    '60 * * * *'    |  0 | 60   | expected a minute from 0 to 59, got: 60
                    '* 24 * * *'    |  2 | 24   | expected an hour from 0 to 23, got: 24
                    '0 0 0 * *'     |  4 | 0    | expected a day of the month from 1 to 31, got: 0
                    '0 0 1 13 *'    |  6 | 13   | expected a month from 1 to 12 or jan to dec, got: 13
                    '0 0 * * 8'     |  8 | 8    | expected a weekday from 0 to 7 or sun to sat, got: 8
                    '0 0 * * mon,fir' | 12 | fir | expected a weekday from 0 to 7 or sun to sat, got: fir
                    '0 0 * foo *'   |  6 | foo  | expected a month from 1 to 12 or jan to dec, got: foo
                    '1-x * * * *'   |  2 | x    | expected a minute from 0 to 59, got: x
                    '5-1 * * * *'   |  0 | 5-1  | expected a range from a lower to a higher value, got: 5-1
                    '*/0 * * * *'   |  2 | 0    | expected a step from 1 to 59, got: 0
                    '*/60 * * * *'  |  2 | 60   | expected a step from 1 to 59, got: 60
                    '1-9/x * * * *' |  4 | x    | expected a step from 1 to 59, got: x
                    '? * * * *'     |  0 | ?    | 'expected a minute from 0 to 59, got: ?'
                    '-1 * * * *'    |  0 | -1   | 'expected a minute from 0 to 59, got: -1'
                    '1--2 * * * *'  |  0 | 1--2 | 'expected a minute from 0 to 59, got: 1--2'
                    '*+* * * * *'   |  0 | *+*  | 'expected a minute from 0 to 59, got: *+*'
                    '0 0 L * *'     |  4 | L    | 'expected a day of the month from 1 to 31, got: L'
                    '99999999999 * * * *' | 0 | 99999999999 | 'expected a minute from 0 to 59, got: 99999999999'
                    '0 0 30 2 *'    |  4 | 30   | this time never comes: month 2 has no day 30
                    '0 0 31 2,4,sep *' | 4 | 31 | 'this time never comes: month 2,4,sep has no day 31'
                    '0 0 30 feb */2' |  4 | 30  | this time never comes: month feb has no day 30
                    '@dayly'        |  0 | @dayly | unknown time '@dayly'
                    '* * * *'       |  0 | * * * * | 'expected five fields, minute hour day month weekday, got 4'
                    '0 * * * * *'   | 10 | *    | 'expected five fields, minute hour day month weekday, got 6'
                    """)
    void what_is_wrong_is_told_with_its_place(
            String expression, int offset, String part, String message) {
        CronSyntaxException wrong =
                catchThrowableOfType(
                        CronSyntaxException.class, () -> CronExpression.parse(expression));

        assertThat(wrong.sentence()).isEqualTo(message);
        assertThat(wrong.part()).isEqualTo(part);
        assertThat(wrong.offset()).isEqualTo(offset);
        assertThat(wrong.hint()).isNotEmpty();
        assertThat(expression.substring(offset)).startsWith(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1, * * * *", ",1 * * * *", "1,,2 * * * *"})
    void a_comma_stands_between_values(String expression) {
        CronSyntaxException wrong =
                catchThrowableOfType(
                        CronSyntaxException.class, () -> CronExpression.parse(expression));

        assertThat(wrong.sentence()).endsWith("got: nothing");
    }

    @Test
    void nothing_is_no_expression() {
        CronSyntaxException wrong =
                catchThrowableOfType(CronSyntaxException.class, () -> CronExpression.parse(" "));

        assertThat(wrong.sentence()).endsWith("got none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 29 2 *", "0 0 31 2 mon", "0 0 31 2,3 *", "0 0 30,1 2 *"})
    void a_day_that_comes_now_and_then_is_fine(String expression) {
        assertThat(CronExpression.parse(expression)).hasToString(expression);
    }
}
