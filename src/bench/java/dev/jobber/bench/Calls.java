package dev.jobber.bench;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.StartOptions;
import java.util.concurrent.CountDownLatch;

/// Calls and casts between processes, and from outside.
final class Calls {
    private Calls() {}

    static Pid echo(Node node) {
        return node.start(new Echo(), StartOptions.NONE).pidOrExit();
    }

    static void oneToOne(Run run) throws Exception {
        try (Node node = Node.builder().build()) {
            Pid server = echo(node);
            int n = 200_000;
            run.rate("call-1-1", n, () -> callers(node, 1, n, server));
        }
    }

    static void hundredToOne(Run run) throws Exception {
        try (Node node = Node.builder().build()) {
            Pid server = echo(node);
            int n = 500_000;
            run.rate("call-100-1", n, () -> callers(node, 100, n, server));
        }
    }

    static void twoPairs(Run run) throws Exception {
        try (Node node = Node.builder().build()) {
            Pid one = echo(node);
            Pid other = echo(node);
            int n = 400_000;
            run.rate("call-2-pairs", n, () -> callers(node, 2, n, one, other));
        }
    }

    static void outside(Run run) throws Exception {
        try (Node node = Node.builder().build()) {
            Pid server = echo(node);
            int n = 50_000;
            run.rate("call-outside", n, () -> calls(server, n));
        }
    }

    static void castOne(Run run) throws Exception {
        castFrom(run, "cast-1-1", 1);
    }

    static void castFour(Run run) throws Exception {
        castFrom(run, "cast-4-1", 4);
    }

    private static void castFrom(Run run, String id, int senders) throws Exception {
        try (Node node = Node.builder().build()) {
            Pid server = echo(node);
            int n = 1_000_000;
            run.rate(id, n, () -> casts(node, senders, n, server));
        }
    }

    /// So many processes share so many calls; the servers are shared out among them.
    static void callers(Node node, int processes, int calls, Pid... servers)
            throws InterruptedException {
        CountDownLatch done = new CountDownLatch(processes);
        for (int i = 0; i < processes; i++) {
            Pid server = servers[i % servers.length];
            node.spawn(() -> {
                calls(server, calls / processes);
                done.countDown();
            });
        }
        done.await();
    }

    /// So many processes share so many casts; over when the server has handled them all.
    static void casts(Node node, int processes, int casts, Pid server) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(processes);
        for (int i = 0; i < processes; i++) {
            node.spawn(() -> {
                for (int j = 0; j < casts / processes; j++) {
                    GenServer.cast(server, Echo.PING);
                }
                GenServer.call(server, Echo.SEEN);
                done.countDown();
            });
        }
        done.await();
    }

    private static void calls(Pid server, int calls) {
        for (int i = 0; i < calls; i++) {
            GenServer.call(server, Echo.SEEN);
        }
    }
}
