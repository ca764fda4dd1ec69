package dev.jobber.bench;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.StartOptions;
import java.util.concurrent.CountDownLatch;

/// Calls and casts between processes, and from outside.
final class CallBench {
    private CallBench() {}

    static Pid echo(Node node) {
        return node.start(new EchoServer(), StartOptions.NONE).pidOrExit();
    }

    static void oneToOne(BenchRun run) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pid server = echo(node);
            int n = 200_000;
            run.rate("call-1-1", n, () -> callers(node, 1, n, server));
        }
    }

    static void hundredToOne(BenchRun run) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pid server = echo(node);
            int n = 500_000;
            run.rate("call-100-1", n, () -> callers(node, 100, n, server));
        }
    }

    static void twoPairs(BenchRun run) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pid one = echo(node);
            Pid other = echo(node);
            int n = 400_000;
            run.rate("call-2-pairs", n, () -> callers(node, 2, n, one, other));
        }
    }

    static void outside(BenchRun run) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pid server = echo(node);
            int n = 50_000;
            run.rate("call-outside", n, () -> calls(server, n));
        }
    }

    static void castOne(BenchRun run) throws Exception {
        castFrom(run, "cast-1-1", 1);
    }

    static void castFour(BenchRun run) throws Exception {
        castFrom(run, "cast-4-1", 4);
    }

    private static void castFrom(BenchRun run, String id, int senders) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pid server = echo(node);
            int n = 1_000_000;
            run.rate(id, n, () -> casts(node, senders, n, server));
        }
    }

    /// How much the fairness watchdog costs while nothing starves: the speed with it, as a part of
    /// the speed without it. Runs with and without it take turns in one virtual machine.
    static void costOfFairness(BenchRun run) throws Exception {
        int n = 1_000_000;
        try (Node on = Node.builder().ownsScheduler().build();
                Node off = Node.builder().fairness(false).build()) {
            Pid watched = echo(on);
            Pid alone = echo(off);
            run.warmUp(() -> callers(on, 100, n, watched));
            run.warmUp(() -> callers(off, 100, n, alone));
            run.warmUp(() -> casts(on, 1, n, watched));
            run.warmUp(() -> casts(off, 1, n, alone));
            for (int i = 0; i < run.repeats(); i++) {
                double calls =
                        ratio(
                                run,
                                () -> callers(off, 100, n, alone),
                                () -> callers(on, 100, n, watched));
                double casts =
                        ratio(
                                run,
                                () -> casts(off, 1, 2 * n, alone),
                                () -> casts(on, 1, 2 * n, watched));
                run.figure("fair-cost", Math.min(calls, casts));
            }
        }
    }

    /// The ratio of the two times, over several runs in turn.
    private static double ratio(BenchRun run, BenchRun.Batch one, BenchRun.Batch other)
            throws Exception {
        double ofOne = 0;
        double ofOther = 0;
        for (int i = 0; i < run.count(9, 5); i++) {
            ofOne += BenchRun.seconds(one);
            ofOther += BenchRun.seconds(other);
        }
        return ofOne / ofOther;
    }

    /// Several processes share a number of calls; each calls one of the servers.
    static void callers(Node node, int processes, int calls, Pid... servers)
            throws InterruptedException {
        var done = new CountDownLatch(processes);
        for (int i = 0; i < processes; i++) {
            Pid server = servers[i % servers.length];
            node.spawn(() -> {
                calls(server, calls / processes);
                done.countDown();
            });
        }
        done.await();
    }

    /// Several processes share a number of casts. It is over when the server has handled all of
    /// them.
    static void casts(Node node, int processes, int casts, Pid server) throws InterruptedException {
        var done = new CountDownLatch(processes);
        for (int i = 0; i < processes; i++) {
            node.spawn(() -> {
                for (int j = 0; j < casts / processes; j++) {
                    GenServer.cast(server, EchoServer.PING);
                }
                GenServer.call(server, EchoServer.SEEN);
                done.countDown();
            });
        }
        done.await();
    }

    private static void calls(Pid server, int calls) {
        for (int i = 0; i < calls; i++) {
            GenServer.call(server, EchoServer.SEEN);
        }
    }
}
