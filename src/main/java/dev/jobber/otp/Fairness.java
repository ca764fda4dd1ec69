package dev.jobber.otp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sees to it that whatever comes from outside gets its turn: calls of threads that are no
/// processes, timers, whatever waited for a disk or a socket.
///
/// The scheduler of virtual threads does not: a carrier first runs whatever was unparked on it, and
/// then stays with one queue until that is empty. So processes that keep one another busy starve
/// everything that comes from elsewhere, and processes that compute without a pause keep their
/// carriers for good. Three things are done about it:
///
/// 1. A process that has been unparked [#TURNS] times in a row goes to the back of the scheduler's
///    queue, which is fair among processes and costs a hundredth of their traffic.
/// 2. A platform thread sends a virtual thread now and then. If that starves, **traffic is held**:
///    wakes by processes are put aside, and processes pause at their next message, until the queues
///    have run dry and everything from outside has been let in. From then on whoever comes from
///    outside rings, and is let in at once.
/// 3. If that does not help, carriers are computing: more are added, and given back later.
///
/// It costs nothing while nothing happens: the watch sleeps ever longer, and the first wake calls
/// it.
///
/// | mood | meaning | changed by |
/// |---|---|---|
/// | UNSEEN | no process was woken since the last look | the watch; a waker, to CALM |
/// | CALM | processes are woken, nothing starves | the watch |
/// | BUSY | traffic lets nobody in by itself: who comes from outside rings | the watch |
/// | HOLDING | wakes by virtual threads are put aside | the watch |
///
/// **No wake is lost**: a waker puts its wake into `held` and then looks at the mood again; the
/// watch changes the mood and then empties `held`. So one of the two sees it.
///
/// Real time, for it is about real carriers.
final class Fairness implements AutoCloseable {
    private enum Mood {
        UNSEEN,
        CALM,
        BUSY,
        HOLDING
    }

    /// How often a process may be unparked before it gives way; a power of two.
    static final int TURNS = 64;

    private static final long LOOK = 5_000_000;
    private static final long BEAT = 10_000_000;
    private static final long GLANCE = 100_000;
    private static final int PATIENCE = 32;
    private static final int SETTLE = 16;
    private static final long LONGEST_PAUSE = 10_000_000_000L;
    private static final int GOOD_BEATS_BEFORE_CALM = 5;

    private static final VarHandle MOOD;

