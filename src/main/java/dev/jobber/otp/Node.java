package dev.jobber.otp;

import dev.jobber.otp.scheduling.FairnessWatchdog;
import dev.jobber.otp.scheduling.SpinWait;
import dev.jobber.otp.scheduling.WakeGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// A world of processes: its table, its names, its clock, its events. There is no other state; two
/// nodes share nothing.
///
/// ```
///   ┌ node ──────────────────────────────────────┐
///   │ processes   #PID<0.1.0>  #PID<0.2.0>  …    │
///   │ names       "counter" ──► #PID<0.2.0>      │──► events, to its listeners
///   │ clock       the system's, or a ManualClock │
///   └────────────────────────────────────────────┘
/// ```
///
/// ```java
/// try (Node node = Node.builder().build()) {
///     node.start(new Counter(), StartOptions.named("counter")).pidOrExit();
///     GenServer.cast(node.named("counter"), new Counter.Add(2));
///     two = GenServer.call(node.named("counter"), new Counter.Get());
///     node.stop(Duration.ofSeconds(5)); // in order; close alone would kill
/// }
/// ```
///
/// **When to use it.** One for an application, opened and closed with it; one of its own for each
/// test, with a [ManualClock]. Two in one program where neither part may see the processes of the
/// other.
///
/// **What it costs.** Two daemon threads, one of the clock and one that watches over fairness, and
/// one for each listener while events come. It changes nothing of the JVM unless
/// [Builder#ownsScheduler()] asks for it.
public final class Node implements AutoCloseable {
    /// A system property that the JDK sets when the first recording of the JVM starts.
    private static final String RECORDER_RUNS = "jdk.jfr.repository";

    /// The node looks for a recorder at one new process of this number of new processes. A power of
    /// 2.
    private static final int LOOK_EVERY = 256;

    /// How long a node that is closed waits for its listeners.
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(1);

    private final Clock clock;
    private final Duration killGrace;
    private final NodeEvents events;
    private final ThreadFactory threads =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();
    private final ForeignCalls foreignCalls = new ForeignCalls(threads, this::emitLater);
    private final FairnessWatchdog fairness;
    private final WakeGate gate;
    private final SpinWait spin = new SpinWait();
    private final ProcessTable table = new ProcessTable();
    private final ProcessViews views = new ProcessViews(table);
    private final NodeQuiet quiet = new NodeQuiet(table, views, this::isForeignCodeQuiet);
    private final NodeNames names = new NodeNames();
    private final Set<ProcessCell> lingering = ConcurrentHashMap.newKeySet();

    /// An Error kept a thread from doing something for a process. Written without a call, for which
    /// there may be no stack.
    volatile boolean anyUnfinished;

    final Stillborn stillborn = new Stillborn();

    /// A recorder has been noticed. Read for each process and each message, so it is a plain field:
    /// a thread may see it a little later than another.
    boolean recorded;

    /// All processes are being marked as killed, and no death is announced meanwhile.
    private volatile boolean marking;

    /// Nanoseconds in which some processes are marked.
    private static final long A_FEW_MARKS = 20_000;

    /// The sender of exit signals that no process sent.
    private final ProcessCell outside;

    private Node(Builder builder) {
        clock = builder.clock == null ? Clock.system() : builder.clock;
        killGrace = builder.killGrace;
        events = new NodeEvents(this, builder.listener, builder.eventDelivery, builder.tellsLives);
        recorded = System.getProperty(RECORDER_RUNS) != null;
        var scheduling = new NodeScheduling(this, table);
        fairness =
                new FairnessWatchdog(builder.mode(), threads, scheduling, scheduling, scheduling);
        gate = fairness.gate();
        clock.attach(this);
        outside = new ProcessCell(this, null, new BareProcess(() -> {}));
        outside.rehearseAnError();
        ServerStart.rehearseAnError(this);
        anyUnfinished = false;
    }

    /// How a node is to be; everything has a default.
    public static Builder builder() {
        return new Builder();
    }

    /// A node in the making.
    public static final class Builder {
        private @Nullable Clock clock;
        private Duration killGrace = Duration.ofSeconds(5);
        private @Nullable EventListener listener;
        private EventDelivery eventDelivery = EventDelivery.QUEUED;
        private boolean tellsLives;
        private boolean fairness = true;
        private boolean ownsScheduler;

