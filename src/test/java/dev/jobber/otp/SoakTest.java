package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A tree of 10 000 processes, killed at random from several threads, and what must hold when the
/// dust has settled.
class SoakTest {
    private static final int BRANCHES = 100;
    private static final int LEAVES = 98;
    private static final int KILLERS = 4;
    private static final int KILLS = 2_000;

    /// Has a name, monitors the leaf before it, and sets a timer that will never be due.
    private static final class Leaf extends GenServer<Integer, Counter.Query<?>, Counter.Change> {
        private final String name;
        private final Optional<String> neighbour;

        Leaf(String name, Optional<String> neighbour) {
            this.name = name;
            this.neighbour = neighbour;
        }

        @Override
        protected InitResult<Integer> init() {
            Process.trapExit(name.hashCode() % 3 == 0);
            Process.sendAfter(Process.self(), "never", Duration.ofDays(1));
            Node node = Process.self().node();
            neighbour.ifPresent(it -> Process.monitor(node.named(it)));
            return ok(0);
        }

        @Override
        protected Result<Integer> handleInfo(Object message, Integer downs) {
            return noreply(downs + 1);
        }
    }

    private static ChildSpec leaf(int branch, int number) {
        String name = "leaf-" + branch + "-" + number;
        Optional<String> before =
                number == 0 ? Optional.empty() : Optional.of("leaf-" + branch + "-" + (number - 1));
        return ChildSpec.worker(
                name, () -> GenServer.startLink(new Leaf(name, before), StartOptions.named(name)));
    }

    private static ChildSpec branch(int branch) {
        Supervisor.Strategy[] strategies = Supervisor.Strategy.values();
        List<ChildSpec> leaves = new ArrayList<>();
        for (int i = 0; i < LEAVES; i++) {
            leaves.add(leaf(branch, i));
        }
        Supervisor.Flags flags =
                Supervisor.Flags.of(strategies[branch % strategies.length])
                        .withMaxRestarts(20)
                        .withMaxSeconds(1);
        String name = "branch-" + branch;
        return ChildSpec.supervisor(
                name, () -> Supervisor.startLink(flags, leaves, StartOptions.named(name)));
    }

    @Test
    void after_random_kills_nothing_is_left_over() throws Exception {
        try (Node node = Node.builder().build()) {
            List<ChildSpec> branches = new ArrayList<>();
            for (int i = 0; i < BRANCHES; i++) {
                branches.add(branch(i));
            }
            Supervisor.Flags flags =
                    Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE)
                            .withMaxRestarts(Integer.MAX_VALUE)
                            .withMaxSeconds(1);
            Pid root =
                    Supervisor.start(node, flags, branches, StartOptions.named("root")).pidOrExit();
            node.awaitQuiet();
            long before = node.processCount();
            assertThat(before).isEqualTo(1 + BRANCHES + BRANCHES * LEAVES);
            Set<String> namesBefore = new HashSet<>(node.registered());

            killAtRandom(node);
            node.awaitQuiet();

            assertThat(node.processCount()).isEqualTo(before);
            assertThat(new HashSet<>(node.registered())).isEqualTo(namesBefore);
            for (Pid pid : node.processes()) {
                ProcessInfo info = node.info(pid).orElseThrow();
                assertThat(info.name()).as("name of %s", info).isPresent();
                assertThat(node.whereis((String) info.name().get())).contains(pid);
                assertThat(info.parent().filter(Pid::isAlive).isPresent() || pid == root)
                        .as("%s has a live parent", info)
                        .isTrue();
                assertThat(info.links()).as("links of %s", info).allMatch(Pid::isAlive);
                assertThat(info.monitoredBy()).as("monitors of %s", info).allMatch(Pid::isAlive);
            }
            assertThat(node.lingering()).isEmpty();
            assertThat(node.clock().pending())
                    .as("timers, one for each leaf")
                    .isEqualTo(BRANCHES * LEAVES);

            Supervisor.stop(root);
            node.awaitQuiet();

            assertThat(node.processCount()).isZero();
            assertThat(node.registered()).isEmpty();
            assertThat(node.clock().pending()).isZero();
        }
    }

    private static void killAtRandom(Node node) throws InterruptedException {
        List<Thread> killers = new ArrayList<>();
        for (int k = 0; k < KILLERS; k++) {
            var random = new Random(k);
            killers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < KILLS; i++) {
                                    int branch = random.nextInt(BRANCHES);
                                    String victim =
                                            random.nextInt(500) == 0
                                                    ? "branch-" + branch
                                                    : "leaf-"
                                                            + branch
                                                            + "-"
                                                            + random.nextInt(LEAVES);
                                    ExitReason reason =
                                            random.nextBoolean()
                                                    ? ExitReason.KILL
                                                    : ExitReason.word("boom");
                                    node.whereis(victim)
                                            .ifPresent(pid -> Process.exit(pid, reason));
                                }
                            }));
        }
        for (Thread killer : killers) {
            killer.join();
        }
    }
}
