package dev.jobber.bench;

import dev.jobber.otp.ExitException;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long an outside thread waits for a reply while processes use all the time they can get.
final class FairnessBench {
    /// A thread that has waited this long has starved, and is not asked again.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private FairnessBench() {}

    static void beside8Spinning(BenchRun run) throws Exception {
        measure(
                run,
                "fair-cpu",
                node -> {
                    for (int i = 0; i < 8; i++) {
                        node.spawn(() -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                Thread.onSpinWait();
                            }
                        });
                    }
                });
    }

    static void beside8Pairs(BenchRun run) throws Exception {
        measure(run, "fair-msg", node -> startPairs(node, 8));
    }

    static void beside100Pairs(BenchRun run) throws Exception {
        measure(run, "fair-msg100", node -> startPairs(node, 100));
    }

    /// A load that never pauses.
    private interface Load {
        void start(Node node);
    }

    private static void startPairs(Node node, int pairs) {
        for (int i = 0; i < pairs; i++) {
            node.spawn(() -> {
                Pid other = Process.spawn(FairnessBench::pingPong);
                Process.send(other, Process.self());
                pingPong();
            });
        }
    }

    /// Answers each message, which is the sender, with itself.
    private static void pingPong() {
        while (true) {
            var sender = (Pid) Process.receive();
            Process.send(sender, Process.self());
        }
    }

    private static void measure(BenchRun run, String id, Load load) throws Exception {
        try (Node node = Node.builder().ownsScheduler().killGrace(Duration.ofMillis(200)).build()) {
            Pid server = CallBench.echo(node);
            calls(server, Duration.ofMillis(run.count(2_000, 1_000))); // warm-up without the load
            load.start(node);
            calls(server, Duration.ofMillis(1_000));
            for (int i = 0; i < run.count(5, 3); i++) {
                long[] nanos = calls(server, Duration.ofMillis(run.count(4_000, 2_000)));
                run.latencies(id + "-p50", id + "-p99", nanos, 1e6);
                System.err.println(node.fairnessInfo());
            }
        }
    }

    /// One call each millisecond; how long each took.
    private static long[] calls(Pid server, Duration time) throws InterruptedException {
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            boolean starved = false;
            try {
                GenServer.call(server, EchoServer.SEEN, PATIENCE);
            } catch (ExitException timeout) {
                starved = true;
            }
            nanos.add(System.nanoTime() - now);
            if (starved) {
                break;
            }
            Thread.sleep(1);
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }
}
