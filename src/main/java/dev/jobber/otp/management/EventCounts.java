package dev.jobber.otp.management;

import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import java.util.concurrent.atomic.LongAdder;

/// Counts what happens in a node: give it to [dev.jobber.otp.Node.Builder#events(EventListener)],
/// alone or with [EventListener#and].
public final class EventCounts implements EventListener {
    private final LongAdder restarts = new LongAdder();
    private final LongAdder crashes = new LongAdder();
    private final LongAdder gaveUp = new LongAdder();
    private final LongAdder lingered = new LongAdder();

    /// Counts from zero.
    public EventCounts() {}

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.Restarted _ -> restarts.increment();
            case Event.ServerTerminating _, Event.ProcessRaised _, Event.TaskTerminating _ ->
                    crashes.increment();
            case Event.GaveUp _ -> gaveUp.increment();
            case Event.Lingering _ -> lingered.increment();
            default -> {}
        }
    }

    /// How many children supervisors have started again.
    public long restarts() {
        return restarts.sum();
    }

    /// How many processes have ended abnormally and were reported.
    public long crashes() {
        return crashes.sum();
    }

    /// How many supervisors have given up, after too many restarts.
    public long gaveUp() {
        return gaveUp.sum();
    }

    /// How many threads of killed processes have outlived their grace, all told.
    public long lingered() {
        return lingered.sum();
    }
}