    static {
        try {
            MOOD = MethodHandles.lookup().findVarHandle(Fairness.class, "mood", Mood.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final boolean on;
    private final ThreadFactory threads;
    private final Consumer<Event> events;
    private final Thread watch;
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private volatile Mood mood;
    private volatile boolean asleep = true;
    private volatile boolean rung;
    private volatile boolean closed;
    private final AtomicLong pauses = new AtomicLong();
    private volatile long longestWait;
    private volatile @Nullable Carriers carriers;

    Fairness(boolean on, ThreadFactory threads, Consumer<Event> events) {
        this.on = on;
        this.threads = threads;
        this.events = events;
        mood = on ? Mood.UNSEEN : Mood.CALM;
        watch = Thread.ofPlatform().daemon().name("jobber-fairness").unstarted(this::watch);
    }

    // ---- what processes do

    /// Starts a process's thread.
    void start(Thread thread) {
        if (mood == Mood.CALM) {
            thread.start();
        } else {
            wake(thread::start);
        }
    }

    /// Wakes a thread that waits.
    void unpark(@Nullable Thread thread) {
        if (mood == Mood.CALM || thread == null || !thread.isVirtual()) {
            LockSupport.unpark(thread);
        } else {
            wake(() -> LockSupport.unpark(thread));
        }
    }

    private void wake(Runnable wake) {
        boolean fromOutside = !Thread.currentThread().isVirtual();
        if (mood == Mood.HOLDING && !fromOutside) {
            hold(wake);
            return;
        }
        wake.run();
        switch (mood) {
            case UNSEEN -> seen();
            case BUSY -> {
                if (fromOutside) {
                    ring();
                }
            }
            case CALM, HOLDING -> {}
        }
    }

    private void hold(Runnable wake) {
        held.add(wake);
        if (mood != Mood.HOLDING) {
            letGo();
        }
    }

    private void letGo() {
        for (Runnable wake = held.poll(); wake != null; wake = held.poll()) {
            wake.run();
        }
    }

    /// A process is about to do the next thing of many: it pauses while traffic is held.
    void pausePoint() {
        if (mood == Mood.HOLDING) {
            pause();
        }
    }

    private void pause() {
        Thread self = Thread.currentThread();
        if (self.isVirtual()) {
            hold(() -> LockSupport.unpark(self));
            LockSupport.park(this); // once: each park needs a wake of its own in `held`
        }
    }

    /// A process has been unparked so many times: when its turns are over it goes to the back of
    /// the queue. For a new virtual thread is queued there, and one that is unparked is not.
    void countTurn(int turns) {
        if ((turns & (TURNS - 1)) == 0 && on) {
            Thread self = Thread.currentThread();
            if (self.isVirtual()) {
                threads.newThread(() -> LockSupport.unpark(self)).start();
                LockSupport.park(this);
            }
        }
    }

    private void seen() {
        if (MOOD.compareAndSet(this, Mood.UNSEEN, Mood.CALM) && asleep) {
            if (watch.getState() == Thread.State.NEW) {
                begin();
            } else {
                LockSupport.unpark(watch);
            }
        }
    }

    private synchronized void begin() {
        if (watch.getState() == Thread.State.NEW && !closed) {
            watch.start();
        }
    }

    private void ring() {
        if (!rung) {
            rung = true;
            LockSupport.unpark(watch);
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
            if (mood == Mood.HOLDING) {
                LockSupport.unpark(watch);
            }
        }
    }

    private Probe send() {
        Probe probe = new Probe();
        threads.newThread(probe).start();
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
            release(Mood.CALM);
            Carriers used = carriers;
            if (used != null) {
                used.giveBackAll();
            }
        }
    }

    /// Looks every now and then, until something starves; ever more seldom while nothing happens.
    private void stayCalm() {
        long pause = LOOK;
        while (!closed) {
            boolean active = MOOD.compareAndSet(this, Mood.CALM, Mood.UNSEEN) || added() > 0;
            pause = active ? LOOK : Math.min(2 * pause, LONGEST_PAUSE);
            Probe probe = send();
            LockSupport.parkNanos(this, LOOK);
            lookAtCarriers();
            if (!probe.ran) {
                noteWait(probe);
                return;
            }
            if (!active) {
                sleepUntilSeen(pause);
            }
        }
    }

    /// Nothing is lost: whoever sees UNSEEN makes it CALM and then looks whether to call, and this
    /// says it sleeps and then looks whether all is still unseen.
    private void sleepUntilSeen(long pause) {
        asleep = true;
        if (mood == Mood.UNSEEN && !closed) {
            LockSupport.parkNanos(this, pause);
        }
        asleep = false;
    }

    /// Lets in whoever rings, and everybody now and then, until a probe gets in by itself for a
    /// while.
    private void stayBusy() {
        int good = 0;
        letIn();
        while (!closed && good < GOOD_BEATS_BEFORE_CALM) {
            Probe probe = send();
            long end = System.nanoTime() + BEAT;
            long left = BEAT;
            while (!rung && !closed && left > 0) {
                LockSupport.parkNanos(this, left);
                left = end - System.nanoTime();
            }
            if (left > 0 || !probe.ran) {
                noteWait(probe);
                letIn();
                good = probe.ran ? good : 0;
            } else {
                good++;
            }
            lookAtCarriers();
        }
        release(Mood.CALM);
    }

    /// Holds all traffic until everything that waits in the scheduler's queues has run.
    private void letIn() {
        Carriers used = carriers();
        pauses.incrementAndGet();
        rung = false;
        mood = Mood.HOLDING;
        Probe probe = send();
        int before = used.inUse();
        boolean more = true;
        while (!probe.ran && more && !closed) {
            if (!within(patience(used), () -> probe.ran)) {
                more = used.add();
            }
        }
        within(SETTLE, () -> !used.anybodyWaits());
        used.look();
        release(Mood.BUSY);
        noteWait(probe);
        if (used.inUse() > before || !more) {
            events.accept(
                    new Event.Starving(
                            Duration.ofNanos(System.nanoTime() - probe.since),
                            used.inUse(),
                            used.added()));
        }
    }

    private void release(Mood next) {
        mood = next;
        letGo();
    }

    private interface Condition {
        boolean holds();
    }

    /// Waits for a condition, so many glances long: on a machine that others keep busy each takes
    /// longer, as everything does.
    private boolean within(int glances, Condition condition) {
        for (int i = 0; !condition.holds(); i++) {
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
        if (used != null && used.added() > 0) {
            used.look();
            if (used.added() == 0) {
                events.accept(new Event.StarvingEnded(used.inUse()));
            }
        }
    }

    private int added() {
        Carriers used = carriers;
        return used == null ? 0 : used.added();
    }

    private void noteWait(Probe probe) {
        longestWait = Math.max(longestWait, System.nanoTime() - probe.since);
    }

    FairnessInfo info() {
        Carriers used = carriers;
        return new FairnessInfo(
                on,
                used == null ? 0 : used.inUse(),
                added(),
                pauses.get(),
                Duration.ofNanos(longestWait));
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watch);
    }
}
