package dev.jobber.bench;

import dev.jobber.otp.Agent;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.PartitionSupervisor;
import dev.jobber.otp.StartOptions;
import java.util.concurrent.CountDownLatch;

/// States that many processes share: agents, and servers by key.
final class Shared {
    private Shared() {}

    static void agentUpdate(BenchRun run) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            Agent<Integer> agent = agent(node);
            int n = 200_000;
            run.rate(
                    "agent-update",
                    n,
                    () -> many(node, 1, n, _ -> agent.update(count -> count + 1)));
        }
    }

    static void agentGet(BenchRun run) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            Agent<Integer> agent = agent(node);
            int n = 500_000;
            run.rate("agent-get", n, () -> many(node, 100, n, _ -> agent.get(count -> count)));
        }
    }

    private static Agent<Integer> agent(Node node) {
        return Agent.at(Agent.start(node, () -> 0, StartOptions.NONE).pidOrExit());
    }

    static void partitionCall(BenchRun run) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            PartitionSupervisor servers =
                    PartitionSupervisor.of(
                                    "servers",
                                    number ->
                                            ChildSpec.worker(
                                                    number,
                                                    () -> GenServer.startLink(new EchoServer())))
                            .withPartitions(8);
            PartitionSupervisor.start(node, servers).pidOrExit();
            int n = 500_000;
            run.rate(
                    "partition-call",
                    n,
                    () -> many(node, 100, n, i -> GenServer.call(servers.via(i), EchoServer.SEEN)));
        }
    }

    private interface Work {
        void run(int number);
    }

    /// A number of processes share the work.
    private static void many(Node node, int processes, int work, Work each)
            throws InterruptedException {
        var done = new CountDownLatch(processes);
        for (int i = 0; i < processes; i++) {
            node.spawn(() -> {
                for (int j = 0; j < work / processes; j++) {
                    each.run(j);
                }
                done.countDown();
            });
        }
        done.await();
    }
}
