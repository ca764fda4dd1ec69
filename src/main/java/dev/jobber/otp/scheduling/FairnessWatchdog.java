package dev.jobber.otp.scheduling;

import dev.jobber.otp.scheduling.WakeGate.Mood;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Sees to it that whatever comes from outside gets its turn beside the threads of a node: other
/// virtual threads of the JVM, calls of platform threads, timers, whatever waited for a disk or a
/// socket.
///
/// The scheduler of virtual threads does not: a carrier first runs whatever was unparked on it, and
/// then stays with one queue until that is empty. So threads that keep one another busy starve
/// everything that comes from elsewhere, and threads that compute without a pause keep their
/// carriers for good. What is done about it depends on [Mode]:
///
/// 1. A thread that has been unparked many times in a row goes to the back of the scheduler's
///    queue, which is fair among the node's threads and costs a hundredth of their traffic.
/// 2. A platform thread, the watch, sends a virtual thread as a probe now and then. If that
///    starves, all [WakeGate] is held, until the queues have run dry and everything from outside
///    has been let in. From then on a caller from outside holds the traffic itself, and rings for
///    the watch to let it go on.
/// 3. Beside other threads of the JVM ([Mode#HOLDS_TRAFFIC]) traffic and the others take turns
///    then: traffic flows for a quarter of a millisecond, or two while no other waits, and is held
///    while others wait, for four milliseconds at most. Where others wait traffic holds itself when
///    its time is over: the watch would do it late where it has to wait for a processor.
/// 4. Where the node owns the scheduler ([Mode#OWNS_SCHEDULER]) carriers are as many as do most
///    ([CarrierCompaction]): one, if the threads do little but talk; and if holding does not help,
///    carriers are computing: more are added, and given back later.
///
/// It costs nothing while nothing happens: the watch sleeps ever longer, and the first wake calls
/// it.
///
/// Real time, for it is about real carriers.
public final class FairnessWatchdog implements AutoCloseable {
    /// What a node does about it.
    public enum Mode {
        /// Nothing.
        OFF,
        /// Holds its own traffic, and changes nothing that is the JVM's.
        HOLDS_TRAFFIC,
        /// Changes how many carriers the JVM has, too.
        OWNS_SCHEDULER
    }

    private static final String WATCH = "jobber-fairness";

    private static final long LOOK = 10_000_000;
    private static final long GLANCE = 100_000;
    private static final int PATIENCE = 32;
    private static final int SETTLE = 16;

    /// How often those who ring while others are let in are let in as well.
    private static final int LATE = 4;

    /// For how long traffic flows until others have their turn: after a turn for which others were
    /// seen to wait, and after one for which none was.
    private static final long FLOW_BESIDE_OTHERS = 250_000;

    private static final long LONGEST_WAIT = 1_000_000;

    /// How long a probe waits, at most, when traffic is held and nothing but traffic was ahead of
    /// it.
    private static final long RUN_SOON = 80_000;

    private static final long FLOW = 2_000_000;

    /// How long a turn of others lasts at most.
    private static final long TURN = 4_000_000;

    /// One of this number of flows is looked at, to see whether anything gets through by itself.
    private static final int FLOWS_TO_A_LOOK = 8;

    /// How long it takes, at most, to hold traffic that only talks.
    private static final long HELD_SOON = 2_000_000;

    private static final long LONGEST_PAUSE = 10_000_000_000L;
    private static final int GOOD_LOOKS_BEFORE_CALM = 5;

    private final Mode mode;
    private final ThreadFactory threads;
    private final Load load;
    private final Starvation starvation;

    /// The thread that watches, from before its start until it has given everything back; null
    /// while none does. Taken under the monitor.
    private volatile @Nullable Thread watcher;

    private final Lasting lasting;

    /// Replaced if it has ended. Changes under the lock.
    private volatile Thread watch;

    private final WakeGate gate;
    private volatile boolean asleep = true;
    private volatile boolean closed;
    private final AtomicLong pauses = new AtomicLong();
    private volatile long longestWait;
    private volatile @Nullable Carriers carriers;

    // the watch's own

