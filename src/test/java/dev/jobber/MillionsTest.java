package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.JobRequest;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.Outcome;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Down;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.ProcessCode;
import dev.jobber.otp.Registry;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Supervisor;
import dev.jobber.otp.Task;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Nothing grows: after millions of everything that comes and goes, the heap holds what it held.
///
/// It takes long, so it runs by `scripts/test -Psoak` only, which says how many millions, and after
/// how many minutes it gives up.
@Tag("soak")
class MillionsTest {
    private static final int MILLION = 1_000_000;
    private static final long WANTED = Integer.getInteger("soak.millions") * (long) MILLION;
    private static final Duration LIMIT = Duration.ofMinutes(Integer.getInteger("soak.minutes"));

    /// How much of each kind of load comes before the next kind.
    private static final int ROUND = 100_000;

    /// What is warm after these rounds is what the heap is compared with.
    private static final int WARM_UP = 3;

    /// How much more of the heap may be in use at any look: room for what a collection leaves by
    /// chance. Ten million of anything that leaves a single reference behind need forty times that.
    private static final long ROOM = MILLION;

    /// How many collections there are at a look. A serial collector leaves room of what is dead as
    /// it is, some megabytes of it, in three of four collections.
    private static final int COLLECTIONS = 5;

    /// How many processes work at once.
    private static final int AT_ONCE = 100;

    private static final ExitReason BOOM = ExitReason.word("boom");

    /// Never answers what it is asked.
    private static final class Silent extends GenServer<Long, Silent.Question, Object> {
        record Question() implements Request<Integer> {}

        @Override
        protected InitResult<Long> init() {
            return ok(0L);
        }

        @Override
        protected CallResult<Long> handleCall(Question question, From from, Long asked) {
            return noreply(asked + 1);
        }
    }

    /// Refuses to start.
    private static final class Unwilling extends GenServer<Integer, Request<?>, Object> {
        @Override
        protected InitResult<Integer> init() {
            return stop(BOOM);
        }
    }

    /// What is done again and again. One unit of it is the least of which there are millions.
    private record Load(String name, Amount units) {
        @FunctionalInterface
        interface Amount {
            void work(int units) throws Exception;
        }
    }

    private final Node node = Node.builder().build();
    private final Registry registry = Registry.of(Registry.Keys.UNIQUE, "registry", 2);
    private final Registry groups = Registry.of(Registry.Keys.DUPLICATE, "groups");
    private Pid silent;
    private Pid crowded;
    private Pid runner;
    private Jobber jobber;

    @BeforeEach
    void begin() {
        silent = node.start(new Silent(), StartOptions.named("silent")).pidOrExit();
        Registry.start(node, registry).pidOrExit();
        Registry.start(node, groups).pidOrExit();
        crowded = dynamicSupervisor(DynamicSupervisor.Flags.DEFAULT.withMaxChildren(0));
        runner =
                dynamicSupervisor(
                        DynamicSupervisor.Flags.DEFAULT.withMaxRestarts(MILLION).withMaxSeconds(1));
        jobber = Jobber.start(node, JobberOptions.defaults().withHistory(100));
    }

    private Pid dynamicSupervisor(DynamicSupervisor.Flags flags) {
        return DynamicSupervisor.start(node, flags, StartOptions.NONE).pidOrExit();
    }

    @AfterEach
    void end() {
        node.close();
    }

    private List<Load> loads() {
        return List.of(
                new Load("processes that were monitored", this::processes),
                new Load("processes that start their successor", this::generations),
                new Load("monitors taken back", this::monitors),
                new Load("calls that timed out", this::timedOutCalls),
                new Load("starts that were refused", this::refusedStarts),
                new Load("keys of a registry", this::keys),
                new Load("timers that were cancelled", this::timers),
                new Load("tasks", this::tasks),
                new Load("restarts of children", units -> restarts(units / 10)),
                new Load("jobs", units -> jobs(units / 10)));
    }

