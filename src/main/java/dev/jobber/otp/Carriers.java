package dev.jobber.otp;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.management.VirtualThreadSchedulerMXBean;

/// The threads that carry virtual threads: how many the scheduler uses, and how many of those were
/// added here because processes compute without a pause.
///
/// Only by the thread that watches over [Fairness]; others may look how many there are.
final class Carriers {
    /// How many may be idle before some are given back.
    private static final int SPARE = 2;

    private static final long GIVE_BACK_AFTER = 500_000_000;

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final Runnable call;
    private final int ceiling;
    private final AtomicInteger added = new AtomicInteger();

    /// The most that were busy at a look since `peakSince`.
    private int peak;

    private long peakSince = System.nanoTime();

    /// The scheduler has to be called when it may use more carriers.
    Carriers(Runnable call) {
        this.call = call;
        int most =
                Integer.getInteger(
                        "jdk.virtualThreadScheduler.maxPoolSize",
                        Math.max(256, scheduler.getParallelism()));
        ceiling = most / 2; // the scheduler needs the rest for carriers that are pinned
    }

    int inUse() {
        return scheduler.getParallelism();
    }

    int added() {
        return added.get();
    }

    /// Virtual threads that could run if they had a carrier.
    boolean anybodyWaits() {
        return scheduler.getQueuedVirtualThreadCount() > 0;
    }

    /// Adds as many as there are virtual threads that wait for one, but at most eight or as many as
    /// there are; false if there are as many as may be.
    boolean add() {
        int before = scheduler.getParallelism();
        long waiting = scheduler.getQueuedVirtualThreadCount();
        int step = Math.clamp(waiting, 1, Math.max(8, before));
        int after = Math.min(before + step, Math.max(before, ceiling));
        forgetPeak();
        if (after == before) {
            return false;
        }
        scheduler.setParallelism(after);
        added.addAndGet(after - before);
        call.run();
        return true;
    }

    /// Takes a look at how many are busy, and gives back what was added and has not been needed for
    /// half a second.
    void look() {
        peak = Math.max(peak, scheduler.getMountedVirtualThreadCount());
        if (System.nanoTime() - peakSince >= GIVE_BACK_AFTER) {
            giveBack(Math.min(added(), scheduler.getParallelism() - peak - SPARE));
            forgetPeak();
        }
    }

    void giveBackAll() {
        giveBack(added());
    }

    private void giveBack(int surplus) {
        if (surplus > 0) {
            added.addAndGet(-surplus);
            scheduler.setParallelism(Math.max(1, scheduler.getParallelism() - surplus));
        }
    }

    private void forgetPeak() {
        peak = 0;
        peakSince = System.nanoTime();
    }
}
