package dev.jobber.otp.scheduling;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The gate for all wakes between processes. It is held for a moment when a thread from outside,
/// one that runs no process, would not get through; [FairnessWatchdog] decides when.
///
/// | mood | meaning | changed by |
/// |---|---|---|
/// | UNSEEN | no process was woken since the last look | the watch; a waker, to CALM |
/// | CALM | processes are woken, nothing starves | the watch |
/// | BUSY | processes keep all carriers busy, other threads starve | the watch; to HOLDING by a thread from outside, or by a waker when the flow is over |
/// | HOLDING | wakes by virtual threads are put aside, processes pause between two messages | the watch; after half a second any of these |
///
/// **No wake is lost**: a waker puts its wake into `held` and then looks at the mood again; the
/// watch changes the mood and then empties `held`. So one of the two sees it.
///
/// **Nothing is held for good**: the thread that makes it HOLDING rings afterwards, and the watch
/// changes the mood after each ring, and when it ends. And if the watch does not: every thread that
/// is held looks after half a second, every one that comes looks at once, and the first that sees
/// the time over makes it CALM, as if nothing starved until the watch looks again.
public final class WakeGate {
    enum Mood {
        UNSEEN,
        CALM,
        BUSY,
        HOLDING
    }

    /// After how many things done a process tells of them. Odd, so that of two things that it does
    /// in turn now the one falls on it and now the other, whatever its number.
    public static final int TURNS = 63;

    /// How long traffic flows, at least, before it is held again for a thread from outside.
    private static final long OPEN_NANOS = 50_000;

    /// How long it is held at most. The watch needs a hundredth of that, unless the machine is kept
    /// busy by others.
    static final long LONGEST_HOLD = 500_000_000;

    /// How many wakes traffic may have before it holds itself, however long they take: about what
    /// it does in a quarter of a millisecond alone. Among others that compute between them, they
    /// have their turns meanwhile.
    private static final int FEWEST_IN_FLOW = 256;

    private static final VarHandle MOOD;

