package dev.jobber.job.kind.program;

import dev.jobber.job.durable.LeaseBeats;
import dev.jobber.job.kind.program.os.ProgramStartException;
import java.time.Duration;

/// Ends programs of durable jobs when the node gives no sign of life for two thirds of its lease,
/// as when the JVM is stopped: so they are gone before another node starts them.
final class LeaseGuard implements AutoCloseable {
    private final LeaseBeats beats;
    private final Guardian script;

    /// @param mark what an entry in the environments of all programs begins with
    LeaseGuard(String mark, LeaseBeats beats) {
        this.beats = beats;
        script = Guardian.withoutBeats(mark);
        beats.listen(this::beat);
    }

    /// A program is about to start: starts the script, if it does not run.
    ///
    /// If signs of life have not come for so long that another node may run the job, it waits: for
    /// the next sign, or for the end of the job. A job is not to fail because its node is slow.
    ///
    /// @throws ProgramStartException if the job is ended meanwhile
    void begin() {
        Duration left;
        try {
            left = beats.awaitLeft();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new ProgramStartException(
                    "this node could not tell the store in time that it lives");
        }
        script.begin();
        script.allow(left);
    }

    void guard(long number, long group) {
        script.guard(number, group);
    }

    void forget(long number) {
        script.forget(number);
    }

    private void beat() {
        if (script.guards()) {
            script.allow(beats.left());
        }
    }

    @Override
    public void close() {
        script.close();
    }
}
