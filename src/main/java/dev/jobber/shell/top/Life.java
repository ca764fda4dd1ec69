package dev.jobber.shell.top;

import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessGlance;
import dev.jobber.otp.ProcessStatus;
import java.time.Instant;
import java.util.Optional;

/// A process in a [Snapshot].
///
/// @param parent the number of the process that started it with a link; 0 for none
/// @param died when it was found dead, if it was
record Life(Pid pid, long parent, ProcessGlance glance, Trend trend, Optional<Instant> died) {
    /// The number in the middle of its pid.
    long number() {
        return pid.id();
    }

    boolean isDead() {
        return died.isPresent();
    }

    boolean isRunning() {
        return glance.status() == ProcessStatus.RUNNING;
    }

    /// The same at the next look.
    Life then(ProcessGlance next, int perSecond) {
        Trend more = trend.then(perSecond);
        return next.equals(glance) && more.equals(trend)
                ? this
                : new Life(pid, parent, next, more, died);
    }

    /// The same, found dead.
    Life dead(ProcessGlance last, Instant now) {
        return new Life(pid, parent, last, Trend.NONE, Optional.of(now));
    }
}