    private final Workload workload;
    private final ProbeSenders senders = new ProbeSenders();
    private @Nullable CarrierCompaction compaction;
    private boolean starving;

    /// Others waited when traffic was held last.
    private boolean besideOthers;

    /// It took long to hold all traffic when that was done last.
    private boolean slowBefore;

    /// @param load what the node tells of its threads
    /// @param lasting what has the watch go on if it fails
    public FairnessWatchdog(
            Mode mode, ThreadFactory threads, Load load, Starvation starvation, Lasting lasting) {
        this.mode = mode;
        this.threads = threads;
        this.load = load;
        this.starvation = starvation;
        this.lasting = lasting;
        gate = new WakeGate(mode != Mode.OFF, threads, this::seen, this::ring);
        workload = new Workload(gate, load::started);
        watch = newWatch();
    }

    private Thread newWatch() {
        return DaemonThreads.builder()
                .name(WATCH)
                .unstarted(lasting.work(WATCH, this::watch, () -> closed));
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
        return mode == Mode.OWNS_SCHEDULER;
    }

    /// A thread has been woken: wakes the watch, if that is asleep.
    private void seen() {
        if (watcher == null) {
            begin();
        } else if (asleep) {
            LockSupport.unpark(watch);
        }
    }

    private void ring() {
        LockSupport.unpark(watch);
    }

    /// Sees to it that there is a watch. If there is no room for its thread, the next wake tries
    /// again.
    private synchronized void begin() {
        if (closed || watcher != null) {
            return;
        }
        boolean ended = watch.getState() != Thread.State.NEW;
        if (ended) {
            watch = newWatch();
        }
        watcher = watch;
        try {
            watch.start();
        } catch (OutOfMemoryError noThread) {
            watcher = null;
            gate.lookAgain();
            return;
        }
        if (ended) {
            lasting.replaced(WATCH);
        }
    }

    // ---- what the watch does

