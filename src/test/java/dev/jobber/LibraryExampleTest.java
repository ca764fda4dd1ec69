package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What README shows of the kernel, as it stands there.
class LibraryExampleTest {
    static final class Counter extends GenServer<Integer, Counter.Query<?>, Counter.Change> {
        sealed interface Query<R> extends Request<R> {}

        record Get() implements Query<Integer> {}

        sealed interface Change {}

        record Add(int n) implements Change {}

        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Query<?> query, From from, Integer count) {
            return switch (query) {
                case Get get -> reply(get, count, count);
            };
        }

        @Override
        protected Result<Integer> handleCast(Change change, Integer count) {
            return switch (change) {
                case Add(int n) -> noreply(count + n);
            };
        }
    }

    static ChildSpec counter(String name) {
        return ChildSpec.worker(
                name, () -> GenServer.startLink(new Counter(), StartOptions.named(name)));
    }

    static int countTogether() {
        try (Node node = Node.builder().build()) {
            var flags = Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE);
            Supervisor.start(
                            node,
                            flags,
                            List.of(counter("hits"), counter("misses")),
                            StartOptions.NONE)
                    .pidOrExit();

            GenServer.cast(node.named("hits"), new Counter.Add(42));
            int hits = GenServer.call(node.named("hits"), new Counter.Get());
            node.stop(Duration.ofSeconds(5)); // in order; close alone would kill
            return hits;
        }
    }

    @Test
    void counts() {
        assertThat(countTogether()).isEqualTo(42);
    }
}
