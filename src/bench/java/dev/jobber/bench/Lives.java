package dev.jobber.bench;

import dev.jobber.otp.Down;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;

/// Processes that come and go, and processes that stay.
final class Lives {
    private Lives() {}

    static void spawnExit(BenchRun run) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            int n = 200_000;
            run.rate(
                    "spawn-exit",
                    n,
                    () ->
                            node.run(() -> {
                                for (int i = 0; i < n; i++) {
                                    Process.Monitored child = Process.spawnMonitor(() -> {});
                                    Process.receive(message ->
                                            message instanceof Down down
                                                    && down.ref() == child.ref());
                                }
                                return n;
                            }));
        }
    }

    static void startStop(BenchRun run) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            int n = 100_000;
            run.rate(
                    "start-stop",
                    n,
                    () ->
                            node.run(() -> {
                                for (int i = 0; i < n; i++) {
                                    GenServer.stop(
                                            GenServer.startLink(new EchoServer()).pidOrExit());
                                }
                                return n;
                            }));
        }
    }

    static void heapIdleServer(BenchRun run) throws Exception {
        int n = run.count(1_000_000, 200_000);
        try (Node node = Node.builder().ownsScheduler().build()) {
            startServers(node, 1_000); // classes and tables
            long before = BenchRun.heapInUse();
            startServers(node, n);
            run.figure("heap-idle-server", (double) (BenchRun.heapInUse() - before) / n);
        }
    }

    private static void startServers(Node node, int n) throws Exception {
        node.run(() -> {
            for (int i = 0; i < n; i++) {
                Pid server = GenServer.start(new EchoServer(), StartOptions.NONE).pidOrExit();
                GenServer.call(server, EchoServer.SEEN);
            }
            return n;
        });
    }
}
