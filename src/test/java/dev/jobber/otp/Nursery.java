package dev.jobber.otp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// Children that note what happens to them and fail when they are told to, on a clock that stands
/// still.
final class Nursery implements AutoCloseable {
    final ManualClock clock = new ManualClock();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final Node node = Node.builder().clock(clock).events(this::keep).build();

    private final List<String> seen = new ArrayList<>();
    private final Map<String, Pid> latest = new ConcurrentHashMap<>();

    /// Keeps what processes caused. Whether virtual threads starve depends on the machine's load.
    private void keep(Event event) {
        if (!(event instanceof Event.Starving || event instanceof Event.StarvingEnded)) {
            events.add(event);
        }
    }

    /// What comes of one start of a child.
    sealed interface Birth {
        record Lives() implements Birth {}

        record LivesWith(Object info) implements Birth {}

        record Ignores() implements Birth {}

        record Stops(ExitReason reason) implements Birth {}

        record Raises() implements Birth {}

        /// Waits in init for a message and then raises.
        record Holds() implements Birth {}

        /// The start function itself throws; there is no process.
        record Throws(Exception problem) implements Birth {}

        /// The start function itself answers this; there is no process.
        record Answers(StartResult result) implements Birth {}
    }

    static final Birth LIVES = new Birth.Lives();
    static final Birth IGNORES = new Birth.Ignores();
    static final Birth RAISES = new Birth.Raises();
    static final Birth HOLDS = new Birth.Holds();

    static Birth stops(String reason) {
        return new Birth.Stops(ExitReason.word(reason));
    }

    @Override
    public void close() {
        node.close();
    }

    // ---- making children

    /// How a child behaves besides.
    record Manner(boolean traps, Optional<Duration> slow, boolean raisesInTerminate) {
        static final Manner PLAIN = new Manner(false, Optional.empty(), false);
        static final Manner TRAPS = new Manner(true, Optional.empty(), false);

        static Manner slow(Duration time) {
            return new Manner(true, Optional.of(time), false);
        }

        static final Manner RAISES = new Manner(true, Optional.empty(), true);
    }

    /// A permanent child; after the births listed here it always lives.
    ChildSpec child(String name, Birth... births) {
        return child(name, Manner.PLAIN, births);
    }

    /// A permanent child that traps exits, so that it notes how it was stopped.
    ChildSpec trapping(String name, Birth... births) {
        return child(name, Manner.TRAPS, births);
    }

    ChildSpec child(String name, Manner manner, Birth... births) {
        Deque<Birth> next = new ArrayDeque<>(List.of(births));
        return ChildSpec.worker(
                name,
                ChildSpec.StartFunction.withExtraArguments(extra -> {
                    Birth birth = next.isEmpty() ? LIVES : next.poll();
                    return switch (birth) {
                        case Birth.Answers(var result) -> {
                            note("init " + name + " " + result.getClass().getSimpleName());
                            yield result;
                        }
                        case Birth.Throws(var problem) -> {
                            note("init " + name + " throws");
                            throw problem;
                        }
                        case Birth.LivesWith(var info) ->
                                switch (GenServer.startLink(new Kid(name, manner, birth, extra))) {
                                    case StartResult.Started(var pid, _) ->
                                            StartResult.started(pid, info);
                                    case StartResult other -> other;
                                };
                        default -> GenServer.startLink(new Kid(name, manner, birth, extra));
                    };
                }));
    }

    /// A supervisor as a child.
    ChildSpec supervisor(String name, Supervisor.Flags flags, ChildSpec... children) {
        return ChildSpec.supervisor(
                name, () -> Supervisor.startLink(module(name, flags, children), StartOptions.NONE));
    }

    private Supervisor.Module module(String name, Supervisor.Flags flags, ChildSpec... children) {
        return () -> {
            began(name);
            return new Supervisor.Init.Spec(flags, List.of(children));
        };
    }

    /// A supervisor without a parent, `sup`.
    StartResult start(Supervisor.Flags flags, ChildSpec... children) {
        return Supervisor.start(node, module("sup", flags, children), StartOptions.NONE);
    }

