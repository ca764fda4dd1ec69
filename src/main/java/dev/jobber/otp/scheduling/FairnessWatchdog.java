package dev.jobber.otp.scheduling;

import dev.jobber.otp.scheduling.WakeGate.Mood;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Gives threads from outside their turns beside the threads of a node. From outside come other
/// virtual threads of the JVM, calls of platform threads, timers, and threads that waited for a
/// disk or a socket. *Traffic* are the wakes between the threads of the node.
///
/// The scheduler of virtual threads is not fair to them. A carrier first runs the threads that were
/// unparked on it, and stays with one queue until that queue is empty. So threads that keep one
/// another busy starve all threads from outside, and threads that compute without a pause keep
/// their carriers for good. What the watchdog does about it depends on the [Mode]:
///
/// 1. A thread that has been unparked many times in a row goes to the back of the scheduler's
///    queue. That is fair among the threads of the node, and costs a hundredth of their traffic.
/// 2. A platform thread, the watch, starts a virtual thread as a probe now and then. If the probe
///    starves, the [WakeGate] holds all traffic until the queues are empty and all threads from
///    outside have run. From then on a caller from outside holds the traffic itself, and rings, so
///    that the watch lets the traffic go on.
/// 3. Beside other threads of the JVM ([Mode#HOLDS_TRAFFIC]) the traffic and the other threads then
///    take turns. The traffic flows for a quarter of a millisecond, or for two milliseconds while
///    no other thread waits. It is held while others wait, for four milliseconds at most. Where
///    others wait, the gate holds the traffic by itself when its time is over: the watch may have
///    to wait for a processor and would be late.
/// 4. A node that owns the scheduler ([Mode#OWNS_SCHEDULER]) also sets the number of carriers
///    ([CarrierControl]): one if its threads do little but talk; more if it does not help to hold
///    the traffic, because carriers are computing.
///
/// It costs nothing while nothing happens: the watch sleeps longer and longer, and the first wake
/// ends its sleep.
///
/// It goes by real time, because carriers are real.
public final class FairnessWatchdog implements AutoCloseable {
    /// What a node does about it.
    public enum Mode {
        /// Nothing.
        OFF,
        /// Holds its own traffic, and changes nothing of the JVM.
        HOLDS_TRAFFIC,
        /// Also changes how many carriers the JVM has.
        OWNS_SCHEDULER
    }

    // All times are in nanoseconds.

    /// From one look to the next while processes are woken.
    private static final long LOOK = 10_000_000;

    /// The longest pause between two looks while nothing happens.
    private static final long LONGEST_PAUSE = 10_000_000_000L;

    /// From one check of a condition to the next.
    private static final long GLANCE = 100_000;

    /// How many glances a probe gets before more is done for it.
    private static final int PATIENCE = 32;

    /// How many glances the queues get to run empty.
    private static final int SETTLE = 16;

    /// How many times those that ring during a turn get a turn as well.
    private static final int LATE = 4;

    /// How long traffic flows after a turn for which others were seen to wait.
    private static final long FLOW_BESIDE_OTHERS = 250_000;

    /// How long traffic flows after a turn for which no other thread was seen to wait.
    private static final long FLOW = 2_000_000;

    /// How long a probe may wait before something starves, where the node does not own the
    /// scheduler.
    private static final long LONGEST_WAIT = 1_000_000;

    /// How long a probe waits, at most, when traffic is held and nothing but traffic was ahead of
    /// it.
    private static final long RUN_SOON = 80_000;

    /// How long a turn of others lasts at most.
    private static final long TURN = 4_000_000;

    /// One of this number of flows is looked at, to see whether anything gets through by itself.
    private static final int FLOWS_TO_A_LOOK = 8;

    private static final int GOOD_LOOKS_BEFORE_CALM = 5;

    private final Mode mode;
    private final ThreadFactory threads;
    private final Starvation starvation;
    private final WakeGate gate;
    private final WatchThread watch;
    private volatile boolean asleep = true;
    private volatile boolean closed;
    private final AtomicLong pauses = new AtomicLong();
    private volatile long longestWait;

    // used by the watch alone

    private final Workload workload;
    private final CarrierControl control;
    private final ProbeSenders senders = new ProbeSenders();
    private boolean starving;

    /// Others waited when traffic was held the last time.
    private boolean besideOthers;

