package dev.jobber.otp;

import dev.jobber.otp.MailboxLimit.WhenFull;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The process of a server whose mailbox has a limit. A class of its own, so that the others pay
/// nothing: as long as it is not loaded, what it overrides is nothing for the JIT compiler.
///
/// To count what waits costs a walk along it. So a sender that has counted takes credit for all the
/// room that there is, and the next ones use it up.
///
/// **No sender waits in vain**: it is in the queue before it looks once more; the server takes
/// messages out and then looks at the queue; and the end of the server lets all go.
final class BoundedCell extends ProcessCell {
    private final MailboxLimit limit;

    /// How many more messages may come before they are counted again. Raised under `counting`.
    private final AtomicInteger credit;

    private final Object counting = new Object();
    private final Queue<Held> held = new ConcurrentLinkedQueue<>();

    /// How many signals it has handled since it last looked at those that are held. Only its own
    /// thread uses it.
    private int handled;

    BoundedCell(Node node, @Nullable ProcessCell parent, ProcessBody body, MailboxLimit limit) {
        super(node, parent, body);
        this.limit = limit;
        this.credit = new AtomicInteger(limit.messages());
        addRegistration(new End());
    }

    /// A sender that waits.
    private static final class Held implements Awaitable {
        private final Thread thread = Thread.currentThread();
        private volatile boolean released;

        void release() {
            released = true;
            LockSupport.unpark(thread);
        }

        @Override
        public boolean isDone() {
            return released;
        }

        @Override
        public String toString() {
            return "room in a mailbox";
        }
    }

    private final class End extends Registration {
        @Override
        void ownerDied(ExitReason reason) {
            releaseAll();
        }
    }

    /// What the server sends to itself comes in any case: to wait for itself would be for ever.
    @Override
    void admit() {
        ProcessCell sender = currentOrNull();
        if (sender == this) {
            return;
        }
        while (!isDead() && !takeCredit()) {
            if (limit.whenFull() == WhenFull.REFUSE) {
                throw new MailboxFullException(this, limit.messages());
            }
            hold(sender);
        }
    }

    private boolean takeCredit() {
        if (takeIfAny()) {
            return true;
        }
        synchronized (counting) {
            if (takeIfAny()) {
                return true;
            }
            int room = limit.messages() - length();
            if (room <= 0) {
                return false;
            }
            credit.set(room - 1);
            return true;
        }
    }

    private boolean takeIfAny() {
        for (int left = credit.get(); left > 0; left = credit.get()) {
            if (credit.compareAndSet(left, left - 1)) {
                return true;
            }
        }
        return false;
    }

    private void hold(@Nullable ProcessCell sender) {
        var mine = new Held();
        held.add(mine);
        try {
            if (!isDead() && length() >= limit.messages()) {
                Waiter.await(sender, mine, node, Process.INFINITY);
            }
        } finally {
            held.remove(mine);
        }
    }

    /// Now and then it lets those go that are held, if half of the room is free.
    @Override
    void countReduction() {
        super.countReduction();
        if (!held.isEmpty() && ++handled >= Math.max(1, limit.messages() / 4)) {
            handled = 0;
            if (length() <= limit.messages() / 2) {
                releaseAll();
            }
        }
    }

    private void releaseAll() {
        held.forEach(Held::release);
    }
}
