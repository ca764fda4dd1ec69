package dev.jobber.otp.scheduling;

import java.lang.management.ManagementFactory;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/// How many carriers the scheduler of virtual threads may use. It is one number for the whole JVM.
/// So there is one arbiter in the JVM ([#ofTheJvm()]) for all nodes that own the scheduler.
///
/// Each of these nodes wishes for a number, and the greatest wish counts, so that each node has the
/// carriers that it needs. **The number is given back exactly**: the arbiter notes it before the
/// first change, and again if other code has changed it meanwhile, and sets it when the last wish
/// is withdrawn.
///
/// Any thread may use it.
final class Parallelism {
    /// Made when the first node asks, because the JVM loads management beans for it.
    private static final class Holder {
        private static final VirtualThreadSchedulerMXBean SCHEDULER =
                ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

        static final Parallelism OF_THE_JVM =
                new Parallelism(SCHEDULER::getParallelism, SCHEDULER::setParallelism);
    }

    private final IntSupplier look;
    private final IntConsumer change;

    /// What each node wishes for. Guarded by this.
    private final Map<Object, Integer> wishes = new IdentityHashMap<>();

    /// The number without any wish. Guarded by this.
    private int found;

    /// The number that was set last; 0 while nothing is changed. Guarded by this.
    private int set;

    /// @param look how many there are
    /// @param change sets how many there are
    Parallelism(IntSupplier look, IntConsumer change) {
        this.look = look;
        this.change = change;
    }

    /// The arbiter of the JVM.
    static Parallelism ofTheJvm() {
        return Holder.OF_THE_JVM;
    }

    /// How many there are now.
    int now() {
        return look.getAsInt();
    }

    /// How many there would be without any wish.
    synchronized int found() {
        int now = now();
        if (now != set) {
            found = now;
        }
        return found;
    }

    /// From now on this node wishes for this number.
    synchronized void wish(Object owner, int carriers) {
        wishes.put(owner, carriers);
        apply();
    }

    /// This node wishes for nothing any more.
    synchronized void withdraw(Object owner) {
        if (wishes.remove(owner) != null) {
            apply();
        }
    }

    private void apply() {
        int before = found();
        int target = wishes.values().stream().mapToInt(Integer::intValue).max().orElse(before);
        if (target != now()) {
            change.accept(target);
        }
        set = wishes.isEmpty() ? 0 : target;
    }
}
