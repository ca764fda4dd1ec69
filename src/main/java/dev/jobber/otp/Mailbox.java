package dev.jobber.otp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where the signals to a process wait, and the hand-over between "idle" and "running".
///
/// One atomic field is both the mailbox and the mark of who looks after it:
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
/// Only the thread that runs the process uses the fetched signals in `queue`.
abstract sealed class Mailbox extends Pid permits ProcessLinks {
    static final Signal IDLE = new Signal.Mark("idle");
    static final Signal PARKED = new Signal.Mark("parked");
    static final Signal CLOSED = new Signal.Mark("closed");

    private static final VarHandle INBOX;

    static {
        try {
            INBOX = MethodHandles.lookup().findVarHandle(Mailbox.class, "inbox", Signal.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /// A new process runs: no sender has to start it.
    private volatile @Nullable Signal inbox;

    private @Nullable Signal queue;

    /// What an Error kept a thread from doing for this process; null nearly always.
    volatile @Nullable Unfinished unfinished;

    Mailbox(long id) {
        super(id);
    }

    /// Puts a signal at the end. Answers false, and does nothing, if the process is dead.
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
                    } finally {
                        if (!woken) { // no calls: there may be no stack left for one
                            unfinished =
                                    seen == IDLE ? Unfinished.Wake.START : Unfinished.Wake.UNPARK;
                            ((ProcessCell) this).node.anyUnfinished = true;
                        }
                    }
                } else if (unfinished != null) {
                    ((ProcessCell) this).resume();
                }
                return true;
            }
        }
    }

    /// What is written after an Error is found by the JVM when it is first written, and that takes
    /// stack: so it is written once beforehand, in each class that writes it.
    void rehearseAnError() {
        ((ProcessCell) this).thread = ProcessCell.STARTING;
        unfinished = Unfinished.Wake.START;
        unfinished = Unfinished.Wake.UNPARK;
        ((ProcessCell) this).node.anyUnfinished = true;
    }

    /// Called once for each signal that found the mailbox without a thread that would look at it.
    abstract void wake(boolean idle);

    /// The next signal, or null if there is none right now. Only by the process's own thread.
    final @Nullable Signal poll() {
        Signal first = queue;
        if (first == null) {
            first = fetch();
            if (first == null) {
                return null;
            }
        }
        queue = first.next;
        return first;
    }

    /// Nothing waits here. Only by the process's own thread.
    final boolean isEmpty() {
        return queue == null && inbox == null;
    }

    /// A search through the mailbox for messages that match. Only by the process's own thread.
    final Scan scan(Predicate<Object> wanted) {
        return new Scan(wanted);
    }

    /// A search through what has come since the process last fetched its signals.
    final Scan scanUnseen(Predicate<Object> wanted) {
        var scan = new Scan(wanted);
        for (Signal seen = queue; seen != null; seen = seen.next) {
            scan.left = seen;
        }
        return scan;
    }

    /// Remembers how far it has looked, so that every message is looked at once however long the
    /// wait.
    final class Scan {
        private final Predicate<Object> wanted;

        /// The last signal looked at and left where it is.
        private @Nullable Signal left;

        private Scan(Predicate<Object> wanted) {
            this.wanted = wanted;
        }

        /// Takes the first message that matches, leaving the others where they are; empty if none
        /// has come yet. What is no message is left to the loop of a server, too.
        Optional<Object> next() {
            while (true) {
                Signal signal = following();
                if (signal == null) {
                    return Optional.empty();
                }
                Object message = signal.asMessage();
                boolean stays =
                        message == null ? !(signal instanceof Signal.Nudge) : !wanted.test(message);
                if (stays) {
                    left = signal;
                    continue;
                }
                putAfterLeft(signal.next);
                if (message != null) {
                    received(signal);
                    return Optional.of(message);
                }
            }
        }

        private @Nullable Signal following() {
            Signal signal = left == null ? queue : left.next;
            if (signal == null) {
                signal = fetch();
                putAfterLeft(signal);
            }
            return signal;
        }

        private void putAfterLeft(@Nullable Signal signal) {
            if (left == null) {
                queue = signal;
            } else {
                left.next = signal;
            }
        }
    }

    /// A signal has been given to code that may answer it later.
    abstract void received(Signal signal);

    private @Nullable Signal fetch() {
        Signal newest = inbox;
        while (newest != null && newest != CLOSED) {
            if (INBOX.compareAndSet(this, newest, null)) {
                return reversed(newest);
            }
            newest = inbox;
        }
        return null;
    }

    private static @Nullable Signal reversed(@Nullable Signal newest) {
        Signal oldest = null;
        Signal signal = newest;
        while (signal != null) {
            Signal older = signal.next;
            signal.next = oldest;
            oldest = signal;
            signal = older;
        }
        return oldest;
    }

    /// Nothing more to do: gives the thread up. False if something came in the meantime.
    final boolean goIdle() {
        return queue == null && INBOX.compareAndSet(this, null, IDLE);
    }

    /// Nothing comes in any more if the process is idle; false if it is not.
    final boolean closeIfIdle() {
        return INBOX.compareAndSet(this, IDLE, CLOSED);
    }

    /// About to park: the next signal unparks. False if something came in the meantime.
    final boolean expectWakeUp() {
        return INBOX.compareAndSet(this, null, PARKED);
    }

    /// Awake again, for whatever reason.
    final void awake() {
        INBOX.compareAndSet(this, PARKED, null);
    }

    /// Nothing comes in any more; what is here is refused. By one thread at a time, and again if an
    /// Error ended it: what has not been refused is still in `queue`.
    ///
    /// For what came after the process had nothing left to do, there was no process.
    final void close(ExitReason why) {
        ExitReason reason = why;
        var newest = (Signal) INBOX.getAndSet(this, CLOSED);
        Signal last = queue;
        while (last != null && last.next != null) {
            last = last.next;
        }
        if (!(newest instanceof Signal.Mark)) {
            Signal oldest = reversed(newest);
            if (last == null) {
                queue = oldest;
            } else {
                last.next = oldest;
            }
        }
        for (Signal signal = queue; signal != null; signal = signal.next) {
            if (signal instanceof Signal.Leaving) {
                reason = ExitReason.NOPROC;
            }
            signal.refuse(reason);
            queue = signal.next;
        }
    }

    final boolean isIdle() {
        return inbox == IDLE;
    }

    final boolean isParked() {
        return inbox == PARKED;
    }

    /// How many messages wait, for people who look: exact while the process does not run.
    final int length() {
        return count(queue) + count(inbox);
    }

    private static int count(@Nullable Signal first) {
        int n = 0;
        // the bound: the list may be turned round while we walk along it
        for (Signal signal = first;
                signal != null && !(signal instanceof Signal.Mark) && n < 1_000_000;
                signal = signal.next) {
            if (signal.asMessage() != null) {
                n++;
            }
        }
        return n;
    }
}
