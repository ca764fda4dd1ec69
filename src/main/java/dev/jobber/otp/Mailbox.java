package dev.jobber.otp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The queue of the signals to a process. It also decides which thread runs the process when a
/// signal comes.
///
/// One atomic field holds both the signals and the mark that says which thread handles them:
///
/// | `inbox` is | meaning | who may change it |
/// |---|---|---|
/// | [#IDLE] | empty, no thread: the sender that puts a signal here starts one | a sender, to its signal |
/// | [#PARKED] | empty, the process waits in a receive: the sender unparks it | a sender, or the process itself |
/// | null | empty, the process runs and will look again | any thread |
/// | a signal | a stack, newest first; the process runs and will look again | any thread |
/// | [#CLOSED] | the process is dead | no thread |
///
/// **No signal is lost between "idle" and "scheduled"**: the process goes idle by a compare-and-set
/// from null, so a signal that came first makes it fail; a sender that replaces IDLE is the only
/// one to see IDLE, so exactly one thread is started.
///
/// **Order**: the stack is taken whole and reversed, so signals of one sender are received in the
/// order sent.
///
/// Only the thread that runs the process uses the fetched signals. They are a ring: `queue` is the
/// last of them, and the one after it is the first. So one field gives both ends.
///
/// **Places.** A task notes the end of the mailbox when it begins ([#place()]). Its result is
/// looked for from there on, and the messages before are not read. There is always a signal between
/// two places, so there is at most one place more than there are messages.
abstract sealed class Mailbox extends Pid permits ProcessWatchers {
    static final Signal IDLE = new Signal.Mark("idle");
    static final Signal PARKED = new Signal.Mark("parked");
    static final Signal CLOSED = new Signal.Mark("closed");

