package dev.jobber.otp.scheduling;

import dev.jobber.otp.scheduling.Traffic.Mood;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Sees to it that whatever comes from outside gets its turn: calls of threads that are no
/// processes, timers, whatever waited for a disk or a socket.
///
/// The scheduler of virtual threads does not: a carrier first runs whatever was unparked on it, and
/// then stays with one queue until that is empty. So processes that keep one another busy starve
/// everything that comes from elsewhere, and processes that compute without a pause keep their
/// carriers for good. Four things are done about it:
///
/// 1. Carriers are as many as do most ([Compaction]): one, if processes do little but talk.
/// 2. A process that has been unparked many times in a row goes to the back of the scheduler's
///    queue, which is fair among processes and costs a hundredth of their traffic.
/// 3. A platform thread, the watch, sends a virtual thread as a probe now and then. If that
///    starves, all [Traffic] is held, until the queues have run dry and everything from outside has
///    been let in. From then on whoever comes from outside holds the traffic itself, and rings for
///    the watch to let it go on.
/// 4. If that does not help, carriers are computing: more are added, and given back later.
///
/// It costs nothing while nothing happens: the watch sleeps ever longer, and the first wake calls
/// it.
///
/// Real time, for it is about real carriers.
public final class Fairness implements AutoCloseable {
    private static final long LOOK = 10_000_000;
    private static final long GLANCE = 100_000;
    private static final int PATIENCE = 32;
    private static final int SETTLE = 16;

    /// How often those who ring while others are let in are let in as well.
    private static final int LATE = 4;

    /// How long it takes, at most, to hold traffic that only talks.
    private static final long HELD_SOON = 2_000_000;

    private static final long LONGEST_PAUSE = 10_000_000_000L;
    private static final int GOOD_LOOKS_BEFORE_CALM = 5;

    private final boolean on;
    private final ThreadFactory threads;
    private final LongSupplier started;
    private final Starvation starvation;
    private final Thread watch;
    private final Traffic traffic;
    private volatile boolean asleep = true;
    private volatile boolean closed;
    private final AtomicLong pauses = new AtomicLong();
    private volatile long longestWait;
    private volatile @Nullable Carriers carriers;

    /// The watch's own: what was done until its last look, and when that was.
    private @Nullable Compaction compaction;

    private long doneBefore;
    private long wakesBefore;
    private long lookedAt = System.nanoTime();
    private boolean starving;

    /// It took long to hold all traffic when that was done last.
    private boolean slowBefore;

    /// There was much talk at the last look.
    private boolean talkative;

