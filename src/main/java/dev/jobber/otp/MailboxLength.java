package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// How many messages wait in a mailbox: those that its process has fetched, which are a ring, and
/// those that have been sent since then, which are a stack.
final class MailboxLength {
    /// How often another thread looks again if what it looks at is changed meanwhile.
    private static final int LOOKS = 8;

    /// After this many signals another thread checks whether its walk can end: the signal that it
    /// looks for may have been taken out of the ring.
    private static final int STEPS = 256;

    /// What waits was changed while it was counted.
    private static final int TORN = -1;

    private MailboxLength() {}

    /// Exact. Only for the process's own thread, or while the process does not run.
    static int own(Mailbox box) {
        int n = fetched(box, box.queue);
        for (Signal signal = box.inbox; signal != null; signal = signal.next) {
            n += isMessage(signal);
        }
        return n;
    }

    /// For other threads.
    ///
    /// **Never more than waited at one moment**: the newest signal is read before the ring, and
    /// must still be in the stack when all is counted. So the process fetched nothing in between,
    /// and no signal was counted twice. If the process fetches signals during each look, only the
    /// ring is counted.
    static int seen(Mailbox box) {
        int most = 0;
        for (int look = 0; look < LOOKS; look++) {
            Signal newest = box.inbox;
            int fetched = fetched(box, box.queue);
            int sent = newest == null ? 0 : sent(box, newest);
            if (fetched != TORN && sent != TORN) {
                return fetched + sent;
            }
            most = Math.max(most, fetched);
        }
        return most;
    }

    private static int isMessage(Signal signal) {
        return signal.asMessage() == null ? 0 : 1;
    }

    /// @param last the last signal of the ring; null if there is none
    private static int fetched(Mailbox box, @Nullable Signal last) {
        if (last == null) {
            return 0;
        }
        int n = 0;
        int walked = 0;
        Signal signal = last;
        do {
            signal = signal.next;
            if (signal == null || (++walked % STEPS == 0 && isTakenOut(box, last))) {
                return TORN; // it was taken out, or the last one was
            }
            n += isMessage(signal);
        } while (signal != last);
        return n;
    }

    /// The signal has been taken out of the ring.
    ///
    /// `next` is a plain field, and the JIT compiler may read such a field once for all rounds of a
    /// loop. A read of the volatile `inbox` before it makes it read again.
    private static boolean isTakenOut(Mailbox box, Signal signal) {
        var _ = box.inbox;
        return signal.next == null;
    }

    private static int sent(Mailbox box, Signal newest) {
        int n = 0;
        int walked = 0;
        for (Signal signal = newest; signal != null; signal = signal.next) {
            n += isMessage(signal);
            if (++walked % STEPS == 0 && !isInStack(box, newest)) {
                return TORN; // the stack has become a part of the ring
            }
        }
        return isInStack(box, newest) ? n : TORN;
    }

    /// Whether the signal has not been fetched. The stack is walked while its top stays the same:
    /// as long as the top is there, no signal below it has been fetched.
    private static boolean isInStack(Mailbox box, Signal signal) {
        for (int look = 0; look < LOOKS; look++) {
            Signal top = box.inbox;
            Signal below = top;
            for (int step = 0; below != null && below != signal && step < STEPS; step++) {
                below = below.next;
            }
            if (box.inbox == top) {
                return below == signal;
            }
        }
        return false;
    }
}