    private void watch() {
        if (!takesWatch()) {
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
                giveBack();
            } finally {
                // In this order: the wake that finds it unseen finds that nothing watches.
                watcher = null;
                gate.release(closed ? Mood.CALM : Mood.UNSEEN);
            }
        }
    }

    /// One thread watches at a time. A thread whose watch failed may begin it again, unless another
    /// has been started meanwhile.
    private synchronized boolean takesWatch() {
        Thread self = Thread.currentThread();
        if (watcher != null && watcher != self) {
            return false;
        }
        watcher = self;
        return true;
    }

    /// Sends a probe: among busy talkers from a thread that is another each time.
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
            LockSupport.unpark(watch);
        }
    }

    /// Looks every now and then, until something starves; ever more seldom while nothing happens.
    private void stayCalm() {
        long pause = LOOK;
        while (!closed) {
            boolean active = gate.lookAgain() || added() > 0;
            pause = active ? LOOK : Math.min(2 * pause, LONGEST_PAUSE);
            Probe probe = send();
            waitUntil(probe.since + LOOK, () -> false);
            look();
            noteWait(probe);
            if (!probe.hasRun() || probe.waited() > patienceWhenCalm()) {
                return;
            }
            if (!active && !workload.isTalkative()) {
                giveBack();
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

    /// Nothing happens here, or nothing any more: the carriers are as they were.
    private void giveBack() {
        Carriers used = carriers;
        if (used != null) {
            used.giveBack();
        }
        CarrierCompaction known = compaction;
        if (known != null) {
            known.forget();
        }
    }

    /// Nothing is lost: the waker that sees UNSEEN makes it CALM and then looks whether to call,
    /// and this says it sleeps and then looks whether all is still unseen.
    private void sleepUntilSeen(long pause) {
        asleep = true;
        if (gate.mood() == Mood.UNSEEN && !closed) {
            LockSupport.parkNanos(this, pause);
        }
        asleep = false;
    }

    /// Lets in those who ring, and all others now and then, until that needs no holding for a
    /// while.
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

    /// Where others have the carriers, what was let go waits for its turn first: the time of a flow
    /// begins when it has come. So neither starves the other.
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

    /// Waits for a time, or until something is so.
    private void waitUntil(long end, BooleanSupplier soonerIf) {
        for (long left = end - System.nanoTime();
                left > 0 && !closed && !soonerIf.getAsBoolean();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /// Holds all traffic until everything that waits in the scheduler's queues has run, as far as
    /// that can be. True if there was any to hold.
    private boolean letIn() {
        Carriers used = carriers();
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

    /// Others, which the node knows nothing of, have their turn while they wait for carriers. False
    /// if that is not enough, since carriers are computing: then it is told once.
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
                more = used.add();
                compaction().crowded();
            }
        }
        noteHold(probe.waited());
        boolean late = true;
        for (int i = 0; i < LATE && late; i++) {
            gate.heard();
            late = within(SETTLE, () -> !used.anyWaits()) && gate.rung();
        }
        lookAtCarriers(); // those that are busy now compute
        return used.added() <= before && more;
    }

    /// Waits for a condition, for this number of glances. On a machine that other programs keep
    /// busy each glance takes longer, as everything does.
    private boolean within(int glances, BooleanSupplier condition) {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            if (i == glances) {
                return false;
            }
            LockSupport.parkNanos(this, GLANCE);
        }
        return true;
    }

    /// More carriers than processors wait for one another.
    private static int patience(Carriers used) {
        int crowd = used.inUse() / Runtime.getRuntime().availableProcessors();
        return PATIENCE * Math.clamp(crowd, 1, 5);
    }

    private Carriers carriers() {
        Carriers known = carriers;
        if (known == null) {
            known = new Carriers(load::busy, this::callScheduler);
            carriers = known;
        }
        return known;
    }

    /// Makes the scheduler notice that it may use more carriers: it looks only when something is
    /// put into a queue that was empty. A new thread most probably has a queue of its own; the
    /// first carrier that comes calls the others if there is more to do.
    private void callScheduler() {
        DaemonThreads.builder().start(() -> threads.newThread(() -> {}).start());
    }

    private void look() {
        compact();
        if (ownsScheduler()) {
            lookAtCarriers();
        }
    }

    private void lookAtCarriers() {
        Carriers used = carriers;
        if (used != null) {
            used.look();
            if (starving && used.added() == 0) {
                starving = false;
                starvation.ends(used.inUse());
            }
        }
    }

    /// Sees how much was done since the last look, and, where that is the node's to say, has fewer
    /// carriers do it, or more.
    private void compact() {
        boolean told = workload.look(LOOK / 2);
        if (told
                && ownsScheduler()
                && added() == 0
                && (compaction != null || workload.isTalkative())) {
            int before = compaction().carriers();
            int after = compaction().look(workload.rate(), workload.wakes());
            if (after != before) {
                carriers().use(after);
            }
        }
    }

    /// For as many carriers as there are: these may have been changed by others.
    private CarrierCompaction compaction() {
        CarrierCompaction known = compaction;
        int all = carriers().normal();
        if (known == null || known.all() != all) {
            known = new CarrierCompaction(all);
            compaction = known;
        }
        return known;
    }

    private int added() {
        Carriers used = carriers;
        return used == null || !ownsScheduler() ? 0 : used.added();
    }

    /// Traffic that only talks runs dry at once. Once it may be the operating system, or the
    /// collection of garbage, that takes longer.
    private void noteHold(long nanos) {
        boolean slow = nanos > HELD_SOON;
        if (slow && slowBefore && compaction().isOn()) {
            compaction().crowded();
            carriers().use(carriers().normal());
        }
        slowBefore = slow;
    }

    private void noteWait(Probe probe) {
        longestWait = Math.max(longestWait, probe.waited());
    }

    /// May be called by any thread.
    public State state() {
        Carriers known = carriers;
        Carriers now = known == null ? new Carriers(() -> 0, () -> {}) : known;
        return new State(
                mode != Mode.OFF,
                now.inUse(),
                ownsScheduler() ? now.added() : 0,
                pauses.get(),
                Duration.ofNanos(longestWait));
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watch);
        if (watch.isAlive() && Thread.currentThread() != watch) {
            awaitEnd();
        }
    }

    /// Then the carriers are as they were.
    private void awaitEnd() {
        try {
            var _ = watch.join(Duration.ofSeconds(1));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