    /// @param load what the node tells of its threads
    /// @param lasting lets the watch go on after a failure
    public FairnessWatchdog(
            Mode mode, ThreadFactory threads, Load load, Starvation starvation, Lasting lasting) {
        this.mode = mode;
        this.threads = threads;
        this.starvation = starvation;
        gate = new WakeGate(mode != Mode.OFF, threads, this::seen, this::ring);
        workload = new Workload(gate, load::started);
        control = new CarrierControl(mode == Mode.OWNS_SCHEDULER, threads, load, workload);
        watch = new WatchThread(lasting, this::watch, () -> closed);
    }

    /// A look at it.
    ///
    /// @param watched whether it is on
    /// @param carriers how many threads may carry virtual threads at the moment
    /// @param added how many of them were added
    /// @param pauses how often traffic was held
    /// @param longestWait the longest time a virtual thread was seen waiting to run
    public record State(
            boolean watched, int carriers, int added, long pauses, Duration longestWait) {}

    /// Where the node's threads wake one another.
    public WakeGate gate() {
        return gate;
    }

    private boolean ownsScheduler() {
        return control.ownsScheduler();
    }

    /// A thread has been woken: wakes the watch, if that is asleep. If there is no room for its
    /// thread, the next wake tries again.
    private void seen() {
        if (!watch.isOn()) {
            if (!watch.start()) {
                gate.lookAgain();
            }
        } else if (asleep) {
            watch.wake();
        }
    }

    private void ring() {
        watch.wake();
    }

    // ---- what the watch does

    private void watch() {
        if (!watch.takesOver()) {
            return; // another thread watches since this one failed
        }
        asleep = false;
        try {
            while (!closed) {
                stayCalm();
                stayBusy();
            }
        } finally {
            try {
                control.giveBack();
            } finally {
                // In this order: the wake that finds it unseen finds that nothing watches.
                watch.ends();
                gate.release(closed ? Mood.CALM : Mood.UNSEEN);
            }
        }
    }

    /// Starts a probe. Among threads that talk much, each probe comes from another platform thread.
    private Probe send() {
        var probe = new Probe(System.nanoTime(), this::arrived);
        Thread thread = threads.newThread(probe);
        if (workload.isTalkative() && !gate.rung()) {
            senders.start(thread);
        } else {
            thread.start();
        }
        return probe;
    }

    private void arrived() {
        if (gate.mood() == Mood.HOLDING) {
            watch.wake();
        }
    }

    /// Looks now and then until something starves. The pauses grow while nothing happens.
    private void stayCalm() {
        long pause = LOOK;
        while (!closed) {
            boolean active = gate.lookAgain() || control.added() > 0;
            pause = active ? LOOK : Math.min(2 * pause, LONGEST_PAUSE);
            Probe probe = send();
            waitUntil(probe.since + LOOK, () -> false);
            look();
            noteWait(probe);
            if (!probe.hasRun() || probe.waited() > patienceWhenCalm()) {
                return;
            }
            if (!active && !workload.isTalkative()) {
                control.giveBack();
                sleepUntilSeen(pause);
                workload.skip();
            }
        }
    }

    /// How long a probe may wait before something starves. Others that wait a millisecond for each
    /// of their turns have lost half of what they do.
    private long patienceWhenCalm() {
        return ownsScheduler() ? LOOK : LONGEST_WAIT;
    }

    /// No wake is missed: a waker changes UNSEEN to CALM and then reads `asleep`; this method
    /// writes `asleep` and then reads the mood.
    private void sleepUntilSeen(long pause) {
        asleep = true;
        if (gate.mood() == Mood.UNSEEN && !closed) {
            LockSupport.parkNanos(this, pause);
        }
        asleep = false;
    }

    /// Holds the traffic for each thread that rings, and now and then for all others. Ends when the
    /// others have got through by themselves for a while.
    private void stayBusy() {
        int good = 0;
        if (!closed) {
            letIn();
        }
        for (int flow = 1; !closed && good < GOOD_LOOKS_BEFORE_CALM; flow++) {
            if (!ownsScheduler()) {
                awaitFlow();
            }
            Probe probe = ownsScheduler() || flow % FLOWS_TO_A_LOOK == 0 ? send() : null;
            waitUntil(System.nanoTime() + flowTime(), gate::rung);
            if (gate.rung()) {
                waitUntil(System.nanoTime() + LOOK, gate::mayBeHeld);
                good += letIn() ? 0 : 1;
            } else if (probe != null && probe.hasRun()) {
                good++;
            } else {
                if (probe != null) {
                    noteWait(probe);
                    good = 0;
                }
                letIn();
            }
            compact();
        }
        gate.release(Mood.CALM);
    }

