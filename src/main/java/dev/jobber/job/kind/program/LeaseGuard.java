package dev.jobber.job.kind.program;

import dev.jobber.job.durable.LeaseBeats;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Ends programs of durable jobs when the node gives no sign of life for two thirds of its lease,
/// as when the JVM is stopped: so they are gone before another node starts them.
///
/// When the lease changes, the next program begins another script, which is told of all programs.
final class LeaseGuard implements AutoCloseable {
    private final String mark;
    private final LeaseBeats beats;
    private final Map<Long, Long> guarded = new LinkedHashMap<>();
    private Duration patience;
    private Guardian script;

    /// @param mark what an entry in the environments of all programs begins with
    LeaseGuard(String mark, LeaseBeats beats) {
        this.mark = mark;
        this.beats = beats;
        patience = beats.patience();
        script = Guardian.withoutBeats(mark, patience);
        beats.listen(this::beat);
    }

    /// Starts the script, if it does not run.
    synchronized void begin() {
        if (!patience.equals(beats.patience())) {
            script.close();
            patience = beats.patience();
            script = Guardian.withoutBeats(mark, patience);
            guarded.forEach(script::guard);
        }
        script.begin();
    }

    synchronized void guard(long number, long group) {
        guarded.put(number, group);
        script.guard(number, group);
    }

    synchronized void forget(long number) {
        guarded.remove(number);
        script.forget(number);
    }

    private synchronized void beat() {
        script.beat();
    }

    @Override
    public synchronized void close() {
        script.close();
    }
}
