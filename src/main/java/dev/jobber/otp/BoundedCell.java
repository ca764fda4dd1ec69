package dev.jobber.otp;

import dev.jobber.otp.MailboxLimit.WhenFull;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The process of a server whose mailbox has a limit. It is a class of its own, so that other
/// processes pay nothing: as long as it is not loaded, the JIT compiler knows no second version of
/// the methods that it overrides.
///
/// Each message costs its sender a credit. Only the server's own thread can count the messages in
/// the mailbox. It gives credits for all the room that there is: when it is about to rest, with the
/// next signal after that, and then after each quarter of the limit.
///
/// **Never more messages than the limit and one for each sender at that moment**: a message without
/// a credit is not sent. The server reads the credit before it counts the messages, so a message
/// that comes meanwhile has been paid for. Only a message that was paid before and is sent
/// afterwards is not counted.
///
/// **No sender waits in vain**: a sender enters the queue and then looks for credit once more; the
/// server gives credit and then looks at the queue; and the end of the server releases all senders.
/// When the mailbox is full, the server has more signals to handle than come between two counts, so
/// it counts again.
final class BoundedCell extends ProcessCell {
    /// How long a process waits before it is refused, in nanoseconds. Without it a process that
    /// tries again at once would take a processor, and half of what the others do.
    private static final long REFUSAL = 100_000;

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

    /// A message of the server to itself is always taken: a server that waits for itself would wait
    /// for ever.
    @Override
    void admit() {
        ProcessCell sender = currentOrNull();
        if (sender == this) {
            return;
        }
        while (!isDead() && !takeCredit()) {
            if (limit.whenFull() == WhenFull.REFUSE) {
                if (sender != null) {
                    LockSupport.parkNanos(this, REFUSAL); // it may try again at once, and for ever
                }
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

    /// The mailbox is empty, or nearly empty, so to count costs nothing now. It counts again with
    /// the next signal.
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
