package dev.jobber.store;

import dev.jobber.otp.Event;
import dev.jobber.store.sql.Availability;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;

/// Tells whether the store answers: once when it does not, then once a minute, and once when it
/// does again.
final class StoreReports implements Availability {
    private static final Duration REMINDER = Duration.ofMinutes(1);

    /// What fails and is done again at once is not told.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StoreListener listener;
    private final LongSupplier nanos;
    private final Set<Side> away = EnumSet.noneOf(Side.class);
    private boolean told;
    private long since;
    private long last;

    /// @param nanos the clock, as [System#nanoTime()]
    StoreReports(StoreListener listener, LongSupplier nanos) {
        this.listener = listener;
        this.nanos = nanos;
    }

    @Override
    public synchronized void away(Side side, String why) {
        long now = nanos.getAsLong();
        if (away.isEmpty()) {
            since = now;
        }
        away.add(side);
        if (now - since < PATIENCE.toNanos() || told && now - last < REMINDER.toNanos()) {
            return;
        }
        told = true;
        last = now;
        listener.told(
                Event.Level.WARNING,
                "the store does not answer: "
                        + Sentences.of(why)
                        + "; running jobs go on, and durable jobs cannot be started");
    }

    @Override
    public synchronized void here(Side side) {
        if (away.remove(side) && away.isEmpty() && told) {
            told = false;
            listener.told(Event.Level.INFO, "the store answers again");
        }
    }
}
