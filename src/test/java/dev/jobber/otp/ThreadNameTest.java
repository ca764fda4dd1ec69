package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Thread dumps show whose thread it is.
class ThreadNameTest {
    private record Ask() implements Request<String> {}

    private static final class Named extends GenServer<Integer, Ask, Object> {
        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Ask ask, From from, Integer state) {
            return reply(ask, Thread.currentThread().getName(), state);
        }

        @Override
        protected Result<Integer> handleCast(Object label, Integer state) {
            Process.setLabel(label);
            return noreply(state);
        }
    }

    @Test
    void a_thread_has_the_name_of_its_process_or_what_that_calls_itself() {
        try (Node node = Node.builder().build()) {
            Pid named = node.start(new Named(), StartOptions.named("orders")).pidOrExit();
            Pid other = node.start(new Named(), StartOptions.NONE).pidOrExit();

            assertThat(GenServer.call(named, new Ask())).isEqualTo("orders");
            assertThat(GenServer.call(other, new Ask())).isEmpty();
            GenServer.cast(other, "order 7");
            node.awaitQuiet();
            assertThat(GenServer.call(other, new Ask())).isEqualTo("order 7");
        }
    }
}