        private Builder() {}

        /// Where time comes from; real time by default. The last node that is closed closes it.
        public Builder clock(Clock newClock) {
            clock = Refused.ifNull(newClock, "a clock");
            return this;
        }

        /// How long the code of a killed process may go on before the process counts as dead and
        /// its thread as lingering; 5 s by default, of real or manual time.
        public Builder killGrace(Duration newGrace) {
            if (Refused.ifNull(newGrace, "a duration").isNegative()) {
                throw new IllegalArgumentException(
                        "expected a grace that is not negative, got: " + newGrace);
            }
            killGrace = newGrace;
            return this;
        }

        /// What hears of events, on a thread of its own; nothing does by default.
        public Builder events(EventListener newListener) {
            return events(newListener, EventDelivery.QUEUED);
        }

        /// What hears of events, and how they, and what [Node#delivery] is used for, come to
        /// listeners.
        public Builder events(EventListener newListener, EventDelivery how) {
            listener = Refused.ifNull(newListener, "a listener");
            eventDelivery = Refused.ifNull(how, "a way of delivery");
            return this;
        }

        /// Tells the listener of the start and of the end of each server, too: [Event.Started] and
        /// [Event.Exited]. It does not by default, because servers may come and go by the million.
        public Builder lifeEvents() {
            tellsLives = true;
            return this;
        }

        /// Sets whether the node watches that others get their turn, even if its processes talk
        /// without a pause: the other virtual threads of the JVM, calls from outside, timers. It
        /// does by default, and has a thread for it that sleeps while nothing happens. Where others
        /// wait in vain, its processes pause for a moment between two messages; nothing is changed
        /// that is the JVM's.
        ///
        /// Without it, processes that keep one another busy on every carrier starve all other
        /// virtual threads of the JVM completely: that is how the JDK's scheduler is made.
        ///
        /// With it or without, a process that computes without a pause keeps its carrier from all
        /// others, as any virtual thread does; see [#ownsScheduler()].
        public Builder fairness(boolean on) {
            fairness = on;
            return this;
        }

        /// The node may change how many carriers the virtual threads of the JVM share
        /// (`VirtualThreadSchedulerMXBean.setParallelism`); it does not by default. For a program
        /// whose work is done by processes: fewer carriers while they do little but talk, which is
        /// several times quicker, and more while they compute without a pause, so that they keep
        /// none from its turn. Other virtual threads, a web server's for example, may get a tenth
        /// of what they had.
        ///
        /// Several nodes may do so: what any of them needs counts, and the last one to be idle or
        /// closed gives back exactly the number that was found, or that was set by others
        /// meanwhile. Of no effect without [#fairness].
        public Builder ownsScheduler() {
            ownsScheduler = true;
            return this;
        }

        private FairnessWatchdog.Mode mode() {
            if (!fairness) {
                return FairnessWatchdog.Mode.OFF;
            }
            return ownsScheduler
                    ? FairnessWatchdog.Mode.OWNS_SCHEDULER
                    : FairnessWatchdog.Mode.HOLDS_TRAFFIC;
        }

        /// The node, running.
        public Node build() {
            return new Node(this);
        }
    }

    // ---- starting processes from outside

    /// Starts a server that has no parent, as `GenServer.start/3`. Blocks until its init has
    /// returned. Throws [IllegalStateException] if the node is closed.
    public StartResult start(GenServer<?, ?, ?> server, StartOptions options) {
        return ServerStart.start(this, Optional.empty(), new ServerLoop<>(server), options);
    }

    /// Starts a bare process without a link, as `spawn/1`. Does not block. Throws
    /// [IllegalStateException] if the node is closed.
    public Pid spawn(ProcessCode code) {
        var cell = new ProcessCell(this, null, new BareProcess(code));
        cell.begin();
        return cell;
    }

