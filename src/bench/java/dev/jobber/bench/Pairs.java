package dev.jobber.bench;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import java.util.concurrent.atomic.LongAdder;

/// Clients with a server each, which call without a pause until their node ends.
final class Pairs {
    private final LongAdder calls = new LongAdder();

    private Pairs() {}

    static Pairs on(Node node, int count) {
        var pairs = new Pairs();
        for (int i = 0; i < count; i++) {
            Pid server = CallBench.echo(node);
            node.spawn(() -> {
                while (true) {
                    GenServer.call(server, EchoServer.SEEN);
                    pairs.calls.increment();
                }
            });
        }
        return pairs;
    }

    /// Calls a second while this time passes.
    double rate(long millis) throws InterruptedException {
        long before = calls.sum();
        long start = System.nanoTime();
        Thread.sleep(millis);
        return (calls.sum() - before) * 1e9 / (System.nanoTime() - start);
    }
}
