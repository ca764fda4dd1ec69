package dev.jobber.otp.scheduling;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// All wakes between processes go through this gate. An outside thread is one that runs no process.
/// If processes would keep an outside thread from running, the gate holds all wakes for a moment;
/// [FairnessWatchdog] decides when.
///
/// | mood | meaning | changed by |
/// |---|---|---|
/// | UNSEEN | no process was woken since the last look | the watch; a waker, to CALM |
/// | CALM | processes are woken, nothing starves | the watch |
/// | BUSY | processes keep all carriers busy, other threads starve | the watch; to HOLDING by a thread from outside, or by a waker when the flow is over |
/// | HOLDING | wakes by virtual threads are put aside, processes pause between two messages | the watch; after half a second any of these |
///
/// **No wake is lost**: a thread that wakes a process first puts the wake into `held` and then
/// reads the mood again. The watch first changes the mood and then empties `held`. So one of the
/// two sees the other.
///
/// **No wake is held for ever**: the thread that changes the mood to HOLDING then rings, and the
/// watch changes the mood after each ring, and when it ends. If the watch does not, each held
/// thread checks the time after half a second, and each new thread checks it at once. The first
/// thread that sees that the time is over changes the mood to CALM, until the watch looks again.
public final class WakeGate {
    enum Mood {
        UNSEEN,
        CALM,
        BUSY,
        HOLDING
    }

    /// A process reports its steps after this many. The number is odd, so that of two steps that
    /// alternate, each is the reported one in turn.
    public static final int TURNS = 63;

    /// How long wakes must flow before they are held again for an outside thread.
    private static final long OPEN_NANOS = 50_000;

    /// How long wakes are held at most. The watch needs a hundredth of that, unless other programs
    /// keep the machine busy.
    static final long LONGEST_HOLD = 500_000_000;

    /// After this many wakes the gate holds further wakes by itself: about a quarter of a
    /// millisecond if processes do nothing else. If they also compute, other threads get their
    /// turns meanwhile.
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

    /// When HOLDING began. Written before the mood is.
    private volatile long heldSince;

    /// How long wakes may flow before the gate holds them by itself, in nanoseconds; 0 if only the
    /// watch decides.
    private volatile long flow;

    /// When that time is over; 0 if there was no wake yet.
    private volatile long flowEnd;

    /// About how many wakes there were since. Several threads count without a lock, so a few may be
    /// missing; an estimate is enough.
    private int wokenInFlow;

    /// @param firstSeen told of the first wake since a look
    /// @param ring called when an outside thread wants to run
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
            wake(thread, true);
        }
    }

    /// Wakes a thread that waits.
    public void unpark(@Nullable Thread thread) {
        if (mood == Mood.CALM || thread == null || !thread.isVirtual()) {
            LockSupport.unpark(thread);
        } else {
            wake(thread, false);
        }
    }

    /// @param isNew whether the thread is to be started; else it is to be unparked
    private void wake(Thread thread, boolean isNew) {
        if (Thread.currentThread().isVirtual()) {
            if (mood == Mood.HOLDING) {
                hold(thread, isNew);
                return;
            }
            if (mood == Mood.BUSY && flowIsOver()) {
                heldSince = System.nanoTime();
                if (MOOD.compareAndSet(this, Mood.BUSY, Mood.HOLDING)) {
                    hold(thread, isNew);
                    ring();
                    return;
                }
            }
            letRun(thread, isNew);
        } else {
            wakeFromOutside(thread, isNew);
        }
        if (mood == Mood.UNSEEN && MOOD.compareAndSet(this, Mood.UNSEEN, Mood.CALM)) {
            firstSeen.run();
        }
    }

    private void wakeFromOutside(Thread thread, boolean isNew) {
        if (mood == Mood.BUSY && mayBeHeld()) {
            heldSince = System.nanoTime();
            MOOD.compareAndSet(this, Mood.BUSY, Mood.HOLDING);
        }
        letRun(thread, isNew);
        if (mood == Mood.BUSY || mood == Mood.HOLDING) {
            ring();
            endOverdueHold();
        }
    }

    private static void letRun(Thread thread, boolean isNew) {
        if (isNew) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void hold(Thread thread, boolean isNew) {
        hold(() -> letRun(thread, isNew));
    }

    /// Whether wakes have flowed as long as they may. The time begins with the first wake, because
    /// other threads may have the carriers when the gate opens.
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

    /// Whether wakes have flowed long enough since they were last held. So they flow again, even if
    /// many outside threads come.
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

    /// The watch has not opened the gate in time.
    private void endOverdueHold() {
        if (mood == Mood.HOLDING
                && System.nanoTime() - heldSince >= LONGEST_HOLD
                && MOOD.compareAndSet(this, Mood.HOLDING, Mood.CALM)) {
            openSince = System.nanoTime();
            letGo();
        }
    }

    /// The wakes that are held now. Wakes that are held later are released the next time.
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

    /// A process is about to do its next step. It pauses while wakes are held.
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

    /// A process has been unparked many times in a row, so it goes to the back of the queue. A new
    /// virtual thread is queued there, an unparked one is not.
    public void giveWay() {
        var self = Thread.currentThread();
        if (watched && self.isVirtual()) {
            threads.newThread(() -> LockSupport.unpark(self)).start();
            LockSupport.park(this);
        }
    }

    /// A process has done [#TURNS] more steps.
    public void countReductions() {
        reductions.addAndGet(TURNS);
    }

    /// The same, if the last step was a wake or a wait. So the count of wakes is in proportion to
    /// all steps.
    public void countWakes() {
        reductions.addAndGet(TURNS);
        wakes.addAndGet(TURNS);
    }

    // ---- what the watch does

    Mood mood() {
        return mood;
    }

    /// Records from now on whether a process is woken. True if one was woken since the last look.
    boolean lookAgain() {
        return MOOD.compareAndSet(this, Mood.CALM, Mood.UNSEEN);
    }

    /// Holds all wakes.
    void holdAll() {
        rung = false;
        heldSince = System.nanoTime();
        mood = Mood.HOLDING;
    }

    /// Whether an outside thread has rung since the last [#heard()].
    boolean rung() {
        return rung;
    }

    /// The ring has been seen.
    void heard() {
        rung = false;
    }

    /// Releases all wakes. True if any was held.
    boolean release(Mood next) {
        return release(next, 0);
    }

    /// Releases all wakes for this time in nanoseconds; then the gate holds them by itself. The
    /// watch may have to wait for a processor and would hold them too late.
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

    /// An estimate of how often processes were woken.
    public long wakes() {
        return wakes.get();
    }

    /// An estimate of how many steps processes have done.
    public long reductions() {
        return reductions.get();
    }
}
