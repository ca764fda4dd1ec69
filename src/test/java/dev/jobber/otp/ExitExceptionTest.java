package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An exit says by its cause which exception is behind it.
class ExitExceptionTest {
    private static final IllegalStateException BROKEN = new IllegalStateException("broken");
    private static final ExitReason CRASH = new ExitReason.Crash(BROKEN);
    private static final ChildSpec CHILD =
            ChildSpec.worker("child", () -> StartResult.failed(CRASH));

    /// Throws in each callback in which it is asked to.
    private static final class Broken extends GenServer<Integer, Broken.Query, Object> {
        record Query() implements Request<Integer> {}

        private final boolean inInit;

        Broken(boolean inInit) {
            this.inInit = inInit;
        }

        @Override
        protected InitResult<Integer> init() {
            return inInit ? fail() : ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Query query, From from, Integer state) {
            return fail();
        }

        private static <T> T fail() {
            throw BROKEN;
        }
    }

    static Stream<ExitReason> reasons_with_a_crash_in_them() {
        var call = new Invocation("GenServer", "call", List.of());
        return Stream.of(
                CRASH,
                new ExitReason.CallFailed(CRASH, call),
                new ExitReason.CallFailed(new ExitReason.CallFailed(CRASH, call), call),
                new ExitReason.StartExit(CRASH),
                new ExitReason.FailedToStartChild("child", new ExitReason.StartExit(CRASH)),
                ExitReason.shutdown(new ExitReason.FailedToStartChild("child", CRASH)),
                new ExitReason.ChildFailed(CRASH, CHILD),
                new ExitReason.Term(CRASH),
                new ExitReason.NoCatch(BROKEN));
    }

    @ParameterizedTest
    @MethodSource("reasons_with_a_crash_in_them")
    void the_exception_in_the_reason_is_the_cause(ExitReason reason) {
        assertThat(new ExitException(reason)).cause().isSameAs(BROKEN);
    }

    static Stream<ExitReason> reasons_without_a_crash() {
        return Stream.of(
                ExitReason.NORMAL,
                ExitReason.SHUTDOWN,
                ExitReason.shutdown("maintenance"),
                ExitReason.TIMEOUT,
                new ExitReason.Term("odd"),
                new ExitReason.NoCatch("ball"),
                new ExitReason.BadReturnValue("nothing"),
                new ExitReason.Invalid("start_spec", "child"),
                new ExitReason.CallFailed(
                        ExitReason.NOPROC, new Invocation("GenServer", "call", List.of())));
    }

    @ParameterizedTest
    @MethodSource("reasons_without_a_crash")
    void a_reason_without_an_exception_has_no_cause(ExitReason reason) {
        assertThat(new ExitException(reason)).hasNoCause();
    }

    @Test
    void the_trace_of_a_caller_shows_where_the_server_crashed() {
        try (Node node = Node.builder().build()) {
            Pid server = node.start(new Broken(false), StartOptions.NONE).pidOrExit();

            ExitException failure =
                    catchThrowableOfType(
                            ExitException.class, () -> GenServer.call(server, new Broken.Query()));

            var trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString())
                    .contains(
                            "the_trace_of_a_caller",
                            "Caused by: java.lang.IllegalStateException: broken");
        }
    }

    @Test
    void the_cause_goes_with_the_reason_through_the_processes_between() throws Exception {
        try (Node node = Node.builder().build()) {
            Pid server = node.start(new Broken(false), StartOptions.NONE).pidOrExit();

            ExitException failure =
                    catchThrowableOfType(
                            ExitException.class,
                            () ->
                                    node.run(() -> {
                                        Process.trapExit(true);
                                        return Task.async(() ->
                                                        GenServer.call(server, new Broken.Query()))
                                                .await();
                                    }));

            assertThat(failure).cause().isSameAs(BROKEN);
        }
    }

    @Test
    void a_start_that_must_succeed_tells_what_init_threw() {
        try (Node node = Node.builder().build()) {
            StartResult failed = node.start(new Broken(true), StartOptions.NONE);

            assertThat(catchThrowableOfType(ExitException.class, failed::pidOrExit))
                    .cause()
                    .isSameAs(BROKEN);
        }
    }

    @Test
    void one_that_comes_out_of_a_stream_says_what_went_in() throws Exception {
        var failure =
                new ExitException(
                        new ExitReason.CallFailed(
                                CRASH, new Invocation("GenServer", "call", List.of(new Object()))));
        var copy = (ExitException) throughAStream(failure);
        assertThat(copy).hasMessage(failure.getMessage());
        assertThat(copy.reason()).isEqualTo(new ExitReason.Term(failure.getMessage()));
        assertThat(copy.getCause()).hasMessage("broken");
        assertThat(throughAStream(copy)).hasMessage(failure.getMessage());
    }

    @Test
    void a_thrown_value_that_comes_out_of_a_stream_is_its_text() throws Exception {
        var thrown = new Thrown(new Object());

        var copy = (Thrown) throughAStream(thrown);
        assertThat(copy).hasMessage(thrown.getMessage());
        assertThat(copy.value()).isEqualTo(thrown.getMessage());
    }

    private static Throwable throughAStream(Throwable problem) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(problem);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Throwable) in.readObject();
        }
    }
}