    static {
        try {
            MOOD = MethodHandles.lookup().findVarHandle(WakeGate.class, "mood", Mood.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final boolean watched;
    private final ThreadFactory threads;
    private final Runnable firstSeen;
    private final Runnable ring;
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private final AtomicLong reductions = new AtomicLong();
    private final AtomicLong wakes = new AtomicLong();
    private volatile Mood mood;
    private volatile boolean heldAny;
    private volatile boolean rung;
    private volatile long openSince;

    /// Since when it is held. Written before HOLDING is.
    private volatile long heldSince;

    /// For how long it may flow before it is held, in nanoseconds; 0 if that is for the watch to
    /// say.
    private volatile long flow;

    /// When that is over; 0 while nothing has flowed.
    private volatile long flowEnd;

    /// About how many wakes there were since. Several threads count, and a few may be lost: it is
    /// no matter.
    private int wokenInFlow;

    /// @param firstSeen told of the first wake since a look
    /// @param ring called when a thread from outside wants to be let in
    WakeGate(boolean watched, ThreadFactory threads, Runnable firstSeen, Runnable ring) {
        this.watched = watched;
        this.threads = threads;
        this.firstSeen = firstSeen;
        this.ring = ring;
        mood = watched ? Mood.UNSEEN : Mood.CALM;
    }

    // ---- what processes do

    /// Starts a process's thread.
    public void start(Thread thread) {
        if (mood == Mood.CALM) {
            thread.start();
        } else {
            wake(thread::start);
        }
    }

    /// Wakes a thread that waits.
    public void unpark(@Nullable Thread thread) {
        if (mood == Mood.CALM || thread == null || !thread.isVirtual()) {
            LockSupport.unpark(thread);
        } else {
            wake(() -> LockSupport.unpark(thread));
        }
    }

    private void wake(Runnable wake) {
        if (Thread.currentThread().isVirtual()) {
            if (mood == Mood.HOLDING) {
                hold(wake);
                return;
            }
            if (mood == Mood.BUSY && flowIsOver()) {
                heldSince = System.nanoTime();
                if (MOOD.compareAndSet(this, Mood.BUSY, Mood.HOLDING)) {
                    hold(wake);
                    ring();
                    return;
                }
            }
            wake.run();
        } else {
            if (mood == Mood.BUSY && mayBeHeld()) {
                heldSince = System.nanoTime();
                MOOD.compareAndSet(this, Mood.BUSY, Mood.HOLDING);
            }
            wake.run();
            if (mood == Mood.BUSY || mood == Mood.HOLDING) {
                ring();
                endOverdueHold();
            }
        }
        if (mood == Mood.UNSEEN && MOOD.compareAndSet(this, Mood.UNSEEN, Mood.CALM)) {
            firstSeen.run();
        }
    }

    /// Has it flowed for as long as it may? The time begins with the first wake, since others may
    /// have the carriers when it is let go.
    private boolean flowIsOver() {
        long limit = flow;
        if (limit == 0) {
            return false;
        }
        long now = System.nanoTime();
        long end = flowEnd;
        if (end == 0) {
            flowEnd = now + limit | 1;
            return false;
        }
        wokenInFlow++;
        return now - end >= 0 && wokenInFlow >= FEWEST_IN_FLOW;
    }

    /// Has it flowed long enough since it was held? However many come from outside, it goes on.
    boolean mayBeHeld() {
        return System.nanoTime() - openSince >= OPEN_NANOS;
    }

    private void hold(Runnable wake) {
        heldAny = true;
        held.add(wake);
        endOverdueHold();
        if (mood != Mood.HOLDING) {
            letGo();
        }
    }

    /// The watch has not let go in time.
    private void endOverdueHold() {
        if (mood == Mood.HOLDING
                && System.nanoTime() - heldSince >= LONGEST_HOLD
                && MOOD.compareAndSet(this, Mood.HOLDING, Mood.CALM)) {
            openSince = System.nanoTime();
            letGo();
        }
    }

    /// What is held now, and not what is held anew meanwhile: that is let go next time.
    private void letGo() {
        Runnable wake = held.poll();
        for (int left = held.size(); wake != null; left--) {
            wake.run();
            wake = left > 0 ? held.poll() : null;
        }
    }

    private void ring() {
        if (!rung) {
            rung = true;
            ring.run();
        }
    }

    /// A process is about to do the next thing of many: it pauses while traffic is held.
    public void pausePoint() {
        if (mood == Mood.HOLDING) {
            pause();
        }
    }

    private void pause() {
        var self = Thread.currentThread();
        if (self.isVirtual() && !self.isInterrupted()) {
            hold(() -> LockSupport.unpark(self));
            LockSupport.parkNanos(this, LONGEST_HOLD); // once: each needs its own wake in `held`
            endOverdueHold();
        }
    }

    /// A process has been unparked many times in a row: it goes to the back of the queue. For a new
    /// virtual thread is queued there, and one that is unparked is not.
    public void giveWay() {
        var self = Thread.currentThread();
        if (watched && self.isVirtual()) {
            threads.newThread(() -> LockSupport.unpark(self)).start();
            LockSupport.park(this);
        }
    }

    /// A process has done [#TURNS] things more.
    public void countReductions() {
        reductions.addAndGet(TURNS);
    }

    /// The same, where the last of them was to wake or to wait. So wakes are counted in their
    /// proportion to everything done.
    public void countWakes() {
        reductions.addAndGet(TURNS);
        wakes.addAndGet(TURNS);
    }

    // ---- what the watch does

    Mood mood() {
        return mood;
    }

    /// From now on it shows whether a process is woken. True if one was since the last look.
    boolean lookAgain() {
        return MOOD.compareAndSet(this, Mood.CALM, Mood.UNSEEN);
    }

    /// Holds all of it.
    void holdAll() {
        rung = false;
        heldSince = System.nanoTime();
        mood = Mood.HOLDING;
    }

    /// Has a thread from outside rung since the last [#heard()]?
    boolean rung() {
        return rung;
    }

    /// The ring has been seen.
    void heard() {
        rung = false;
    }

    /// Lets everything go on. True if anything was held.
    boolean release(Mood next) {
        return release(next, 0);
    }

    /// Lets everything go on, for so many nanoseconds; then traffic holds itself. A watch that has
    /// to wait for a processor would hold it too late.
    boolean release(Mood next, long limit) {
        flow = limit;
        flowEnd = 0;
        wokenInFlow = 0;
        openSince = System.nanoTime();
        mood = next;
        letGo();
        boolean any = heldAny;
        heldAny = false;
        return any;
    }

    /// How often processes were woken, about.
    public long wakes() {
        return wakes.get();
    }

    /// How much processes have done, about.
    public long reductions() {
        return reductions.get();
    }
}
