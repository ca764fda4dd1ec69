package dev.jobber.otp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The thread that a process has while it has work, and the code that runs on this thread.
///
/// The lock of the process guards interrupts, too: `thread` is interrupted only with the lock held,
/// and the announcement of a death takes the lock to forget the thread, so an interrupt never
/// reaches anything but the callback it was meant for.
abstract sealed class ProcessThread extends ProcessTurns permits ProcessDeath {
    /// Stands for a thread that has been started and does not run the process yet.
    static final Thread STARTING = Thread.ofVirtual().unstarted(() -> {});

    private static final VarHandle THREAD;

    static {
        try {
            THREAD =
                    MethodHandles.lookup()
                            .findVarHandle(ProcessThread.class, "thread", Thread.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /// The thread that runs it, while one does; [#STARTING] from the moment that one is due.
    /// Written by that thread, cleared before the process goes idle; STARTING by the sender that
    /// finds it idle, before that calls anything: a stack overflow later leaves it to be started.
    ///
    /// **One thread at a time**: to run the process a thread has to take the place of STARTING. So
    /// a thread may be started once more when it is not known whether the first start succeeded.
    volatile @Nullable Thread thread = STARTING;

    /// A value of `guests`: code runs that no kill may interrupt.
    private static final byte UNDISTURBED = 1;

    /// A value of `guests`: the init of a child runs.
    private static final byte INIT = 2;

    /// A value of `guests`: no code runs any more; the process ends.
    private static final byte LEAVING = 4;

    /// The other code that runs on its thread now, as a sum of the values above: one byte, because
    /// each process pays for it. Its own thread changes it under the lock; any thread may add
    /// LEAVING.
    private byte guests;

    ProcessThread(Node node) {
        super(node);
    }

    /// The current thread takes the place of STARTING. False if another one did.
    final boolean takesThread() {
        return THREAD.compareAndSet(this, STARTING, Thread.currentThread());
    }

    /// A thread runs it.
    final boolean hasThread() {
        Thread running = thread;
        return running != null && running != STARTING;
    }

    /// Gives the thread up if there is nothing to do. If this returns true, the caller must return
    /// at once and touch nothing.
    ///
    /// Throws if the process has been killed: a killer that finds no thread leaves it to the next
    /// one to see that.
    boolean rest() {
        thread = null;
        if (goIdle()) {
            return true;
        }
        thread = Thread.currentThread();
        checkDoom();
        return false;
    }

    // ---- other code on its thread

    /// The init of a child is about to run on its thread. The process itself waits meanwhile, as in
    /// a receive.
    ///
    /// @return false if it has been killed
    final boolean lendsThread() {
        synchronized (lock()) {
            if (isDoomed()) {
                return false;
            }
            guests |= INIT;
            return true;
        }
    }

    final void takesBack() {
        synchronized (lock()) {
            guests &= ~INIT;
        }
        if (isDoomed()) {
            Thread.currentThread().interrupt(); // whatever still runs of it must not block
            checkDoom();
        }
    }

    /// The init of a child runs on its thread. With the lock held.
    final boolean isLent() {
        return (guests & INIT) != 0;
    }

    /// Runs code on its thread that is not code of the process: no kill interrupts it. A kill that
    /// comes meanwhile has its effect afterwards, or when its grace is over.
    final void undisturbed(Runnable code) {
        byte before;
        synchronized (lock()) {
            before = guests;
            guests |= UNDISTURBED;
        }
        boolean interrupted = Thread.interrupted();
        try {
            code.run();
        } finally {
            boolean killed;
            synchronized (lock()) {
                guests = (byte) (before | (guests & LEAVING));
                killed =
                        isDoomed()
                                && (before & UNDISTURBED) == 0
                                && thread == Thread.currentThread();
            }
            if (interrupted || killed) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Whether no kill may interrupt the running code. The caller holds the lock.
    final boolean isUndisturbed() {
        return (guests & UNDISTURBED) != 0;
    }

    /// The process ends by itself, and what it waited for has come. A request from now on finds no
    /// process.
    final void leaves() {
        synchronized (lock()) {
            guests |= LEAVING;
        }
        enqueue(new Signal.Leaving());
    }

    @Override
    final boolean isLeaving() {
        return (guests & LEAVING) != 0;
    }
}
