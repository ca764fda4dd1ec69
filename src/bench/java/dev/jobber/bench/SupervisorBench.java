package dev.jobber.bench;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Supervisor;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Supervisors and their children.
final class SupervisorBench {
    private static final String CHILD = "child";

    private SupervisorBench() {}

    private static ChildSpec echo() {
        return ChildSpec.worker(CHILD, () -> GenServer.startLink(new EchoServer()))
                .withRestart(ChildSpec.Restart.TEMPORARY);
    }

    private static Pid supervisor(Node node) {
        return DynamicSupervisor.start(node, DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                .pidOrExit();
    }

    static void startOne(BenchRun run) throws Exception {
        startChildren(run, "start-child-1", 1);
    }

    static void startFour(BenchRun run) throws Exception {
        startChildren(run, "start-child-4", 4);
    }

    private static void startChildren(BenchRun run, String id, int callers) throws Exception {
        int n = 40_000;
        for (int i = 0; i < run.repeats() + run.count(20, 8); i++) {
            try (Node node = Node.builder().ownsScheduler().build()) {
                Pid supervisor = supervisor(node);
                double seconds = BenchRun.seconds(() -> fill(node, supervisor, callers, n));
                if (i >= run.count(20, 8)) {
                    run.figure(id, n / seconds);
                }
                DynamicSupervisor.stop(supervisor);
            }
        }
    }

    /// A number of processes share a number of starts.
    static void fill(Node node, Pid supervisor, int callers, int children)
            throws InterruptedException {
        ChildSpec spec = echo();
        var done = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            node.spawn(() -> {
                for (int j = 0; j < children / callers; j++) {
                    DynamicSupervisor.startChild(supervisor, spec);
                }
                done.countDown();
            });
        }
        done.await();
    }

    static void stop40k(BenchRun run) throws Exception {
        stop(run, "stop-40k", 40_000);
    }

    static void stop400k(BenchRun run) throws Exception {
        stop(run, "stop-400k", 400_000);
    }

    private static void stop(BenchRun run, String id, int children) throws Exception {
        for (int i = 0; i < run.repeats() + 2; i++) {
            try (Node node = Node.builder().ownsScheduler().build()) {
                Pid supervisor = supervisor(node);
                fill(node, supervisor, 1, children);
                double seconds = BenchRun.seconds(() -> DynamicSupervisor.stop(supervisor));
                if (i >= 2) {
                    run.figure(id, seconds * 1e3);
                }
            }
        }
    }

    static void restart(BenchRun run) throws Exception {
        int n = run.count(20_000, 5_000);
        try (Node node = Node.builder().ownsScheduler().build()) {
            node.run(() -> {
                Pid collector = Process.self();
                var child =
                        ChildSpec.worker(
                                CHILD,
                                () ->
                                        GenServer.startLink(
                                                new Reborn(collector), StartOptions.named(CHILD)));
                Supervisor.Flags flags =
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE)
                                .withMaxRestarts(Integer.MAX_VALUE);
                var tree = new Supervisor.Init.Spec(flags, List.of(child));
                Supervisor.start(node, () -> tree, StartOptions.NONE).pidOrExit();
                Process.receive();
                run.warmUp(() -> killings(node, n));
                for (int i = 0; i < run.repeats(); i++) {
                    run.latencies("restart-p50", "restart-p99", killings(node, n), 1e3);
                }
                return n;
            });
        }
    }

    /// Tells the collector that it lives, as soon as its name is registered.
    private static final class Reborn
            extends GenServer<Integer, EchoServer.Query<?>, EchoServer.Message> {
        private final Pid collector;

        Reborn(Pid collector) {
            this.collector = collector;
        }

        @Override
        protected InitResult<Integer> init() {
            Process.send(collector, CHILD);
            return ok(0);
        }
    }

    /// Kills the child again and again; how long it took each time until another was up.
    private static long[] killings(Node node, int n) {
        var nanos = new long[n];
        for (int i = 0; i < n; i++) {
            Pid before = node.whereis(CHILD).orElseThrow();
            long start = System.nanoTime();
            Process.exit(before, ExitReason.KILL);
            Process.receive();
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }

    /// Starts children that crash as soon as they work; over when all are gone.
    static void crashStorm(BenchRun run) throws Exception {
        int n = 100_000;
        run.rate("crash-storm", n, () -> crashes(n));
    }

    private static void crashes(int n) throws Exception {
        var left = new CountDownLatch(n);
        ChildSpec spec =
                ChildSpec.worker(CHILD, () -> crashing(left))
                        .withRestart(ChildSpec.Restart.TEMPORARY);
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pid supervisor = supervisor(node);
            node.run(() -> {
                for (int i = 0; i < n; i++) {
                    DynamicSupervisor.startChild(supervisor, spec);
                }
                return n;
            });
            left.await();
            while (DynamicSupervisor.countChildren(supervisor).active() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static StartResult crashing(CountDownLatch left) {
        StartResult result = GenServer.startLink(new Crashing(left));
        GenServer.cast(result.pidOrExit(), EchoServer.PING);
        return result;
    }

    private static final class Crashing
            extends GenServer<Integer, EchoServer.Query<?>, EchoServer.Message> {
        private final CountDownLatch left;

        Crashing(CountDownLatch left) {
            this.left = left;
        }

        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected Result<Integer> handleCast(EchoServer.Message message, Integer state) {
            throw new IllegalStateException("boom");
        }

        @Override
        protected void terminate(ExitReason reason, Integer state) {
            left.countDown();
        }
    }
}
