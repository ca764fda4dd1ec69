package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;

/// A message on its way through time: what [Process#sendAfter] answers.
public final class TimerRef extends TimerEntry {
    private final Clock clock;
    private final Dest dest;
    private final Object message;

    /// Where the message is for a process, and not for a name, the timer dies with it.
    private final Optional<TargetsDeath> target;

    private TimerRef(Clock clock, Dest dest, Object message) {
        this.clock = clock;
        this.dest = dest;
        this.message = message;
        this.target =
                dest instanceof Cell cell ? Optional.of(new TargetsDeath(cell)) : Optional.empty();
    }

    /// Schedules first and watches then: a target that dies in between is found dead, and a timer
    /// that has fired by then takes the watcher back.
    static TimerRef start(Clock clock, Dest dest, Object message, Duration delay) {
        TimerRef timer = new TimerRef(clock, dest, message);
        clock.schedule(timer, delay);
        timer.target.ifPresent(target -> {
            if (!target.cell.addWatcher(target)) {
                clock.cancel(timer);
            } else if (!clock.isPending(timer)) {
                target.cell.removeWatcher(target);
            }
        });
        return timer;
    }

    @Override
    void fire() {
        target.ifPresent(it -> it.cell.removeWatcher(it));
        Cell cell = Cell.behind(dest);
        if (cell != null) {
            cell.enqueue(new Signal.Letter(message));
        }
    }

    /// Takes it back, as `Process.cancel_timer/1`: the time that was left, or empty if it had been
    /// sent or cancelled. A message that has been sent stays in the mailbox.
    public Optional<Duration> cancel() {
        Duration left = left();
        if (!clock.cancel(this)) {
            return Optional.empty();
        }
        target.ifPresent(it -> it.cell.removeWatcher(it));
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

    private final class TargetsDeath extends Watcher {
        private final Cell cell;

        TargetsDeath(Cell cell) {
            this.cell = cell;
        }

        @Override
        void targetDied(ExitReason reason) {
            clock.cancel(TimerRef.this);
        }
    }
}
