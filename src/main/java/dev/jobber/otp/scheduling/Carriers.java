package dev.jobber.otp.scheduling;

import java.lang.management.ManagementFactory;
import jdk.management.VirtualThreadSchedulerMXBean;

/// The threads that carry virtual threads: how many the scheduler may use. It has as many by itself
/// as there are processors; fewer do for some loads, and more are added while processes compute
/// without a pause.
///
/// The number is the scheduler's own, one for the whole JVM, and nothing of it is kept here.
///
/// Only by the thread that watches over [Fairness]; others may look how many there are.
final class Carriers {
    /// How many may be idle before some are given back.
    private static final int SPARE = 2;

    private static final long GIVE_BACK_AFTER = 500_000_000;

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final Runnable call;
    private final int normal;
    private final int ceiling;

    /// The most that were busy at a look since `peakSince`.
    private int peak;

    private long peakSince = System.nanoTime();

    /// The scheduler has to be called when it may use more carriers.
    Carriers(Runnable call) {
        this.call = call;
        int wanted =
                Integer.getInteger(
                        "jdk.virtualThreadScheduler.parallelism",
                        Runtime.getRuntime().availableProcessors());
        int most =
                Integer.getInteger("jdk.virtualThreadScheduler.maxPoolSize", Math.max(256, wanted));
        normal = Math.min(wanted, most);
        ceiling = most / 2; // the scheduler needs the rest for carriers that are pinned
    }

    /// How many it has by itself.
    int normal() {
        return normal;
    }

    int inUse() {
        return scheduler.getParallelism();
    }

    int added() {
        return Math.max(0, inUse() - normal);
    }

    /// Virtual threads that could run if they had a carrier.
    boolean anybodyWaits() {
        return scheduler.getQueuedVirtualThreadCount() > 0;
    }

    /// So many from now on.
    void use(int carriers) {
        if (carriers != inUse()) {
            scheduler.setParallelism(carriers);
        }
    }

    /// Adds what is missing to the normal number; then as many as there are virtual threads that
    /// wait for one, but at most eight or as many as there are. False if there are as many as may
    /// be.
    boolean add() {
        int before = inUse();
        long waiting = scheduler.getQueuedVirtualThreadCount();
        int step = Math.clamp(waiting, 1, Math.max(8, before));
        int after = before < normal ? normal : Math.min(before + step, Math.max(before, ceiling));
        forgetPeak();
        if (after == before) {
            return false;
        }
        use(after);
        call.run();
        return true;
    }

    /// Takes a look at how many are busy, and gives back what was added and has not been needed for
    /// half a second.
    void look() {
        peak = Math.max(peak, scheduler.getMountedVirtualThreadCount());
        if (System.nanoTime() - peakSince >= GIVE_BACK_AFTER) {
            int needed = peak < normal ? normal : peak + SPARE;
            if (needed < inUse()) {
                use(needed);
            }
            forgetPeak();
        }
    }

    private void forgetPeak() {
        peak = 0;
        peakSince = System.nanoTime();
    }
}
