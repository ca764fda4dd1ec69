package dev.jobber.otp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/// Does what processes do to one another where the stack is full, at each depth of it, and prints
/// what is left undone: one `WHAT: HOW MANY` on a line. [FullStackEnduranceTest] says what that
/// must be.
///
/// In a JVM of its own: a class that the JVM initializes where the stack is full is broken for
/// good.
final class FullStackProgram {
    private static final int ROUNDS = 10;

    /// How many things are done in a round, each with a little more room on the stack.
    private static final int DEPTHS = 500;

    private final Node node =
            Node.builder().fairness(false).events(event -> {}).lifeEvents().build();

    /// Whether it is done where the stack is full. First it is done where it is not, so that no
    /// class is initialized and no code is linked there.
    private boolean full;

    /// How often code went on as another process than its own.
    private int wrongProcesses;

    private FullStackProgram() {}

    // ---- a full stack

    /// Fills the stack; then does something at each depth on the way up, so an Error comes at every
    /// point of it. Where there is room enough, it does no more.
    private static void deeper(Runnable step, int[] left) {
        try {
            deeper(step, left);
        } catch (StackOverflowError expected) {
            // here the stack is full
        }
        if (left[0] > 0) {
            left[0]--;
            try {
                step.run();
            } catch (StackOverflowError expected) {
                // a little further up there is more room
            }
        }
    }

    private void whereTheStackIsFull(Runnable step) throws Exception {
        node.run(() -> {
            if (full) {
                deeper(step, new int[] {DEPTHS});
            } else {
                IntStream.range(0, DEPTHS).forEach(i -> step.run());
            }
            return true;
        });
    }

    /// How many processes live although they should not, or are counted too often or too seldom.
    /// What has been left undone is done by a thread that wakes another, if it is known.
    private int leftAlive() throws Exception {
        var patience = Duration.ofSeconds(10);
        long deadline = System.nanoTime() + patience.toNanos();
        int left = left();
        while (left != 0 && System.nanoTime() < deadline) {
            node.run(() -> Process.spawn(() -> {}));
            node.awaitQuiet();
            left = left();
        }
        return left;
    }

    private int left() {
        return node.processes().size() + (int) Math.abs(node.processCount());
    }

    // ---- what is done there

    private interface Scenario {
        /// Does it; answers how many things are left undone.
        int run() throws Exception;
    }

    private int deathsOf(List<Pid> victims) throws Exception {
        int[] next = {0};
        whereTheStackIsFull(() -> Process.exit(victims.get(next[0]++), ExitReason.KILL));
        victims.forEach(victim -> Process.exit(victim, ExitReason.KILL));
        return leftAlive();
    }

    private int kills() throws Exception {
        return deathsOf(
                IntStream.range(0, DEPTHS)
                        .mapToObj(i -> node.start(new Counter(0), StartOptions.NONE).pidOrExit())
                        .toList());
    }

    /// A port that is closed as soon as it is asked to.
    private static final class Prompt implements Port {
        final CompletableFuture<Void> closed = new CompletableFuture<>();

        @Override
        public void close(ExitReason reason) {
            closed.complete(null);
        }

        @Override
        public CompletionStage<?> closed() {
            return closed;
        }
    }

    private int killsOfOwners() throws Exception {
        List<Pid> victims = new ArrayList<>();
        List<Prompt> ports = new ArrayList<>();
        for (int i = 0; i < DEPTHS; i++) {
            var port = new Prompt();
            ports.add(port);
            victims.add(node.start(new PortOwner(port), StartOptions.NONE).pidOrExit());
        }
        int left = deathsOf(victims);
        return left + (int) ports.stream().filter(port -> !port.closed.isDone()).count();
    }

    /// Processes that trap exits, each linked to one victim and the watcher of it; they end when
    /// they have heard of its end once by each way.
    private int deathsThatAreNotHeard() throws Exception {
        List<Pid> victims = new ArrayList<>();
        for (int i = 0; i < DEPTHS; i++) {
            Pid victim = node.start(new Counter(0), StartOptions.NONE).pidOrExit();
            victims.add(victim);
            node.spawn(() -> {
                Process.monitor(victim);
                Process.receive(it -> it instanceof Down);
            });
        }
        node.awaitQuiet();
        return deathsOf(victims);
    }

    /// Pairs of a server and one that traps exits and is linked to it.
    private int exitsThatAreNotHeard() throws Exception {
        List<Pid> victims = new ArrayList<>();
        for (int i = 0; i < DEPTHS; i++) {
            Pid victim = node.start(new Counter(0), StartOptions.NONE).pidOrExit();
            victims.add(victim);
            node.spawn(() -> {
                Process.trapExit(true);
                Process.link(victim);
                Process.receive(it -> it instanceof Exit);
            });
        }
        node.awaitQuiet();
        return deathsOf(victims);
    }

    /// Servers with names that are started by a process, which goes on.
    private int namesThatAreKept() throws Exception {
        int[] next = {0};
        whereTheStackIsFull(() -> {
            Pid self = Process.self();
            try {
                Process.trapExit(true);
                GenServer.startLink(new Counter(0), StartOptions.named("n" + next[0]++));
            } finally {
                if (Process.self() != self) {
                    wrongProcesses++;
                }
            }
        });
        node.processes().forEach(each -> Process.exit(each, ExitReason.KILL));
        int left = leftAlive() + node.registered().size() + wrongProcesses;
        wrongProcesses = 0;
        return left;
    }

    private void measure(String what, Scenario scenario) throws Exception {
        full = false;
        for (int i = 0; i < ROUNDS; i++) {
            scenario.run();
        }
        full = true;
        for (int i = 0; i < ROUNDS; i++) {
            System.out.println(what + ": " + scenario.run());
        }
    }

    public static void main(String[] args) throws Exception {
        var program = new FullStackProgram();
        program.measure("killed and alive", program::kills);
        program.measure("owners alive or ports open", program::killsOfOwners);
        program.measure("watchers that have not heard", program::deathsThatAreNotHeard);
        program.measure("links that have not heard", program::exitsThatAreNotHeard);
        program.measure("names that are kept", program::namesThatAreKept);
        System.exit(0);
    }
}