    /// One that starts, and whose start need not be looked at any more.
    Pid started(Supervisor.Flags flags, ChildSpec... children) {
        Pid sup = start(flags, children).pidOrExit();
        seen();
        return sup;
    }

    // ---- being children

    private sealed interface Order {
        record Crash() implements Order {}

        record End(ExitReason reason) implements Order {}
    }

    private final class Kid extends GenServer<String, Request<?>, Order> {
        private final String name;
        private final Manner manner;
        private final Birth birth;
        private final List<Object> extra;

        Kid(String name, Manner manner, Birth birth, List<Object> extra) {
            this.name = name;
            this.manner = manner;
            this.birth = birth;
            this.extra = extra;
        }

        @Override
        protected InitResult<String> init() {
            Process.trapExit(manner.traps());
            return switch (birth) {
                case Birth.Lives(), Birth.LivesWith(_) -> {
                    began(extra.isEmpty() ? name : name + " " + extra);
                    latest.put(name, Process.self());
                    yield ok(name);
                }
                case Birth.Ignores() -> {
                    note("init " + name + " ignores");
                    yield ignore();
                }
                case Birth.Stops(var reason) -> {
                    note("init " + name + " stops");
                    yield stop(reason);
                }
                case Birth.Raises() -> {
                    note("init " + name + " raises");
                    throw new IllegalStateException("init boom");
                }
                case Birth.Holds() -> {
                    note("init " + name + " holds");
                    latest.put(name + " held", Process.self());
                    Process.receive("release"::equals);
                    throw new IllegalStateException("init boom");
                }
                case Birth.Throws(_), Birth.Answers(_) ->
                        throw new AssertionError("expected no process, got: one");
            };
        }

        @Override
        protected Result<String> handleCast(Order order, String state) {
            return switch (order) {
                case Order.Crash() -> throw new IllegalStateException("boom");
                case Order.End(var reason) -> stop(reason, state);
            };
        }

        @Override
        protected void terminate(ExitReason reason, String state) {
            String why =
                    reason instanceof ExitReason.Crash(var problem)
                            ? problem.getMessage()
                            : reason.toString();
            note("terminated " + name + " " + why);
            manner.slow().ifPresent(Process::sleep);
            if (manner.raisesInTerminate()) {
                throw new IllegalStateException("terminate boom");
            }
        }
    }

    private void began(String who) {
        latest.put(who, Process.self());
        note("started " + who);
    }

    private synchronized void note(String what) {
        seen.add(what);
    }

    // ---- doing things to them

    /// The latest process of this name.
    Pid pid(String name) {
        Pid pid = latest.get(name);
        if (pid == null) {
            throw new AssertionError("expected a process " + name + ", got: " + latest.keySet());
        }
        return pid;
    }

    void crash(String name) {
        GenServer.cast(pid(name), new Order.Crash());
        clock.settle();
    }

    void end(String name, ExitReason reason) {
        GenServer.cast(pid(name), new Order.End(reason));
        clock.settle();
    }

    void exit(String name, ExitReason reason) {
        Process.exit(pid(name), reason);
        clock.settle();
    }

    /// Ends an init that holds: it raises.
    void release(String name) {
        Process.send(pid(name + " held"), "release");
        clock.settle();
    }

    /// What was noted since the last look.
    List<String> seen() {
        clock.settle();
        synchronized (this) {
            List<String> all = List.copyOf(seen);
            seen.clear();
            return all;
        }
    }

    /// `which_children` in words: `a running`.
    static List<String> which(Pid supervisor) {
        return Supervisor.whichChildren(supervisor).stream()
                .map(child ->
                        child.id()
                                + switch (child.state()) {
                                    case Supervisor.ChildState.Running(_) -> " running";
                                    case Supervisor.ChildState.Restarting() -> " restarting";
                                    case Supervisor.ChildState.Undefined() -> " undefined";
                                })
                .toList();
    }

    /// Why a process ended, once it has.
    AtomicReference<ExitReason> fateOf(Pid pid) {
        AtomicReference<ExitReason> fate = new AtomicReference<>();
        node.spawn(() -> {
            Process.monitor(pid);
            fate.set(((Down) Process.receive()).reason());
        });
        clock.settle();
        return fate;
    }

    /// The events of one kind.
    <E extends Event> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