    /// @param started how many processes have been started
    public Fairness(
            boolean on, ThreadFactory threads, LongSupplier started, Starvation starvation) {
        this.on = on;
        this.threads = threads;
        this.started = started;
        this.starvation = starvation;
        traffic = new Traffic(on, threads, this::seen, this::ring);
        watch = Thread.ofPlatform().daemon().name("jobber-fairness").unstarted(this::watch);
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

    /// Where processes wake one another.
    public Traffic traffic() {
        return traffic;
    }

    /// A process has been woken: wakes the watch, if that is asleep.
    private void seen() {
        if (watch.getState() == Thread.State.NEW) {
            begin();
        } else if (asleep) {
            LockSupport.unpark(watch);
        }
    }

    private void ring() {
        LockSupport.unpark(watch);
    }

    private synchronized void begin() {
        if (watch.getState() == Thread.State.NEW && !closed) {
            watch.start();
        }
    }

    // ---- what the watch does

    /// A virtual thread that wants to run, as anybody from outside would.
    private final class Probe implements Runnable {
        final long since = System.nanoTime();
        volatile boolean ran;

        @Override
        public void run() {
            ran = true;
            if (traffic.mood() == Mood.HOLDING) {
                LockSupport.unpark(watch);
            }
        }
    }

    /// Sends a probe. By which of the scheduler's queues it comes in depends on the thread it comes
    /// from, and traffic may serve the one and starve the other: then a stranger sends it, somebody
    /// else each time.
    private Probe send() {
        Probe probe = new Probe();
        Thread thread = threads.newThread(probe);
        if (talkative && !traffic.rung()) {
            Thread.ofPlatform().daemon().start(thread::start);
        } else {
            thread.start();
        }
        return probe;
    }

    private void watch() {
        asleep = false;
        try {
            while (!closed) {
                stayCalm();
                stayBusy();
            }
        } finally {
            traffic.release(Mood.CALM);
            giveBack();
        }
    }

    /// Looks every now and then, until something starves; ever more seldom while nothing happens.
    private void stayCalm() {
        long pause = LOOK;
        while (!closed) {
            boolean active = traffic.lookAgain() || added() > 0;
            pause = active ? LOOK : Math.min(2 * pause, LONGEST_PAUSE);
            Probe probe = send();
            waitUntil(probe.since + LOOK, () -> false);
            compact();
            lookAtCarriers();
            if (!probe.ran) {
                noteWait(probe);
                return;
            }
            if (!active && !talkative) {
                giveBack();
                sleepUntilSeen(pause);
                lookedAt = System.nanoTime();
                doneBefore = done(traffic.reductions());
                wakesBefore = done(traffic.wakes());
            }
        }
    }

    /// Nothing happens here, or nothing any more: the carriers are as they were.
    private void giveBack() {
        Compaction known = compaction;
        if (starving || (known != null && known.isOn())) {
            carriers().use(carriers().normal());
        }
        if (known != null) {
            known.forget();
        }
    }

    /// Nothing is lost: whoever sees UNSEEN makes it CALM and then looks whether to call, and this
    /// says it sleeps and then looks whether all is still unseen.
    private void sleepUntilSeen(long pause) {
        asleep = true;
        if (traffic.mood() == Mood.UNSEEN && !closed) {
            LockSupport.parkNanos(this, pause);
        }
        asleep = false;
    }

    /// Lets in whoever rings, and everybody now and then, until that needs no holding for a while.
    private void stayBusy() {
        int good = 0;
        if (!closed) {
            letIn();
        }
        while (!closed && good < GOOD_LOOKS_BEFORE_CALM) {
            Probe probe = send();
            waitUntil(probe.since + LOOK, traffic::rung);
            if (traffic.rung()) {
                waitUntil(System.nanoTime() + LOOK, traffic::mayBeHeld);
                good += letIn() ? 0 : 1;
            } else if (probe.ran) {
                good++;
            } else {
                noteWait(probe);
                letIn();
                good = 0;
            }
            compact();
        }
        traffic.release(Mood.CALM);
    }

    /// Waits for a time, or until something is so.
    private void waitUntil(long end, BooleanSupplier soonerIf) {
        for (long left = end - System.nanoTime();
                left > 0 && !closed && !soonerIf.getAsBoolean();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /// Holds all traffic until everything that waits in the scheduler's queues has run. True if
    /// there was any to hold.
    private boolean letIn() {
        Carriers used = carriers();
        pauses.incrementAndGet();
        traffic.holdAll();
        Probe probe = new Probe();
        threads.newThread(probe).start();
        int before = used.added();
        boolean more = true;
        while (!probe.ran && more && !closed) {
            if (!within(patience(used), () -> probe.ran)) {
                more = used.add();
                compaction().crowded();
            }
        }
        noteHold(System.nanoTime() - probe.since);
        boolean late = true;
        for (int i = 0; i < LATE && late; i++) {
            traffic.heard();
            late = within(SETTLE, () -> !used.anybodyWaits()) && traffic.rung();
        }
        lookAtCarriers(); // those that are busy now compute
        boolean any = traffic.release(Mood.BUSY);
        noteWait(probe);
        if (used.added() > before || !more) {
            starving = true;
            starvation.begins(
                    Duration.ofNanos(System.nanoTime() - probe.since), used.inUse(), used.added());
        }
        return any;
    }

    /// Waits for a condition, so many glances long: on a machine that others keep busy each takes
    /// longer, as everything does.
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
            known = new Carriers(this::callScheduler);
            carriers = known;
        }
        return known;
    }

    /// Makes the scheduler notice that it may use more carriers: it looks only when something is
    /// put into a queue that was empty. A new thread most probably has a queue of its own; the
    /// first carrier that comes calls the others if there is more to do.
    private void callScheduler() {
        Thread.ofPlatform().daemon().start(() -> threads.newThread(() -> {}).start());
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

    /// What processes tell of, and their starts: those that live shortly tell of nothing.
    private long done(long told) {
        return told + started.getAsLong();
    }

    /// Sees how much was done since the last look, and has fewer carriers do it, or more.
    private void compact() {
        long now = System.nanoTime();
        if (now - lookedAt < LOOK / 2) {
            return; // too short a time to tell
        }
        long done = done(traffic.reductions());
        long woken = done(traffic.wakes());
        double rate = (done - doneBefore) * 1e6 / (now - lookedAt);
        double wakes = (woken - wakesBefore) * 1e6 / (now - lookedAt);
        lookedAt = now;
        doneBefore = done;
        wakesBefore = woken;
        talkative = wakes >= Compaction.TALK;
        if (added() == 0 && (compaction != null || talkative)) {
            int before = compaction().carriers();
            int after = compaction().look(rate, wakes);
            if (after != before) {
                carriers().use(after);
            }
        }
    }

    private Compaction compaction() {
        Compaction known = compaction;
        if (known == null) {
            known = new Compaction(carriers().normal());
            compaction = known;
        }
        return known;
    }

    private int added() {
        Carriers used = carriers;
        return used == null ? 0 : used.added();
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
        longestWait = Math.max(longestWait, System.nanoTime() - probe.since);
    }

    /// By anybody.
    public State state() {
        Carriers known = carriers;
        Carriers now = known == null ? new Carriers(() -> {}) : known;
        return new State(on, now.inUse(), now.added(), pauses.get(), Duration.ofNanos(longestWait));
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
