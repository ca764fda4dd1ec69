package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Words for what foreign code holds: they never fail, and they have an end.
class InspectTest {
    private static final class Silent {
        @Override
        public String toString() {
            throw new IllegalStateException("not printable");
        }
    }

    private static final class Endless {
        @Override
        public String toString() {
            return "Endless[" + this + "]";
        }
    }

    private static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message today");
        }
    }

    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new UnsupportedOperationException("no words at all");
        }
    }

    @Test
    void shows_a_value_that_cannot_be_shown_by_its_class_and_the_others_as_they_are() {
        assertThat(Inspect.inspect(List.of(1, new Silent(), "a")))
                .isEqualTo("[1, #Silent<toString threw java.lang.IllegalStateException>, \"a\"]");
        assertThat(Inspect.inspect(Map.of(new Silent(), Optional.empty())))
                .isEqualTo("%{#Silent<toString threw java.lang.IllegalStateException> => nil}");
        assertThat(Inspect.inspect(new Endless()))
                .isEqualTo("#Endless<toString threw java.lang.StackOverflowError>");
    }

    @Test
    void shows_a_list_within_itself_down_to_some_depth() {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertThat(Inspect.inspect(list)).startsWith("[[[").contains("[...]").endsWith("]]]");
    }

    @Test
    void cuts_what_is_long_and_says_so() {
        List<Integer> rows = IntStream.range(0, 1_000_000).boxed().toList();
        record Load(List<Integer> rows) {}

        for (Object large : List.of(rows, new Load(rows), "a".repeat(1_000_000))) {
            assertThat(Inspect.inspect(large))
                    .hasSizeLessThan(Inspect.LONGEST + 100)
                    .contains("... (truncated)");
        }
        assertThat(Inspect.inspect("a".repeat(100))).doesNotContain("truncated");
    }

    @Test
    void does_not_cut_a_character_in_two() {
        String text = "a" + "😀".repeat(Inspect.LONGEST);

        assertThat(Inspect.cut(text, Inspect.LONGEST).replace("... (truncated)", ""))
                .isEqualTo("a" + "😀".repeat(Inspect.LONGEST / 2 - 1));
    }

    @Test
    void says_that_an_exception_cannot_say_its_message() {
        assertThat(Inspect.summary(new Odd()))
                .isEqualTo(
                        Odd.class.getName()
                                + ": (getMessage threw java.lang.UnsupportedOperationException)");
        assertThat(Inspect.summary(new IllegalStateException("boom")))
                .isEqualTo("java.lang.IllegalStateException: boom");
        assertThat(Inspect.summary(new IllegalStateException()))
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(Inspect.inspect(new Odd()))
                .isEqualTo(
                        "%"
                                + Odd.class.getName()
                                + "{message: \"(getMessage threw java.lang.UnsupportedOperationException)\"}");
    }

    @Test
    void shows_a_message_of_several_lines_once_in_a_report() {
        String report =
                new Event.ProcessRaised(
                                pid(), new ExitReason.Crash(new IllegalStateException("a\nb")))
                        .message();

        assertThat(report.lines().toList().subList(1, 3))
                .containsExactly("** (java.lang.IllegalStateException) a", "b");
        assertThat(report.lines().toList().get(3)).startsWith("    at ");
    }

    static Stream<ExitReason> reasons() {
        var deep = ExitReason.NOPROC;
        for (int i = 0; i < 100_000; i++) {
            deep = new ExitReason.StartExit(deep);
        }
        return Stream.of(
                new ExitReason.Crash(new Odd()),
                new ExitReason.Crash(new Mute()),
                new ExitReason.Term(new Silent()),
                new ExitReason.NoCatch(new Endless()),
                new ExitReason.BadReturnValue(new Silent()),
                ExitReason.shutdown(new Silent()),
                new ExitReason.Invalid("start_spec", new Silent()),
                new ExitReason.FailedToStartChild(new Silent(), new ExitReason.Crash(new Odd())),
                new ExitReason.CallFailed(
                        new ExitReason.Crash(new Odd()),
                        new Invocation(
                                "GenServer", "call", List.of(new Silent(), "a".repeat(99_999)))),
                deep);
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void every_reason_and_every_event_with_it_has_words_that_end(ExitReason reason) {
        Pid pid = pid();
        Object odd = new Silent();
        List<Event> events =
                List.of(
                        new Event.ServerTerminating(
                                pid,
                                "odd",
                                reason,
                                new Event.ServerTerminating.Last(odd, Optional.empty()),
                                odd),
                        new Event.ProcessRaised(pid, reason),
                        new Event.TaskTerminating(pid, pid, reason),
                        new Event.UnexpectedMessage(pid, "odd", "odd", odd),
                        new Event.ChildTerminated(pid, odd, pid, reason),
                        new Event.ChildStartFailed(pid, odd, reason, true),
                        new Event.ShutdownFailed(pid, odd, pid, reason),
                        new Event.Restarted(pid, odd, pid, reason, new RestartIntensity(1, 3, 5)),
                        new Event.Started(pid, Optional.of(odd), Optional.of(pid)),
                        new Event.Exited(pid, Optional.of(odd), reason, Optional.of(pid)),
                        new Event.GaveUp(
                                pid,
                                "odd",
                                new Event.GaveUp.EndedChild(odd, reason),
                                new Event.GaveUp.Limit(3, 5),
                                1));

        for (Event event : events) {
            assertThat(event.message()).isNotBlank().hasSizeLessThan(10 * Inspect.LONGEST);
        }
        assertThat(reason.toString()).isNotBlank().hasSizeLessThan(2 * Inspect.LONGEST);
        assertThat(reason.sentence()).isNotBlank().hasSizeLessThan(2 * Inspect.LONGEST);
    }

    @Test
    void a_duration_too_long_for_milliseconds_is_shown_as_the_longest() {
        assertThat(Inspect.inspect(Duration.ofSeconds(Long.MAX_VALUE - 1)))
                .isEqualTo(String.valueOf(Long.MAX_VALUE));
        assertThat(Inspect.inspect(Process.INFINITY)).isEqualTo(":infinity");
    }

    private static Pid pid() {
        try (Node node = Node.builder().build()) {
            return node.spawn(() -> {});
        }
    }
}
