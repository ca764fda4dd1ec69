package dev.jobber.otp;

import dev.jobber.otp.scheduling.DaemonThreads;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Brings events to one listener. The listener may throw, block, or call processes; the code that
/// sends the event notices nothing of that.
///
/// Events wait in a queue for a platform thread, which lives while events come and a second longer.
/// It is not a virtual thread, because a virtual thread would get no carrier while processes
/// compute on all of them.
///
/// **No event is lost when the thread ends**: a sender adds its event and then reads `scheduled`;
/// the thread clears `scheduled` and then looks at the queue. So one of the two sees the other.
///
/// **Quiet means an empty queue**: the thread takes an event out after the listener has heard it.
/// So no count has to be right, whatever Errors come between.
///
/// **Order**: one thread at a time takes from the queue. So a listener hears the events of one
/// thread in their order, and each event before the events that follow from it.
final class Delivery<E> {
    /// How many events wait at most.
    static final int ROOM = 65_536;

    private static final long LINGER = 1_000_000_000L;

    /// For this many nanoseconds after it has emptied the queue, the thread looks again by itself
    /// and is not woken: to wake a thread costs the sender more than the event itself.
    private static final long DOZE = 300_000L;

    /// A listener that is busy with one event for this long is not waited for.
    static final long BLOCKED = 5_000_000_000L;

    private final Consumer<? super E> listener;

    /// The class of the listener.
    private final String name;

    private final EventDelivery how;

    /// The listener that is told if this one throws.
    private final Consumer<Event> reports;

    private final Queue<E> queue = new ConcurrentLinkedQueue<>();

    /// How many events were put into the queue. Only for [#ROOM], for which it need not be exact.
    private final AtomicLong accepted = new AtomicLong();

    /// How many events were taken out.
    private final AtomicLong done = new AtomicLong();

    private final AtomicLong leftOut = new AtomicLong();

    /// There is a thread, or one is being started.
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile Thread thread = Thread.currentThread();

    /// When the listener got the event that it handles now; zero while it handles none.
    private volatile long busySince;

    /// Set once, by the first thread on which the listener threw; that thread reports it.
    private final AtomicBoolean removed = new AtomicBoolean();

    Delivery(
            Consumer<? super E> listener, String name, EventDelivery how, Consumer<Event> reports) {
        this.listener = listener;
        this.name = name;
        this.how = how;
        this.reports = reports;
    }

    /// Tells the listener now or later. Never throws, unless the calling process ends with it.
    void tell(E event) {
        if (removed.get()) {
            return;
        }
        switch (how) {
            case QUEUED -> tellLater(event);
            case AT_ONCE -> {
                var self = ProcessCell.currentOrNull();
                if (self == null) {
                    give(event);
                } else {
                    self.undisturbed(() -> give(event));
                }
            }
        }
    }

    /// Lets the listener's own thread tell it.
    void tellLater(E event) {
        if (removed.get()) {
            return;
        }
        if (accepted.get() - done.get() >= ROOM) {
            leftOut.incrementAndGet();
            return;
        }
        queue.add(event);
        accepted.incrementAndGet();
        callThread();
    }

    /// Has the thread look at the queue.
    private void callThread() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            begin();
        } else if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    private void begin() {
        boolean begun = false;
        try {
            Thread begins = DaemonThreads.builder().name("jobber-events").unstarted(this::deliver);
            thread = begins;
            begins.start();
            begun = true;
        } catch (OutOfMemoryError noThread) {
            leftOut.incrementAndGet(); // the next event tries again
        } finally {
            if (!begun) {
                scheduled.set(false);
            }
        }
    }

    private void deliver() {
        do {
            try {
                deliverAll();
            } finally {
                scheduled.set(false);
            }
        } while (!queue.isEmpty() && scheduled.compareAndSet(false, true));
    }

    private void deliverAll() {
        for (boolean more = true; more; more = sleepUntilMore()) {
            for (E event = queue.peek(); event != null; event = queue.peek()) {
                busySince = System.nanoTime() | 1;
                try {
                    give(event);
                } finally {
                    busySince = 0;
                    var _ = queue.poll();
                    done.incrementAndGet();
                }
                tellLeftOut();
            }
        }
    }

    private boolean sleepUntilMore() {
        LockSupport.parkNanos(this, DOZE);
        if (!queue.isEmpty()) {
            return true;
        }
        long end = System.nanoTime() + LINGER;
        for (long left = LINGER; left > 0 && queue.isEmpty(); left = end - System.nanoTime()) {
            asleep.set(true);
            if (queue.isEmpty()) {
                LockSupport.parkNanos(this, left);
            }
        }
        asleep.set(false);
        return !queue.isEmpty();
    }

    private void tellLeftOut() {
        long missing = leftOut.get();
        if (missing > 0 && !removed.get()) {
            leftOut.addAndGet(-missing);
            reports.accept(new Event.EventsLeftOut(name, missing));
        }
    }

    private void give(E event) {
        if (removed.get()) {
            return;
        }
        Throwable problem = Guard.problemOf(() -> listener.accept(event));
        if (problem != null) {
            remove(problem);
        }
    }

    private void remove(Throwable problem) {
        if (removed.compareAndSet(false, true)) {
            reports.accept(new Event.ListenerRemoved(name, problem));
        }
    }

    boolean isRemoved() {
        return removed.get();
    }

    /// Whether the listener has heard all events so far, or blocks and will not hear them soon, or
    /// is itself the caller. If an Error kept a sender from calling the thread, this does it.
    boolean isQuiet() {
        if (queue.isEmpty()) {
            return true;
        }
        callThread();
        long since = busySince;
        return removed.get()
                || Thread.currentThread() == thread
                || (since != 0 && System.nanoTime() - since > BLOCKED);
    }
}
