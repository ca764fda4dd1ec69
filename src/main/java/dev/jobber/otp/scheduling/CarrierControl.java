package dev.jobber.otp.scheduling;

import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// Sets how many carriers a node has: more while its threads compute without a pause, fewer while
/// its threads only talk ([CarrierCompaction]). A node that does not own the scheduler only looks.
///
/// Only the watch of a [FairnessWatchdog] calls this, except for [#seen()].
final class CarrierControl {
    /// How long it takes, at most, to hold wakes of threads that only talk.
    private static final long HELD_SOON = 2_000_000;

    private final boolean ownsScheduler;
    private final ThreadFactory threads;
    private final Load load;
    private final Workload workload;

    /// Null until the watch needs it: an idle node does not load the JVM's scheduler bean.
    private volatile @Nullable Carriers carriers;

    private @Nullable CarrierCompaction compaction;

    /// It took long to hold all wakes the last time.
    private boolean slowBefore;

    CarrierControl(boolean ownsScheduler, ThreadFactory threads, Load load, Workload workload) {
        this.ownsScheduler = ownsScheduler;
        this.threads = threads;
        this.load = load;
        this.workload = workload;
    }

    boolean ownsScheduler() {
        return ownsScheduler;
    }

    Carriers carriers() {
        Carriers known = carriers;
        if (known == null) {
            known = new Carriers(load::busy, this::callScheduler);
            carriers = known;
        }
        return known;
    }

    /// The carriers as any thread may look at them.
    Carriers seen() {
        Carriers known = carriers;
        return known == null ? new Carriers(() -> 0, () -> {}) : known;
    }

    /// Makes the scheduler notice that it may use more carriers. It looks only when a queue that
    /// was empty gets a thread. A new platform thread most probably has a queue of its own. The
    /// first carrier that comes calls the others if there is more to do.
    private void callScheduler() {
        DaemonThreads.builder().start(() -> threads.newThread(() -> {}).start());
    }

    /// How many carriers were added.
    int added() {
        Carriers used = carriers;
        return used == null || !ownsScheduler ? 0 : used.added();
    }

    /// Threads compute, and other threads wait for a carrier.
    ///
    /// @return false if there are as many carriers as there may be
    boolean add() {
        boolean more = carriers().add();
        compaction().crowded();
        return more;
    }

    /// Looks how many carriers are busy, and gives back added ones that are not needed.
    ///
    /// @return true if the watch has used carriers, and none of those that it added is left
    boolean look() {
        Carriers used = carriers;
        if (used == null) {
            return false;
        }
        used.look();
        return used.added() == 0;
    }

    /// The node is idle: there are as many carriers as before it began.
    void giveBack() {
        Carriers used = carriers;
        if (used != null) {
            used.giveBack();
        }
        CarrierCompaction known = compaction;
        if (known != null) {
            known.forget();
        }
    }

    /// Measures how much was done since the last look. Then a node that owns the scheduler may try
    /// fewer carriers, or more.
    ///
    /// @param shortest no look is taken so soon after the last one, in nanoseconds
    void compact(long shortest) {
        boolean measured = workload.look(shortest);
        if (measured
                && ownsScheduler
                && added() == 0
                && (compaction != null || workload.isTalkative())) {
            int before = compaction().carriers();
            int after = compaction().look(workload.rate(), workload.wakes());
            if (after != before) {
                carriers().use(after);
            }
        }
    }

    /// For as many carriers as the JVM has; other code may have changed that number.
    private CarrierCompaction compaction() {
        CarrierCompaction known = compaction;
        int all = carriers().normal();
        if (known == null || known.all() != all) {
            known = new CarrierCompaction(all);
            compaction = known;
        }
        return known;
    }

    /// It took this long to hold all wakes. Wakes of threads that only talk are held at once. One
    /// slow time does not count: the operating system or the garbage collector may be the reason.
    void heldWithin(long nanos) {
        boolean slow = nanos > HELD_SOON;
        if (slow && slowBefore && compaction().isOn()) {
            compaction().crowded();
            carriers().use(carriers().normal());
        }
        slowBefore = slow;
    }
}
