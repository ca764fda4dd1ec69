package dev.jobber.shell.log;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/// The time here. Which zone that is, is found out by the thread that first asks for it, and not
/// while the program starts.
public final class LocalClock extends Clock {
    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.system(zone);
    }
}
