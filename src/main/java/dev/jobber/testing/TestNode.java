package dev.jobber.testing;

import dev.jobber.otp.Dest;
import dev.jobber.otp.Event;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StartResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// A node for one test, whose time stands still until the test moves it. See [NodeExtension].
///
/// Where something is expected that is not so, its methods throw an [AssertionError] that says what
/// is.
public final class TestNode implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ManualClock clock = new ManualClock();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Node node = Node.builder().clock(clock).events(events::add).build();

    /// A node without processes.
    public TestNode() {}

    /// The node itself.
    public Node node() {
        return node;
    }

    /// Its clock.
    public ManualClock clock() {
        return clock;
    }

    /// Lets time pass: all that happens within this time has happened when it returns, and all
    /// processes wait.
    public void tick(Duration time) {
        clock.advance(time);
    }

    /// Waits until all processes wait for something. No time passes on the clock.
    public void awaitQuiet() {
        node.awaitQuiet();
    }

    /// Starts a server; its start must succeed.
    public Pid start(GenServer<?, ?, ?> server) {
        return node.start(server, StartOptions.NONE).pidOrExit();
    }

    /// Starts anything, in a process of its own; its start must succeed.
    public Pid start(Supplier<StartResult> start) throws Exception {
        return run(start::get).pidOrExit();
    }

    /// Runs code as a process and waits for what comes of it, as [Node#run].
    public <T> T run(Callable<T> code) throws Exception {
        return node.run(code);
    }

    /// A process that keeps all messages that it gets, for the test to look at.
    public Probe probe() {
        return new Probe(node);
    }

    /// What has happened so far, without what depends on the load of the machine.
    public List<Event> events() {
        node.awaitQuiet();
        return events.stream()
                .filter(event ->
                        !(event instanceof Event.Starving || event instanceof Event.StarvingEnded))
                .toList();
    }

    // ---- assertions

    /// The process of a name, or a pid, lives. Answers which it is.
    public Pid assertAlive(Dest dest) {
        node.awaitQuiet();
        return dest.whereis()
                .orElseThrow(() ->
                        new AssertionError(
                                "expected a live process, got: "
                                        + dest
                                        + ", which is not alive; these live: "
                                        + node.processes().stream().map(node::info).toList()));
    }

    /// No live process is behind this.
    public void assertDead(Dest dest) {
        node.awaitQuiet();
        dest.whereis()
                .ifPresent(pid -> {
                    throw new AssertionError(
                            "expected no live process, got: "
                                    + dest
                                    + ", which is alive as "
                                    + pid);
                });
    }

    /// Supervisors have started this number of children again since the test began.
    public void assertRestarts(int expected) {
        List<Event> restarts = events().stream().filter(Event.Restarted.class::isInstance).toList();
        if (restarts.size() != expected) {
            throw new AssertionError(
                    "expected "
                            + expected
                            + " restarts, got: "
                            + restarts.size()
                            + restarts.stream()
                                    .map(it -> "\n    " + it.message())
                                    .reduce("", String::concat));
        }
    }

    /// No process has crashed since the test began.
    public void assertNoCrash() {
        events().stream()
                .filter(event -> event.level() == Event.Level.ERROR)
                .findFirst()
                .ifPresent(event -> {
                    throw new AssertionError("expected no crash, got: " + event.message());
                });
    }

    /// Ends the node in order. Throws an [AssertionError] if a thread of it goes on although its
    /// process was killed: it would run into the tests that follow.
    @Override
    public void close() {
        node.stop(GRACE);
        List<Pid> lingering = node.lingering();
        if (!lingering.isEmpty()) {
            throw new AssertionError(
                    "expected no thread to outlive the test, got: the threads of "
                            + lingering
                            + " ignore their interrupt");
        }
    }

    /// A process that keeps what it gets.
    public static final class Probe {
        private final List<Object> messages = new CopyOnWriteArrayList<>();
        private final Pid pid;

        private Probe(Node node) {
            pid =
                    node.spawn(() -> {
                        while (true) {
                            messages.add(Process.receive());
                        }
                    });
        }

        /// The process.
        public Pid pid() {
            return pid;
        }

        /// All that it has got so far, in the order of arrival, when all processes wait.
        public List<Object> messages() {
            pid.node().awaitQuiet();
            return List.copyOf(messages);
        }

        /// It has got exactly these messages, in this order.
        public void assertMessages(Object... expected) {
            List<Object> got = messages();
            if (!got.equals(List.of(expected))) {
                throw new AssertionError(
                        "expected the messages " + List.of(expected) + ", got: " + got);
            }
        }
    }
}
