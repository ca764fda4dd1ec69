package dev.jobber.bench;

import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.MailboxFullException;
import dev.jobber.otp.MailboxLimit;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartOptions;
import java.time.Duration;

/// One process casts to a slow server as fast as it can, and the mailbox of the server has a limit.
/// Measures how fast other processes are meanwhile, and how many messages waited at most.
final class HotMailbox {
    private static final int LIMIT = 10_000;
    private static final int OTHERS = 2;

    private HotMailbox() {}

    /// Takes a millisecond for each message, and waits meanwhile.
    private static final class Slow extends GenServer<Integer, Request<?>, Object> {
        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected CallResult<Integer> handleCall(Request<?> request, From from, Integer seen) {
            return reply(seen, seen);
        }

        @Override
        protected Result<Integer> handleCast(Object message, Integer seen) {
            Process.sleep(Duration.ofMillis(1));
            return noreply(seen + 1);
        }
    }

    static void measure(BenchRun run) throws Exception {
        long millis = run.count(2_000, 1_000);
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pairs.on(node, OTHERS).rate(2 * millis); // warm-up
        }
        for (int i = 0; i < run.repeats(); i++) {
            double alone;
            try (Node node = Node.builder().ownsScheduler().build()) {
                alone = Pairs.on(node, OTHERS).rate(millis);
            }
            for (MailboxLimit.WhenFull full : MailboxLimit.WhenFull.values()) {
                measure(run, full, alone, millis);
            }
        }
    }

    private static void measure(BenchRun run, MailboxLimit.WhenFull full, double alone, long millis)
            throws Exception {
        String row = "hot-mailbox-" + full.name().toLowerCase(java.util.Locale.ROOT);
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pid slow =
                    node.start(new Slow(), StartOptions.NONE.withMaxMailbox(LIMIT, full))
                            .pidOrExit();
            var others = Pairs.on(node, OTHERS);
            node.spawn(() -> flood(slow));
            var most = new Most(node, slow);
            Thread watch = Thread.ofPlatform().daemon().start(most);
            double beside = others.rate(millis);
            most.over = true;
            watch.join();
            run.figure(row, beside / alone);
            run.figure("hot-mailbox-most", most.seen);
        }
    }

    /// A refused cast is given up, and the next one is tried at once.
    private static void flood(Pid server) {
        while (true) {
            try {
                GenServer.cast(server, EchoServer.PING);
            } catch (MailboxFullException full) {
                Thread.onSpinWait();
            }
        }
    }

    /// Looks again and again how many messages wait.
    private static final class Most implements Runnable {
        private final Node node;
        private final Pid server;
        private volatile boolean over;
        private int seen;

        Most(Node node, Pid server) {
            this.node = node;
            this.server = server;
        }

        @Override
        public void run() {
            while (!over) {
                int now = node.info(server).map(ProcessInfo::messageQueueLength).orElse(0);
                seen = Math.max(seen, now);
                try {
                    Thread.sleep(1);
                } catch (InterruptedException ended) {
                    return;
                }
            }
        }
    }
}
