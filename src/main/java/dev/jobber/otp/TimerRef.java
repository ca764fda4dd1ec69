package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message or an exit signal that will be sent later: the result of [Process#sendAfter],
/// [Process#sendInterval] and [Process#exitAfter].
public final class TimerRef extends TimerEntry {
    private final Node node;
    private final Clock clock;
    private final Dest dest;

    /// What is sent when it rings: an [Exit], an [Every], or a message.
    private final Object message;

    /// If the message is for a process, and not for a name, the timer ends with that process.
    private final @Nullable ForProcess target;

    /// An exit signal.
    record Exit(ProcessCell from, ExitReason reason) {}

    /// A message that is sent again and again.
    static final class Every {
        final Object message;
        final Duration interval;

        /// It is not sent again.
        volatile boolean over;

        Every(Object message, Duration interval) {
            this.message = message;
            this.interval = interval;
        }
    }

    private TimerRef(Node node, Dest dest, Object message) {
        this.node = node;
        this.clock = node.clock();
        this.dest = dest;
        this.message = message;
        this.target = dest instanceof ProcessCell cell ? new ForProcess(cell) : null;
    }

    /// If the target dies before the timer is scheduled, this sees that it is dead; if the target
    /// dies later, its death takes the timer away.
    ///
    /// @param node the node of the process that starts it, whose clock it is
    static TimerRef start(Node node, Dest dest, Object message, Duration delay) {
        var timer = new TimerRef(node, dest, message);
        Clock clock = timer.clock;
        ForProcess target = timer.target;
        if (target == null) {
            clock.schedule(timer, delay);
        } else if (target.cell.addRegistration(target)) {
            clock.schedule(timer, delay);
            if (target.cell.isDead()) {
                clock.cancel(timer);
            }
        }
        return timer;
    }

    /// Removes the timer from its target.
    private void leaveTarget() {
        ForProcess left = target;
        if (left != null) {
            left.cell.removeRegistration(left);
        }
    }

    @Override
    Node node() {
        return node;
    }

    @Override
    void fire() {
        if (message instanceof Every every) {
            fireAgain(every);
            return;
        }
        leaveTarget();
        var cell = Destinations.reachedBy(dest);
        if (cell != null) {
            if (message instanceof Exit(ProcessCell from, ExitReason reason)) {
                cell.exitSignal(from, reason);
            } else {
                cell.enqueue(new Signal.Letter(message));
            }
        }
    }

    /// The next message is due one interval after this one was due, even if this one is late.
    private void fireAgain(Every every) {
        if (every.over) {
            return;
        }
        var cell = Destinations.reachedBy(dest);
        if (cell != null) {
            cell.enqueue(new Signal.Letter(every.message));
        }
        long late = clock.nanoTime() - dueNanos;
        clock.schedule(this, every.interval.minusNanos(Math.max(0, late)));
        if (every.over) {
            clock.cancel(this); // it was cancelled, or its process ended, meanwhile
        }
    }

    /// Takes it back, as `Process.cancel_timer/1`: the time that was left, or empty if it had been
    /// sent or cancelled. A message that has been sent stays in the mailbox.
    public Optional<Duration> cancel() {
        if (message instanceof Every every) {
            every.over = true;
        }
        Duration left = left();
        if (!clock.cancel(this)) {
            return Optional.empty();
        }
        leaveTarget();
        return Optional.of(left);
    }

    /// The time that is left, as `Process.read_timer/1`; empty if it has been sent or cancelled.
    public Optional<Duration> read() {
        Duration left = left();
        return clock.isPending(this) ? Optional.of(left) : Optional.empty();
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, dueNanos - clock.nanoTime()));
    }

    private final class ForProcess extends Registration {
        private final ProcessCell cell;

        ForProcess(ProcessCell cell) {
            this.cell = cell;
        }

        @Override
        void ownerDied(ExitReason reason) {
            if (message instanceof Every every) {
                every.over = true;
            }
            clock.cancel(TimerRef.this);
        }
    }
}
