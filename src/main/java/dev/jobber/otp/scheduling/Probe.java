package dev.jobber.otp.scheduling;

/// The code of a virtual thread that shows how long a thread from outside waits until it runs.
final class Probe implements Runnable {
    final long since;
    private final Runnable arrived;
    private volatile boolean ran;

    /// Written before `ran` is.
    private long ranAt;

    /// @param since when it wants to run, as [System#nanoTime()] tells it
    /// @param arrived called once it has run
    Probe(long since, Runnable arrived) {
        this.since = since;
        this.arrived = arrived;
    }

    @Override
    public void run() {
        ranAt = System.nanoTime();
        ran = true;
        arrived.run();
    }

    boolean hasRun() {
        return ran;
    }

    /// For how long it waited, or has waited until now.
    long waited() {
        return Math.max(0, (ran ? ranAt : System.nanoTime()) - since);
    }
}
