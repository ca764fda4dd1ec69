package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A task's result is a value or an exit, and both can be worked with.
class TaskResultTest {
    private static final ExitReason BOOM = ExitReason.word("boom");
    private static final TaskResult<Integer> TWO = new TaskResult.Ok<>(2);
    private static final TaskResult<Integer> EXIT = new TaskResult.Exit<>(BOOM);

    @Test
    void map_changes_a_value_and_leaves_an_exit() {
        TaskResult<String> words = TWO.map(Integer::toBinaryString);

        assertThat(words).isEqualTo(new TaskResult.Ok<>("10"));
        assertThat(EXIT.map(n -> n + 1)).isEqualTo(EXIT);
    }

    @Test
    void flat_map_may_make_an_exit_of_a_value() {
        assertThat(TWO.flatMap(n -> new TaskResult.Ok<>(n + 1))).isEqualTo(new TaskResult.Ok<>(3));
        assertThat(TWO.flatMap(n -> EXIT)).isEqualTo(EXIT);
        assertThat(EXIT.flatMap(n -> TWO)).isEqualTo(EXIT);
    }

    @Test
    void or_else_stands_in_for_an_exit() {
        assertThat(TWO.orElse(7)).isEqualTo(2);
        assertThat(EXIT.orElse(7)).isEqualTo(7);
        assertThat(TWO.orElseGet(_ -> 7)).isEqualTo(2);
        assertThat(EXIT.orElseGet(reason -> reason.toString().length())).isEqualTo(5);
    }

    @Test
    void or_else_throw_exits_as_the_task_did() {
        var crash = new IllegalStateException("broken");

        assertThat(TWO.orElseThrow()).isEqualTo(2);
        assertThatThrownBy(EXIT::orElseThrow)
                .isInstanceOfSatisfying(
                        ExitException.class, exit -> assertThat(exit.reason()).isEqualTo(BOOM));
        assertThatThrownBy(() -> new TaskResult.Exit<>(new ExitReason.Crash(crash)).orElseThrow())
                .cause()
                .isSameAs(crash);
    }

    @Test
    void the_values_among_many_results_need_no_cast() {
        List<Integer> values = Stream.of(TWO, EXIT, TWO).flatMap(TaskResult::stream).toList();

        assertThat(values).containsExactly(2, 2);
    }

    @Test
    @SuppressWarnings("NullAway") // a caller that does not check nulls
    void a_null_is_no_value() {
        assertThatThrownBy(() -> new TaskResult.Ok<>(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("expected a value of a task, got: null");
        assertThatThrownBy(() -> TWO.map(_ -> null))
                .hasMessage("expected a value of a task, got: null");
        assertThatThrownBy(() -> new TaskResult.Exit<>(null))
                .hasMessage("expected the exit reason of a task, got: null");
    }
}
