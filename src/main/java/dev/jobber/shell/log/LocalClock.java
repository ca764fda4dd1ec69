package dev.jobber.shell.log;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/// The local time. The time zone is read when it is first needed, because reading it takes start-up
/// time.
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