    /// Waits until released traffic runs. While others have the carriers, the traffic waits for its
    /// turn first, and the time of its flow begins with that turn. So neither starves the other.
    private void awaitFlow() {
        long before = gate.reductions();
        var behind = new Probe(System.nanoTime(), () -> {});
        threads.newThread(behind).start();
        within(
                (int) (LOOK / GLANCE),
                () -> behind.hasRun() || gate.reductions() != before || gate.rung() || closed);
    }

    private long flowTime() {
        if (ownsScheduler()) {
            return LOOK;
        }
        return besideOthers ? FLOW_BESIDE_OTHERS : FLOW;
    }

    /// Waits until this time, or until the condition holds.
    private void waitUntil(long end, BooleanSupplier soonerIf) {
        for (long left = end - System.nanoTime();
                left > 0 && !closed && !soonerIf.getAsBoolean();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /// Holds all traffic until all threads in the scheduler's queues have run, as far as that is
    /// possible. True if there was any traffic to hold.
    private boolean letIn() {
        Carriers used = control.carriers();
        pauses.incrementAndGet();
        gate.holdAll();
        var probe = new Probe(System.nanoTime(), this::arrived);
        threads.newThread(probe).start();
        boolean helped = ownsScheduler() ? addUntilRun(probe, used) : giveTurn(probe, used);
        boolean any = gate.release(Mood.BUSY, besideOthers ? FLOW_BESIDE_OTHERS : 0);
        noteWait(probe);
        if (!helped) {
            starving = true;
            starvation.begins(Duration.ofNanos(probe.waited()), used.inUse(), used.added());
        }
        return any;
    }

    /// Threads that the node does not know have their turn, as long as they wait for carriers.
    /// False if that does not help because carriers are computing; false only the first time, so
    /// that it is told once.
    private boolean giveTurn(Probe probe, Carriers used) {
        long end = probe.since + TURN;
        gate.heard();
        boolean run = within(patience(used), probe::hasRun);
        besideOthers = run && (used.anyWaits() || probe.waited() > RUN_SOON);
        while (run && used.anyWaits() && System.nanoTime() < end && !closed) {
            LockSupport.parkNanos(this, GLANCE);
        }
        boolean toldBefore = starving;
        if (run && toldBefore) {
            starving = false;
            starvation.ends(used.inUse());
        }
        return run || toldBefore;
    }

    /// Adds carriers until the probe has run. False if some were added, or if no more may be.
    private boolean addUntilRun(Probe probe, Carriers used) {
        int before = used.added();
        boolean more = true;
        while (!probe.hasRun() && more && !closed) {
            if (!within(patience(used), probe::hasRun)) {
                more = control.add();
            }
        }
        control.heldWithin(probe.waited());
        boolean late = true;
        for (int i = 0; i < LATE && late; i++) {
            gate.heard();
            late = within(SETTLE, () -> !used.anyWaits()) && gate.rung();
        }
        lookAtCarriers(); // a carrier that is busy now is computing
        return used.added() <= before && more;
    }

    /// Waits for a condition, for this number of glances. A glance takes longer while other
    /// programs keep the machine busy, and so does everything else.
    private boolean within(int glances, BooleanSupplier condition) {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            if (i == glances) {
                return false;
            }
            LockSupport.parkNanos(this, GLANCE);
        }
        return true;
    }

    /// How many glances to wait: more where there are more carriers than processors, since carriers
    /// then wait for one another.
    private static int patience(Carriers used) {
        int crowd = used.inUse() / Runtime.getRuntime().availableProcessors();
        return PATIENCE * Math.clamp(crowd, 1, 5);
    }

    private void look() {
        compact();
        if (ownsScheduler()) {
            lookAtCarriers();
        }
    }

    private void lookAtCarriers() {
        if (control.look() && starving) {
            starving = false;
            starvation.ends(control.carriers().inUse());
        }
    }

    private void compact() {
        control.compact(LOOK / 2);
    }

    private void noteWait(Probe probe) {
        longestWait = Math.max(longestWait, probe.waited());
    }

    /// May be called by any thread.
    public State state() {
        Carriers now = control.seen();
        return new State(
                mode != Mode.OFF,
                now.inUse(),
                ownsScheduler() ? now.added() : 0,
                pauses.get(),
                Duration.ofNanos(longestWait));
    }

    /// Ends the watch. Afterwards there are as many carriers as before.
    @Override
    public void close() {
        closed = true;
        watch.wake();
        watch.awaitEnd();
    }
}
