package dev.jobber.otp.scheduling;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/// The threads that carry virtual threads, as one node sees them: how many there are, whether any
/// virtual thread waits for one, and, if the node owns the scheduler, how many the node wants.
///
/// For some loads it is best to use fewer carriers than the JVM has. Carriers are added while
/// threads of the node compute without a pause: at most one for each of these threads and one for
/// each processor. So no carrier is added because of threads that the node does not own.
///
/// Only the watch of a [FairnessWatchdog] changes it; any thread may look.
final class Carriers {
    /// How many more carriers than were busy are kept when others are given back.
    private static final int SPARE = 2;

    private static final long GIVE_BACK_AFTER = 500_000_000;

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final Parallelism parallelism = Parallelism.ofTheJvm();
    private final LongSupplier busy;
    private final Runnable call;

    /// The most carriers that the node may want. The scheduler needs the rest for carriers that are
    /// pinned.
    private final int ceiling = mostCarriers() / 2;

    /// The most that were busy at a look since `peakSince`.
    private int peak;

    private long peakSince = System.nanoTime();

    /// @param busy how many threads of the node run, or could run
    /// @param call calls the scheduler, when it may use more carriers
    Carriers(LongSupplier busy, Runnable call) {
        this.busy = busy;
        this.call = call;
    }

    private static int mostCarriers() {
        int wanted =
                Integer.getInteger(
                        "jdk.virtualThreadScheduler.parallelism",
                        Runtime.getRuntime().availableProcessors());
        return Integer.getInteger("jdk.virtualThreadScheduler.maxPoolSize", Math.max(256, wanted));
    }

    /// How many the JVM has without the wishes of nodes.
    int normal() {
        return parallelism.found();
    }

    int inUse() {
        return parallelism.now();
    }

    int added() {
        return Math.max(0, inUse() - normal());
    }

    /// Virtual threads, the node's or others, could run if they had a carrier.
    boolean anyWaits() {
        return scheduler.getQueuedVirtualThreadCount() > 0;
    }

    /// Sets the number of carriers, if this node may change it.
    void use(int carriers) {
        parallelism.wish(this, carriers);
    }

    /// This node wants no certain number any more.
    void giveBack() {
        parallelism.withdraw(this);
    }

    /// Adds carriers. If there are fewer than the normal number, then up to that number; otherwise
    /// one for each virtual thread that waits, but at most eight, or twice as many as there are.
    ///
    /// @return false if there are as many as there may be
    boolean add() {
        int before = inUse();
        int normal = normal();
        int after = normal;
        if (before >= normal) {
            long waiting = scheduler.getQueuedVirtualThreadCount();
            int step = Math.clamp(waiting, 1, Math.max(8, before));
            after = Math.clamp(before + (long) step, before, Math.max(before, most(normal)));
        }
        forgetPeak();
        if (after == before) {
            return false;
        }
        use(after);
        call.run();
        return true;
    }

    private int most(int normal) {
        return (int)
                Math.min(
                        ceiling,
                        normal + busy.getAsLong() + Runtime.getRuntime().availableProcessors());
    }

    /// Looks how many are busy, and gives back those that were added and have not been needed for
    /// half a second.
    void look() {
        peak = Math.max(peak, scheduler.getMountedVirtualThreadCount());
        if (System.nanoTime() - peakSince >= GIVE_BACK_AFTER) {
            int normal = normal();
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