    @Test
    void after_millions_of_everything_the_heap_is_where_it_was() throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long rounds = Math.max(WARM_UP + 1, WANTED / ROUND);
        long before = 0;
        State first = null;
        for (int round = 1; round <= rounds; round++) {
            for (Load load : loads()) {
                load.units().work(ROUND);
            }
            var now = State.of(node);
            if (round == WARM_UP) {
                first = now;
            }
            boolean isLook = round <= WARM_UP || round % 10 == 0 || round == rounds;
            if (isLook) {
                long used = usedHeap();
                before = round == WARM_UP ? used : before;
                System.out.printf(
                        "soak: %,d of each; %,d bytes in use%n", (long) round * ROUND, used);
                if (round > WARM_UP) {
                    assertThat(used)
                            .as("heap after %,d of each of %s", (long) round * ROUND, loads())
                            .isLessThan(before + ROOM);
                }
            }
            if (round > WARM_UP) {
                assertThat(now).isEqualTo(first);
            }
            assertThat(System.nanoTime())
                    .as(
                            "expected %,d of each within %s, got: %,d; choose fewer with -Dsoak.millions or more time with -Dsoak.minutes",
                            WANTED, LIMIT, (long) round * ROUND)
                    .isLessThan(deadline);
        }
    }

    /// What a node counts itself.
    private record State(long processes, long timers, int names, int lingering) {
        static State of(Node node) {
            node.awaitQuiet();
            return new State(
                    node.processCount(),
                    node.clock().pending(),
                    node.registered().size(),
                    node.lingering().size());
        }
    }

    /// At the end of a collection: what threads reserve afterwards, to allocate in, does not count.
    private static long usedHeap() {
        return LongStream.range(0, COLLECTIONS).map(i -> usedAfterCollection()).min().orElseThrow();
    }

    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    // ---- the loads

    /// Has a number of processes work at once, and waits for all of them.
    private void together(int processes, ProcessCode code) throws Exception {
        node.run(() -> {
            List<MonitorRef> working = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                working.add(Process.spawnMonitor(code).ref());
            }
            for (MonitorRef each : working) {
                Down down = down(each);
                assertThat(down.reason()).isEqualTo(ExitReason.NORMAL);
            }
            return processes;
        });
    }

    private static Down down(MonitorRef ref) {
        return (Down) Process.receive(message -> message instanceof Down down && down.ref() == ref);
    }

    private void processes(int units) throws Exception {
        for (int done = 0; done < units; done += 10 * AT_ONCE) {
            together(10 * AT_ONCE, () -> {});
        }
    }

    private void generations(int units) throws Exception {
        together(
                AT_ONCE,
                () -> {
                    Pid waiting = Process.self();
                    Process.spawn(() -> succeed(units / AT_ONCE, waiting));
                    Process.receive("the last"::equals);
                });
    }

    private static void succeed(int generations, Pid waiting) {
        if (generations == 0) {
            Process.send(waiting, "the last");
        } else {
            Process.spawn(() -> succeed(generations - 1, waiting));
        }
    }

    private void monitors(int units) throws Exception {
        together(
                AT_ONCE,
                () -> {
                    for (int i = 0; i < units / AT_ONCE; i++) {
                        Process.demonitor(Process.monitor(silent));
                    }
                });
    }

    private void timedOutCalls(int units) throws Exception {
        together(
                AT_ONCE,
                () -> {
                    for (int i = 0; i < units / AT_ONCE; i++) {
                        askInVain();
                    }
                });
    }

    private void askInVain() {
        assertThatThrownBy(() -> GenServer.call(silent, new Silent.Question(), Duration.ofNanos(1)))
                .isInstanceOf(ExitException.class);
    }

    private void refusedStarts(int units) throws Exception {
        var child = ChildSpec.worker("child", () -> GenServer.startLink(new Silent()));
        together(
                AT_ONCE / 10,
                () -> {
                    for (int i = 0; i < units / (AT_ONCE / 10); i++) {
                        StartResult refused =
                                switch (i % 3) {
                                    case 0 ->
                                            GenServer.start(
                                                    new Silent(), StartOptions.named("silent"));
                                    case 1 -> GenServer.start(new Unwilling(), StartOptions.NONE);
                                    default -> DynamicSupervisor.startChild(crowded, child);
                                };
                        assertThat(refused).isInstanceOf(StartResult.Failed.class);
                    }
                });
    }

    /// Half of the keys are given up, the others are lost with their owners.
    private void keys(int units) throws Exception {
        int each = 10;
        for (int done = 0; done < units; done += each * AT_ONCE) {
            int from = done;
            together(
                    AT_ONCE,
                    () -> {
                        for (int i = 0; i < each; i++) {
                            String key = Process.self() + "/" + (from + i);
                            registry.register(key, key);
                            groups.register(i, key);
                            if (i % 2 == 0) {
                                registry.unregister(key);
                                groups.unregister(i);
                            }
                        }
                    });
        }
    }

    private void timers(int units) throws Exception {
        together(
                AT_ONCE,
                () -> {
                    for (int i = 0; i < units / AT_ONCE; i++) {
                        Process.sendAfter(Process.self(), "later", Duration.ofHours(2)).cancel();
                    }
                });
    }

    private void tasks(int units) throws Exception {
        together(
                AT_ONCE,
                () -> {
                    for (int i = 0; i < units / AT_ONCE; i++) {
                        int value = i;
                        assertThat(Task.async(() -> value).await(Process.INFINITY))
                                .isEqualTo(value);
                    }
                });
    }

    private void restarts(int units) throws Exception {
        var child =
                ChildSpec.worker(
                        "child",
                        () ->
                                StartResult.started(
                                        Process.spawnLink(() -> Process.receive("end"::equals))));
        node.run(() -> {
            Pid pid = DynamicSupervisor.startChild(runner, child).pidOrExit();
            for (int i = 0; i < units; i++) {
                MonitorRef ref = Process.monitor(pid);
                Process.exit(pid, BOOM);
                down(ref);
                pid = onlyChild();
            }
            DynamicSupervisor.terminateChild(runner, pid);
            return units;
        });
    }

    /// Once the supervisor answers it has dealt with the end of the last.
    private Pid onlyChild() {
        return switch (DynamicSupervisor.whichChildren(runner).getFirst().state()) {
            case Supervisor.ChildState.Running(var pid) -> pid;
            case Supervisor.ChildState state ->
                    throw new AssertionError("expected a child that runs, got: " + state);
        };
    }

    private void jobs(int units) throws Exception {
        together(
                AT_ONCE / 10,
                () -> {
                    for (int i = 0; i < units / (AT_ONCE / 10); i++) {
                        jobber.startJob(JobRequest.of(attempt -> Outcome.ok()));
                    }
                });
        node.awaitQuiet();
    }
}