    /// Runs code as a process of its own and waits for what comes of it.
    ///
    /// Throws what the code throws, whatever it is: an [AssertionError] reaches the test. The
    /// process ends with it, as any other would: what is linked to it gets an exit signal. But no
    /// event tells of it, since the caller knows.
    ///
    /// Throws [ExitException] if the process is killed, whatever its code makes of that. A waiting
    /// thread that is interrupted kills the process and gets a [CancellationException]. A null is
    /// no value: it is refused with a [NullPointerException]. Throws [IllegalStateException] if the
    /// node is closed.
    public <T> T run(Callable<T> code) throws Exception {
        RunBody<T> run = new RunBody<>(code);
        var cell = new ProcessCell(this, null, run);
        var latch = new ExitLatch();
        cell.addWatcher(latch);
        cell.begin();
        try {
            Waiter.await(latch, this, Process.INFINITY);
        } catch (CancellationException interrupted) {
            cell.kill(ExitReason.KILLED);
            throw interrupted;
        }
        return run.outcome(latch.reason().orElse(ExitReason.NOPROC));
    }

    /// Waits for time to pass on this node's clock; for threads that are no process. A process uses
    /// [Process#sleep].
    ///
    /// @throws InterruptedException if the thread is interrupted; its flag is cleared then
    public void sleep(Duration time) throws InterruptedException {
        try {
            Waiter.sleep(this, time);
        } catch (CancellationException interrupted) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while asleep");
            }
            throw interrupted;
        }
    }

    // ---- looking

    /// The process of that name, as `Process.whereis/1`.
    public Optional<Pid> whereis(String name) {
        return Optional.ofNullable(names.holder(Refused.ifNull(name, "a name")));
    }

    /// A name as a destination, whether a process has it now or not.
    public Name named(String name) {
        return new Name(this, name);
    }

    /// All names that are taken, in alphabetical order, as `Process.registered/0`.
    public List<String> registered() {
        return names.all();
    }

    /// The live process `#PID<0.id.0>`.
    public Optional<Pid> pid(long id) {
        return Optional.ofNullable(table.find(id))
                .filter(cell -> !cell.isDead())
                .map(Pid.class::cast);
    }

    /// All live processes in the order of their numbers, as `Process.list/0`.
    public List<Pid> processes() {
        return views.all();
    }

    /// The live processes with a number above this one, in the order of their numbers; at the price
    /// of a look at all.
    public List<Pid> processesAfter(long number) {
        return views.after(number);
    }

    /// The live processes that were started last, the latest first; at the price of a look at all,
    /// and of putting none but these in order.
    ///
    /// @param most how many at most, 0 or more
    public List<Pid> latestProcesses(int most) {
        return latestProcesses(most, _ -> true);
    }

    /// The same of those for whose numbers this holds.
    ///
    /// @param most how many at most, 0 or more
    /// @param which asked once for each live process, in no order
    public List<Pid> latestProcesses(int most, LongPredicate which) {
        return views.latest(most, which);
    }

    /// The number of the process that was started last, whether it still lives or not.
    public long latestNumber() {
        return table.latest();
    }

    /// How many processes live.
    public long processCount() {
        return table.size();
    }

    /// A look at a process; empty if it is dead and its thread has ended. Does not block.
    public Optional<ProcessInfo> info(Pid pid) {
        return ProcessViews.info((ProcessCell) Refused.ifNull(pid, "a process"));
    }

    /// Which process a pid means; empty if it is dead and its thread has ended. Costs the same
    /// however many others the process is linked to. Does not block.
    public Optional<ProcessInfo.Identity> identity(Pid pid) {
        return ProcessViews.identity((ProcessCell) Refused.ifNull(pid, "a process"));
    }

    /// A quick look at a process, which may be dead. Costs some nanoseconds, and one more for each
    /// message in its mailbox. Does not block.
    public ProcessGlance glance(Pid pid) {
        var cell = (ProcessCell) Refused.ifNull(pid, "a process");
        return new ProcessGlance(cell.status(), cell.reductions(), MailboxLength.seen(cell));
    }

    /// How near a supervisor is to giving up; empty for any other process, and for the dead. Does
    /// not ask the supervisor.
    public Optional<RestartIntensity> restartIntensity(Pid pid) {
        ProcessBody body = ((ProcessCell) Refused.ifNull(pid, "a process")).body();
        return body == null ? Optional.empty() : body.restartIntensity(clock.seconds());
    }

    /// The dead whose threads still run because their code ignores the interrupt.
    public List<Pid> lingering() {
        return List.copyOf(lingering);
    }

    /// How fair the scheduler is at the moment, and what it took.
    public FairnessInfo fairnessInfo() {
        FairnessWatchdog.State state = fairness.state();
        return new FairnessInfo(
                state.watched(),
                state.carriers(),
                state.added(),
                state.pauses(),
                state.longestWait());
    }

    /// A way to a listener that hears of something else than the node's own events: what the answer
    /// is given comes to it as [Event]s come to an [EventListener], with all that is said there.
    public <E> Consumer<E> delivery(Consumer<? super E> listener) {
        return events.delivery(listener);
    }

    /// Whether the JDK's Flight Recorder runs, or has run, in this JVM. Then the node tells it of
    /// processes that are made and end, of restarts, of supervisors that give up, of processes that
    /// linger, and of callbacks that take 20 ms or more: the events `jobber.*`.
    ///
    /// As long as none has run, nothing of the module `jdk.jfr` is loaded. A recording that is
    /// started while the node runs is noticed by the next event of the node, and after 256 new
    /// processes at the latest.
    public boolean isFlightRecorded() {
        if (!recorded) {
            recorded = System.getProperty(RECORDER_RUNS) != null;
        }
        return recorded;
    }

    // ---- the clock

    /// Where time comes from.
    public Clock clock() {
        return clock;
    }

    /// No process runs, and none would without time passing or something happening from outside;
    /// and the listeners have heard of all that happened, unless one is kept busy by one event for
    /// seconds.
    public boolean isQuiet() {
        return quiet.isReached();
    }

    /// Waits, in real time, until [#isQuiet()]. Throws [IllegalStateException] if that takes more
    /// than 30 s.
    public void awaitQuiet() {
        quiet.await();
    }

    // ---- the end

    /// Ends the node in order, as `init:stop/0` ends a system: asks its root processes to end with
    /// `:shutdown`, one after the other, waits for each, and then closes the node.
    ///
    /// A root is a process that no living process has started. Supervisors come first, and of these
    /// and of the others the one that was started last; so applications end in the reverse order of
    /// their starts, as `Application.stop/1` would end them. A supervisor takes the time that it
    /// gives its children. A server's `terminate` is called. A root that is no supervisor may take
    /// 5 s, as the worker of a supervisor; then it is killed.
    ///
    /// Blocks, in real time, until that is done or the timeout is over. At the deadline all that
    /// still lives is killed, as [#close()] does, so this takes no longer than the timeout and the
    /// kill grace, and a second for the listeners. An interrupt of the calling thread does not end
    /// it. Processes may start others meanwhile; these end, too.
    ///
    /// Throws [IllegalStateException] if a process of the node calls it, for it would wait for its
    /// own end.
    ///
    /// @param timeout the most that the orderly end may take; [Process#INFINITY] for no limit
    /// @return the processes that did not end in time and were killed, in the order of their
    ///   numbers; none if all ended in order
    public List<Pid> stop(Duration timeout) {
        Refused.ifNull(timeout, "a timeout");
        refuseFromWithin("stop");
        List<Pid> late = new Shutdown(this, table).endRoots(timeout);
        close();
        return late;
    }

    /// Kills every process, one and all, and gives the clock back; [#stop] is the orderly end. A
    /// closed node starts nothing any more: what tries to gets an [IllegalStateException]. Closing
    /// it again does nothing.
    ///
    /// Waits, in real time, until the processes are gone, at most the kill grace. What is left then
    /// counts as dead at once: everything linked to it and every caller that waits for it is told,
    /// and its thread is among the [#lingering()]. Then waits until the listeners have heard of all
    /// that, a second at most.
    ///
    /// Throws [IllegalStateException] if a process of the node calls it, for it would wait for its
    /// own end.
    @Override
    public void close() {
        refuseFromWithin("close");
        table.close();
        new Shutdown(this, table).killAll(killGrace);
        Shutdown.await(this::isForeignCodeQuiet, System.nanoTime() + HEARD_WITHIN.toNanos());
        clock.detach(this);
        fairness.close();
    }

    private void refuseFromWithin(String what) {
        var self = ProcessCell.currentOrNull();
        if (self != null && self.node == this) {
            throw new IllegalStateException(
                    self
                            + " called Node."
                            + what
                            + " of its own node and would wait for its own end; call it on a thread"
                            + " that is no process of the node");
        }
    }

    /// No listener is to hear of anything more, and no code that a process has left to others runs.
    private boolean isForeignCodeQuiet() {
        return foreignCalls.isQuiet() && events.isQuiet();
    }

    // ---- for the rest of the kernel

    ProcessCell outside() {
        return outside;
    }

    long nextId() {
        long id = table.nextId();
        if ((id & (LOOK_EVERY - 1)) == 0) {
            var _ = isFlightRecorded();
        }
        return id;
    }

    /// A new process takes its place. False if the node is closed.
    boolean enters(ProcessCell cell) {
        if (recorded) {
            Flight.spawned(cell);
        }
        return table.add(cell);
    }

    IllegalStateException closed() {
        return new IllegalStateException(
                "the node is closed and starts no more processes; build a new one with"
                        + " Node.builder()");
    }

    /// Marks processes as killed. A death that is to be announced meanwhile waits until all are
    /// marked; that takes less than a microsecond for each.
    void markAll(List<ProcessCell> all) {
        marking = true;
        try {
            all.forEach(ProcessCell::markKilled);
        } finally {
            marking = false;
        }
    }

    /// Waits, if all processes are being marked as killed, until they are. The caller holds no
    /// lock.
    ///
    /// It leaves the processor to the thread that marks: the carriers of very many that end would
    /// keep all processors from it. An interrupt waits meanwhile, or the pause would be none.
    void awaitMarks() {
        boolean interrupted = false;
        while (marking) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(this, A_FEW_MARKS);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The process is dead, but not all have been told yet.
    void noLongerCounts(ProcessCell cell) {
        table.died(cell);
    }

    void forget(ProcessCell cell) {
        table.remove(cell);
    }

    ThreadFactory threads() {
        return threads;
    }

    /// Where foreign code is called that no process waits for.
    ForeignCalls foreignCalls() {
        return foreignCalls;
    }

    WakeGate gate() {
        return gate;
    }

    SpinWait spin() {
        return spin;
    }

    Duration killGrace() {
        return killGrace;
    }

    /// Tells a further listener of events from now on, on a thread of its own, until the returned
    /// code is run. It is called as the listener that the node was built with: only until it
    /// throws.
    public Runnable listen(EventListener listener) {
        return events.listen(Refused.ifNull(listener, "a listener"));
    }

    /// Tells the listeners. Never throws, unless this is the end of the calling process.
    void emit(Event event) {
        events.emit(event);
    }

    /// The same on another thread, whatever way of delivery the node has: for threads that may not
    /// be kept from their work.
    void emitLater(Event event) {
        events.emitLater(event);
    }

    NodeEvents events() {
        return events;
    }

    NodeNames names() {
        return names;
    }

    /// A process is about to be declared dead beside its thread. With the lock of the process held,
    /// so it does not end by itself meanwhile: then this would be told of a process that is gone.
    void lingers(ProcessCell cell, Thread thread) {
        lingering.add(cell);
        emitLater(new Event.Lingering(cell, thread, killGrace));
    }

    void noLongerLingers(ProcessCell cell) {
        if (lingering.remove(cell)) {
            emitLater(new Event.LingeringEnded(cell));
        }
    }

    boolean isLingering(ProcessCell cell) {
        return lingering.contains(cell);
    }

    /// Has done what an Error kept a thread from doing, if there is any of that.
    void resumeUnfinished() {
        if (anyUnfinished) {
            resumeAll();
        }
    }

    private void abandonStillborn() {
        for (ServerStart each = stillborn.take(); each != null; each = stillborn.take()) {
            ServerStart start = each;
            boolean begun = false;
            try {
                gate.start(threads.newThread(start::abandon));
                begun = true;
            } finally {
                if (!begun) {
                    stillborn.add(start);
                }
            }
        }
    }

    private void resumeAll() {
        anyUnfinished = false;
        boolean done = false;
        try {
            abandonStillborn();
            table.all().forEach(ProcessCell::resume);
            done = true;
        } finally {
            if (!done) {
                anyUnfinished = true;
            }
        }
    }
}
