package dev.jobber.bench;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import java.util.concurrent.CountDownLatch;

/// Tokens that go round a ring of servers.
final class Rings {
    private static final int SIZE = 1_000;

    private Rings() {}

    /// A server that hands a token on, until the token has made all its hops.
    private static final class Station extends GenServer<Pid, Station.None, Station.Message> {
        /// It answers no requests.
        sealed interface None extends dev.jobber.otp.Request<Integer> permits Nothing {}

        record Nothing() implements None {}

        sealed interface Message {}

        record Token(int hops, CountDownLatch done) implements Message {}

        record Next(Pid next) implements Message {}

        @Override
        protected InitResult<Pid> init() {
            return ok(Process.self());
        }

        @Override
        protected Result<Pid> handleCast(Message message, Pid next) {
            return switch (message) {
                case Next(var newNext) -> noreply(newNext);
                case Token(var hops, var done) -> {
                    if (hops == 0) {
                        done.countDown();
                    } else {
                        GenServer.cast(next, new Token(hops - 1, done));
                    }
                    yield noreply(next);
                }
            };
        }
    }

    static void oneToken(BenchRun run) throws Exception {
        run(run, "ring-1", 1);
    }

    static void hundredTokens(BenchRun run) throws Exception {
        run(run, "ring-100", 100);
    }

    private static void run(BenchRun run, String id, int tokens) throws Exception {
        int hops = 1_000_000;
        try (Node node = Node.builder().ownsScheduler().build()) {
            var ring = new Pid[SIZE];
            for (int i = 0; i < SIZE; i++) {
                ring[i] = node.start(new Station(), StartOptions.NONE).pidOrExit();
            }
            for (int i = 0; i < SIZE; i++) {
                GenServer.cast(ring[i], new Station.Next(ring[(i + 1) % SIZE]));
            }
            run.rate(
                    id,
                    hops,
                    () -> {
                        var done = new CountDownLatch(tokens);
                        for (int i = 0; i < tokens; i++) {
                            GenServer.cast(
                                    ring[i * (SIZE / tokens)],
                                    new Station.Token(hops / tokens, done));
                        }
                        done.await();
                    });
        }
    }
}