    private static final VarHandle INBOX;
    private static final VarHandle UNFINISHED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INBOX = lookup.findVarHandle(Mailbox.class, "inbox", Signal.class);
            UNFINISHED = lookup.findVarHandle(Mailbox.class, "unfinished", Unfinished.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /// A new process runs: no sender has to start it.
    volatile @Nullable Signal inbox;

    /// The last of the fetched signals; the one after it is the first.
    @Nullable Signal queue;

    /// The work for this process that a thread could not do because of an Error; null nearly
    /// always.
    volatile @Nullable Unfinished unfinished;

    Mailbox(long id) {
        super(id);
    }

    /// Puts a signal at the end. Answers false, and does nothing, if the process is dead.
    ///
    /// **If an Error of the machine comes out of it, the signal is not in the mailbox**: what may
    /// be too much for a full stack, to wake the process, is then left to another thread. So a
    /// caller that writes down that it has sent a signal does so afterwards, and sends it once.
    final boolean enqueue(Signal signal) {
        while (true) {
            Signal seen = inbox;
            if (seen == CLOSED) {
                return false;
            }
            boolean mark = seen == IDLE || seen == PARKED;
            signal.next = mark ? null : seen;
            if (INBOX.compareAndSet(this, seen, signal)) {
                if (mark) {
                    if (seen == IDLE) { // a field is written, without a call, as below
                        ((ProcessCell) this).thread = ProcessCell.STARTING;
                    }
                    boolean woken = false;
                    try {
                        wake(seen == IDLE);
                        woken = true;
                    } catch (VirtualMachineError tooLittle) {
                        // the signal is in: the process is woken later
                    } finally {
                        if (!woken) { // no calls: there may be no stack left for one
                            unfinished =
                                    seen == IDLE ? Unfinished.Wake.START : Unfinished.Wake.UNPARK;
                            ((ProcessCell) this).node.anyUnfinished = true;
                        }
                    }
                } else if (unfinished != null) {
                    resumeIfPossible();
                }
                return true;
            }
        }
    }

    private void resumeIfPossible() {
        try {
            ((ProcessCell) this).resume();
        } catch (VirtualMachineError tooLittle) {
            // it stays unfinished
        }
    }

    /// The current thread does the work that another thread could not do. False if a third thread
    /// does it.
    final boolean takesUp(Unfinished what) {
        return UNFINISHED.compareAndSet(this, what, null);
    }

    /// The whole process, of which this is a part.
    final ProcessCell self() {
        return (ProcessCell) this;
    }

    /// The first write of a field needs stack, because the JVM has to find the field. After an
    /// Error there may be no stack. So each class that writes such a field writes it once
    /// beforehand.
    void rehearseAnError() {
        ((ProcessCell) this).thread = ProcessCell.STARTING;
        unfinished = Unfinished.Wake.START;
        unfinished = Unfinished.Wake.UNPARK;
        ((ProcessCell) this).node.anyUnfinished = true;
    }

    /// Called once for each signal that came while no thread handled the mailbox.
    abstract void wake(boolean idle);

    /// The next signal, or null if there is none right now. Only by the process's own thread.
    final @Nullable Signal poll() {
        Signal last = queue;
        if (last == null) {
            last = fetch();
            if (last == null) {
                return null;
            }
        }
        Signal first = following(last);
        takeOut(last, first, last);
        return first;
    }

    /// The signal after one that is in the ring.
    private static Signal following(Signal signal) {
        Signal next = signal.next;
        if (next == null) {
            throw new IllegalStateException("this signal has been taken out of the mailbox");
        }
        return next;
    }

    /// Takes a signal out of the ring.
    ///
    /// @param before the one before it
    /// @param last the last one of the ring
    private void takeOut(Signal before, Signal signal, Signal last) {
        if (before == signal) {
            queue = null;
        } else {
            before.next = signal.next;
            queue = signal == last ? before : last;
        }
        signal.next = null; // one that is kept keeps none of the others
    }

    /// Puts a ring behind what is here.
    ///
    /// @param more the last signal of that ring
    private void append(Signal more) {
        Signal last = queue;
        if (last != null) {
            Signal first = last.next;
            last.next = more.next;
            more.next = first;
        }
        queue = more;
    }

    /// Whether no signal waits. Only for the process's own thread.
    final boolean isEmpty() {
        return queue == null && inbox == null;
    }

    // ---- places

    /// The end of the mailbox as it is now; null if it is empty. Only by the process's own thread.
    final Signal.@Nullable Place place() {
        Signal more = fetch();
        if (more != null) {
            append(more);
        }
        Signal last = queue;
        if (last == null || last instanceof Signal.Place) {
            return (Signal.Place) last;
        }
        var place = new Signal.Place();
        place.next = place;
        append(place);
        return place;
    }

    /// The signal between two places has been taken out: the first place now stands for both.
    private void unite(Signal before) {
        Signal last = queue;
        if (before instanceof Signal.Place place
                && last != null
                && before != last
                && before.next instanceof Signal.Place other) {
            other.sameAs = place;
            takeOut(before, other, last);
        }
    }

    // ---- searching

    /// A search through the mailbox for messages that match. Only by the process's own thread.
    final Scan scan(Predicate<Object> wanted) {
        return new Scan(wanted, null);
    }

    /// A search from a place on; the messages before it are not read.
    final Scan scan(Signal.@Nullable Place from, Predicate<Object> wanted) {
        Signal.Place place = from;
        while (place != null && place.next == null) {
            place = place.sameAs; // null: what was before the place is gone, too
        }
        return new Scan(wanted, place);
    }

    /// A search through the signals that have come since the process last fetched its signals.
    final Scan scanUnseen(Predicate<Object> wanted) {
        return new Scan(wanted, queue);
    }

    /// Remembers how far it has looked, so that every message is looked at once however long the
    /// wait.
    final class Scan {
        private final Predicate<Object> wanted;

        /// The last signal looked at and left where it is; null at the beginning.
        private @Nullable Signal left;

        private Scan(Predicate<Object> wanted, @Nullable Signal left) {
            this.wanted = wanted;
            this.left = left;
        }

        /// Takes the first message that matches, and leaves the others; empty if none has come yet.
        /// Signals that are not messages are left for the loop of a server.
        Optional<Object> next() {
            while (true) {
                if (left != null && left.next == null) {
                    left = null; // the predicate has taken messages out itself
                }
                if (left == queue) {
                    Signal more = fetch();
                    if (more == null) {
                        return Optional.empty();
                    }
                    append(more);
                }
                Signal last = Objects.requireNonNull(queue);
                Signal before = left == null ? last : left;
                Signal signal = following(before);
                Object message = signal.asMessage();
                boolean stays =
                        message == null ? !(signal instanceof Signal.Nudge) : !wanted.test(message);
                if (stays) {
                    left = signal;
                    continue;
                }
                takeOut(before, signal, last);
                if (left != null) {
                    unite(left);
                }
                if (message != null) {
                    received(signal);
                    return Optional.of(message);
                }
            }
        }
    }

    /// A signal has been given to code that may answer it later.
    abstract void received(Signal signal);

    /// Makes a ring of the signals that have come since the last time. Returns its last signal, or
    /// null if none has come.
    private @Nullable Signal fetch() {
        Signal newest = inbox;
        while (newest != null && newest != CLOSED) {
            if (INBOX.compareAndSet(this, newest, null)) {
                return ring(newest);
            }
            newest = inbox;
        }
        return null;
    }

    /// Reverses a stack and makes a ring of it; the last signal of the ring is the newest one.
    private static Signal ring(Signal newest) {
        Signal oldest = null;
        Signal signal = newest;
        while (signal != null) {
            Signal older = signal.next;
            signal.next = oldest;
            oldest = signal;
            signal = older;
        }
        newest.next = oldest;
        return newest;
    }

    /// There is nothing more to do: gives the thread up. False if a signal came meanwhile.
    final boolean goIdle() {
        return queue == null && INBOX.compareAndSet(this, null, IDLE);
    }

    /// Closes the mailbox if the process is idle; false if it is not.
    final boolean closeIfIdle() {
        return INBOX.compareAndSet(this, IDLE, CLOSED);
    }

    /// The process is about to park; the next signal unparks it. False if a signal came meanwhile.
    final boolean expectWakeUp() {
        return INBOX.compareAndSet(this, null, PARKED);
    }

    /// The process is awake again.
    final void awake() {
        INBOX.compareAndSet(this, PARKED, null);
    }

    /// Closes the mailbox and refuses the signals in it. One thread at a time does this. If an
    /// Error ends it, it is done again: the signals that have not been refused are still in
    /// `queue`.
    ///
    /// A signal that came after the process had ended its work is refused as if there were no
    /// process.
    final void close(ExitReason why) {
        ExitReason reason = why;
        var newest = (Signal) INBOX.getAndSet(this, CLOSED);
        if (newest != null && !(newest instanceof Signal.Mark)) {
            append(ring(newest));
        }
        for (Signal last = queue; last != null; last = queue) {
            Signal first = following(last);
            if (first instanceof Signal.Leaving) {
                reason = ExitReason.NOPROC;
            }
            first.refuse(reason);
            takeOut(last, first, last);
        }
    }

    final boolean isIdle() {
        return inbox == IDLE;
    }

    final boolean isParked() {
        return inbox == PARKED;
    }
}
