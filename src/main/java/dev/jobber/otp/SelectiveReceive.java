package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How a process waits for a message: Erlang's `receive`, with its `after`.
final class SelectiveReceive {
    private SelectiveReceive() {}

    static Optional<Object> receive(ProcessCell self, Predicate<Object> wanted, Duration timeout) {
        return receive(self, null, wanted, timeout);
    }

    /// Does not look at messages that were there before the place.
    ///
    /// @param from the place; null to look at all
    static Optional<Object> receive(
            ProcessCell self,
            Signal.@Nullable Place from,
            Predicate<Object> wanted,
            Duration timeout) {
        self.countReduction();
        Mailbox.Scan scan = self.scan(from, wanted);
        Optional<Object> found = scan.next();
        if (found.isPresent() || !timeout.isPositive()) {
            return found;
        }
        var alarm = new After(self);
        boolean timed = !timeout.equals(Process.INFINITY);
        if (timed) {
            self.node.clock().schedule(alarm, timeout);
        }
        boolean interrupted = false;
        try {
            while (found.isEmpty() && !alarm.rung) {
                interrupted |= self.awaitSignal(scan);
                found = scan.next();
            }
            return found.isPresent() ? found : scan.next();
        } finally {
            if (timed) {
                self.node.clock().cancel(alarm);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The signal that the time is over. It comes through the mailbox, like everything else that a
    /// process waits for.
    private static final class After extends TimerEntry {
        private final ProcessCell cell;
        volatile boolean rung;

        After(ProcessCell cell) {
            this.cell = cell;
        }

        @Override
        Node node() {
            return cell.node;
        }

        @Override
        void fire() {
            rung = true;
            cell.enqueue(new Signal.Nudge());
        }
    }
}
