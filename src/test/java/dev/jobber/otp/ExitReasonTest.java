package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which ends were meant, and how reasons are written.
class ExitReasonTest {
    private final Node node = Node.builder().fairness(false).build();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void three_ends_are_orderly_and_no_other() {
        assertThat(List.of(ExitReason.NORMAL, ExitReason.SHUTDOWN, ExitReason.shutdown("detail")))
                .allMatch(ExitReason::isOrderly);
        assertThat(
                        List.of(
                                ExitReason.KILLED,
                                ExitReason.word("boom"),
                                new ExitReason.Term(ExitReason.NORMAL),
                                new ExitReason.Crash(new IllegalStateException("boom")),
                                new ExitReason.NoCatch(1),
                                new ExitReason.StartExit(ExitReason.SHUTDOWN)))
                .noneMatch(ExitReason::isOrderly);
    }

    @Test
    void words_of_otp_are_its_reasons() {
        assertThat(ExitReason.word("normal")).isSameAs(ExitReason.NORMAL);
        assertThat(ExitReason.word("shutdown")).isSameAs(ExitReason.SHUTDOWN);
        assertThat(ExitReason.word("kill")).isEqualTo(ExitReason.KILL);
    }

    @Test
    void each_is_written_as_elixir_inspects_it() {
        Pid pid = node.spawn(Process::receive);
        var boom = ExitReason.word("boom");
        var spec = ChildSpec.worker("w", StartResult::ignored);
        assertThat(boom).hasToString(":boom");
        var invocation = new ExitReason.CallFailed.Invocation("M", "f", List.of(1));
        assertThat(invocation).hasToString("M.f(1)");
        assertThat(new ExitReason.CallFailed(boom, invocation))
                .hasToString("{:boom, {M, :f, [1]}}");
        assertThat(ExitReason.NORMAL).hasToString(":normal");
        assertThat(ExitReason.SHUTDOWN).hasToString(":shutdown");
        assertThat(ExitReason.shutdown(boom)).hasToString("{:shutdown, :boom}");
        assertThat(new ExitReason.Term("x")).hasToString("\"x\"");
        assertThat(new ExitReason.NoCatch(1)).hasToString("{:nocatch, 1}");
        assertThat(new ExitReason.BadReturnValue(1)).hasToString("{:bad_return_value, 1}");
        assertThat(new ExitReason.AlreadyStarted(pid))
                .hasToString("{:already_started, " + pid + "}");
        assertThat(new ExitReason.FailedToStartChild("w", boom))
                .hasToString("{:failed_to_start_child, \"w\", :boom}");
        assertThat(new ExitReason.StartExit(boom)).hasToString("{:EXIT, :boom}");
        assertThat(new ExitReason.ChildFailed(boom, spec)).hasToString("{:boom, {:child, \"w\"}}");
        assertThat(new ExitReason.Invalid("invalid_period", 0)).hasToString("{:invalid_period, 0}");
        assertThat(new ExitReason.Crash(new IllegalStateException("boom")))
                .hasToString("{%java.lang.IllegalStateException{message: \"boom\"}, [...]}");
    }
}
