package dev.jobber.bench;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Many timers at once.
final class Timers {
    private Timers() {}

    /// A message with the time at which it is due.
    private record Due(long nanoTime) {}

    /// Counts what comes, and how late it is.
    private static final class Counter
            extends GenServer<Integer, EchoServer.Query<?>, EchoServer.Message> {
        private final long[] late;
        private final CountDownLatch done;

        Counter(int expected, CountDownLatch done) {
            this.late = new long[expected];
            this.done = done;
        }

        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected Result<Integer> handleInfo(Object message, Integer seen) {
            late[seen] = System.nanoTime() - ((Due) message).nanoTime;
            if (seen + 1 == late.length) {
                done.countDown();
            }
            return noreply(seen + 1);
        }
    }

    static void million(BenchRun run) throws Exception {
        all(500_000); // warm-up
        for (int i = 0; i < run.repeats(); i++) {
            run.figure("timers-1m", BenchRun.seconds(() -> all(1_000_000)));
        }
    }

    static void late(BenchRun run) throws Exception {
        run.warmUp(() -> all(100_000));
        for (int i = 0; i < run.repeats(); i++) {
            run.latencies("", "timer-late-p99", all(100_000), 1e6);
        }
    }

    /// A number of timers, spread over one second; answers how late each was.
    private static long[] all(int n) throws Exception {
        var done = new CountDownLatch(1);
        var counter = new Counter(n, done);
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pid server = node.start(counter, StartOptions.NONE).pidOrExit();
            node.run(() -> {
                for (int i = 0; i < n; i++) {
                    var delay = Duration.ofMillis(i % 1_000);
                    Process.sendAfter(server, new Due(System.nanoTime() + delay.toNanos()), delay);
                }
                return n;
            });
            done.await();
        }
        for (long late : counter.late) {
            if (late < 0) {
                throw new IllegalStateException("a timer was early by " + -late + " ns");
            }
        }
        return counter.late;
    }
}
