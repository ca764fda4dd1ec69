package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Random trees of servers whose values, exceptions, callbacks and listeners throw whatever can be
/// thrown: nothing hangs, and nothing is left.
class HostileCodeTest {
    private static final int TREES = 1000;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Clock clock = Clock.system();

    /// Keeps the clock open between the nodes of the trees.
    private final Node keeper = Node.builder().fairness(false).clock(clock).build();

    @AfterEach
    void close() {
        keeper.close();
    }

    /// Code that may throw at any place.
    private static final class Hostile {
        private final Random random;

        Hostile(long seed) {
            random = new Random(seed);
        }

        synchronized boolean chance(int oneOf) {
            return random.nextInt(oneOf) == 0;
        }

        synchronized int next(int bound) {
            return random.nextInt(bound);
        }

        void perhaps(int oneOf) {
            if (chance(oneOf)) {
                raise();
            }
        }

        void raise() {
            switch (next(10)) {
                case 0 -> throw new IllegalStateException("boom");
                case 1 -> throw new Odd();
                case 2 -> throw new StackOverflowError();
                case 3 -> throw new OutOfMemoryError("said so");
                case 4 -> throw new NoClassDefFoundError("gone/Away");
                case 5 -> throw new AssertionError(new Silent());
                case 6 -> throw new Thrown(new Silent());
                case 7 -> throw new ExitException(new ExitReason.Term(new Silent()));
                case 8 -> throw new ExitException(ExitReason.SHUTDOWN);
                default -> endless(0);
            }
        }

        private int endless(int depth) {
            return 1 + endless(depth + 1);
        }
    }

    private static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message today");
        }

        @Override
        public synchronized Throwable getCause() {
            return this;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no trace today");
        }
    }

    /// A value that cannot be shown.
    private static final class Silent {
        @Override
        public String toString() {
            throw new IllegalStateException("not printable");
        }
    }

    /// A key that cannot be hashed or compared any more once it is registered.
    private static final class Key {
        private final Hostile hostile;
        private volatile boolean registered;

        Key(Hostile hostile) {
            this.hostile = hostile;
        }

        @Override
        public int hashCode() {
            check();
            return 7;
        }

        @Override
        public boolean equals(Object other) {
            check();
            return other == this;
        }

        private void check() {
            if (registered) {
                hostile.perhaps(2);
            }
        }

        @Override
        public String toString() {
            hostile.perhaps(2);
            return "key";
        }
    }

    private record Ask(Object what) implements Request<Object> {}

    private static final class Server extends GenServer<Object, Ask, Object> {
        private final Hostile hostile;
        private final Registry registry;

        Server(Hostile hostile, Registry registry) {
            this.hostile = hostile;
            this.registry = registry;
        }

        @Override
        protected InitResult<Object> init() {
            hostile.perhaps(8);
            Process.trapExit(hostile.chance(2));
            if (hostile.chance(3)) {
                var key = new Key(hostile);
                registry.register(key, new Silent());
                key.registered = true;
            }
            return hostile.chance(4)
                    ? ok(new Silent(), thenTimeout(Duration.ofMillis(hostile.next(3))))
                    : ok(new Silent());
        }

        @Override
        protected CallResult<Object> handleCall(Ask ask, From from, Object state) {
            hostile.perhaps(2);
            return hostile.chance(3) ? stop(ExitReason.word("done"), 1, state) : reply(1, state);
        }

        @Override
        protected Result<Object> handleCast(Object message, Object state) {
            hostile.perhaps(2);
            return noreply(state);
        }

        @Override
        protected void terminate(ExitReason reason, Object state) {
            hostile.perhaps(3);
        }

        @Override
        protected Status<?> formatStatus(Status<Object> status) {
            hostile.perhaps(2);
            return status;
        }
    }

    private static ChildSpec child(Hostile hostile, Registry registry, int i, int depth) {
        String id = "c" + depth + i;
        ChildSpec.Restart restart = ChildSpec.Restart.values()[hostile.next(3)];
        if (depth < 2 && hostile.chance(3)) {
            return ChildSpec.supervisor(
                            id,
                            () -> {
                                hostile.perhaps(12);
                                return Supervisor.startLink(
                                        flags(hostile),
                                        children(hostile, registry, depth + 1),
                                        StartOptions.NONE);
                            })
                    .withRestart(restart);
        }
        return ChildSpec.worker(
                        id,
                        () -> {
                            hostile.perhaps(12);
                            return GenServer.startLink(new Server(hostile, registry));
                        })
                .withRestart(restart);
    }

    private static Supervisor.Flags flags(Hostile hostile) {
        Supervisor.Strategy[] strategies = Supervisor.Strategy.values();
        return Supervisor.Flags.of(strategies[hostile.next(strategies.length)])
                .withMaxRestarts(hostile.next(6));
    }

    private static List<ChildSpec> children(Hostile hostile, Registry registry, int depth) {
        List<ChildSpec> children = new ArrayList<>();
        for (int i = 0; i < 1 + hostile.next(3); i++) {
            children.add(child(hostile, registry, i, depth));
        }
        return children;
    }

    private static void disturb(Hostile hostile, Node node) {
        List<Pid> all = node.processes();
        if (all.isEmpty()) {
            return;
        }
        Pid pid = all.get(hostile.next(all.size()));
        try {
            switch (hostile.next(8)) {
                case 0, 1 -> GenServer.call(pid, new Ask(new Silent()), Process.INFINITY);
                case 2 -> GenServer.cast(pid, new Silent());
                case 3 -> Process.send(pid, new Silent());
                case 4 -> Process.exit(pid, ExitReason.KILL);
                case 5 -> Process.exit(pid, new ExitReason.Term(new Silent()));
                case 6 -> Sys.getStatus(pid, Process.INFINITY);
                default -> GenServer.stop(pid, ExitReason.SHUTDOWN, Process.INFINITY);
            }
        } catch (ExitException told) {
            assertThat(told.getMessage()).isNotBlank();
        }
    }

    private void live(long seed, EventDelivery how) {
        var hostile = new Hostile(seed);
        var registry = Registry.of(Registry.Keys.UNIQUE, "names");
        try (Node node =
                Node.builder()
                        .fairness(false)
                        .clock(clock)
                        .events(
                                event -> {
                                    assertThat(event.message()).isNotBlank();
                                    if (hostile.chance(30)) {
                                        throw new LinkageError("listener");
                                    }
                                },
                                how)
                        .build()) {
            Registry.start(node, registry).pidOrExit();
            Supervisor.start(
                    node,
                    flags(hostile),
                    children(hostile, registry, 0),
                    StartOptions.named("top"));
            for (int i = 0; i < 10; i++) {
                disturb(hostile, node);
            }
            assertThat(node.stop(LONG)).isEmpty();
            assertThat(node.processCount()).isZero();
            assertThat(node.lingering()).isEmpty();
            assertThat(node.registered()).isEmpty();
        }
    }

    @Test
    void nothing_hangs_and_nothing_is_left() throws Exception {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, removed) -> {});
        try {
            for (int seed = 0; seed < TREES; seed++) {
                int tree = seed;
                EventDelivery how = EventDelivery.values()[seed % 2];
                CompletableFuture<Void> lived = new CompletableFuture<>();
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                live(tree, how);
                                lived.complete(null);
                            } catch (Throwable problem) {
                                lived.completeExceptionally(problem);
                            }
                        });
                assertThat(lived).as("tree " + seed).succeedsWithin(60, TimeUnit.SECONDS);
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(clock.pending()).isZero();
    }
}
