package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;

/// A message on its way through time: what [Process#sendAfter] answers.
public final class TimerRef extends TimerEntry {
    private final Clock clock;
    private final Dest dest;
    private final Object message;

    TimerRef(Clock clock, Dest dest, Object message) {
        this.clock = clock;
        this.dest = dest;
        this.message = message;
    }

    @Override
    void fire() {
        Cell cell = Cell.behind(dest);
        if (cell != null) {
            cell.enqueue(new Signal.Letter(message));
        }
    }

    /// Takes it back, as `Process.cancel_timer/1`: the time that was left, or empty if it had been
    /// sent or cancelled. A message that has been sent stays in the mailbox.
    public Optional<Duration> cancel() {
        Duration left = left();
        return clock.cancel(this) ? Optional.of(left) : Optional.empty();
    }

    /// The time that is left, as `Process.read_timer/1`; empty if it has been sent or cancelled.
    public Optional<Duration> read() {
        Duration left = left();
        return clock.isPending(this) ? Optional.of(left) : Optional.empty();
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, dueNanos - clock.nanoTime()));
    }
}
