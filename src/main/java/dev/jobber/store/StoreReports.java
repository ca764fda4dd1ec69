package dev.jobber.store;

import dev.jobber.otp.Event;
import dev.jobber.store.sql.Availability;
import java.time.Duration;

/// Tells whether the store answers: once when it does not, then once a minute, and once when it
/// does again.
final class StoreReports implements Availability {
    private static final Duration REMINDER = Duration.ofMinutes(1);

    /// What fails and is done again at once is not told.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StoreListener listener;
    private boolean away;
    private boolean told;
    private long since;
    private long last;

    StoreReports(StoreListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void away(String why) {
        long now = System.nanoTime();
        if (!away) {
            away = true;
            since = now;
        }
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
    public synchronized void here() {
        if (told) {
            listener.told(Event.Level.INFO, "the store answers again");
        }
        away = false;
        told = false;
    }
}
