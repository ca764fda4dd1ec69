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
/// Each message costs its sender a credit. The server's own thread, which alone can count what is
/// in the mailbox, gives credit back for all the room that there is: when it is about to rest, with
/// the next signal after that, and then after each quarter of the limit.
///
/// **Never more than the limit, and one for each sender at that moment**: what has no credit is not
/// sent. The server reads the credit before it counts, so what comes meanwhile has been paid for;
/// only a sender that had paid before and sends after is not counted.
///
/// **No sender waits in vain**: it is in the queue before it looks for credit once more; the server
/// gives credit and then looks at the queue; and the end of the server lets all go. From a full
/// mailbox on, the server handles more signals than it does between two counts.
final class BoundedCell extends ProcessCell {
    private final MailboxLimit limit;

    /// How many more messages may come; may be below zero for a while.
    private final AtomicInteger credit;

    private final Queue<Held> held = new ConcurrentLinkedQueue<>();

    /// How many signals it has handled since it last counted. Only its own thread uses it.
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
            if (!isDead() && credit.get() <= 0) {
                Waiter.await(sender, mine, node, Process.INFINITY);
            }
        } finally {
            held.remove(mine);
        }
    }

    @Override
    void countReduction() {
        super.countReduction();
        if (++handled >= Math.max(1, limit.messages() / 4)) {
            handled = 0;
            giveCredit();
        }
    }

    /// Nothing waits, or nearly nothing: to count costs nothing now. And it counts again with the
    /// next signal.
    @Override
    boolean rest() {
        giveCredit();
        handled = limit.messages();
        return super.rest();
    }

    private void giveCredit() {
        int before = credit.get();
        int room = limit.messages() - MailboxLength.own(this);
        credit.addAndGet(room - before);
        if (room >= (limit.messages() + 1) / 2) {
            releaseAll();
        }
    }

    private void releaseAll() {
        held.forEach(Held::release);
    }
}
