package dev.jobber.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.Locale;

/// One run of one experiment in a virtual machine of its own: it hands its figures to the program
/// that started it, one on a line of standard output, `id value`.
final class BenchRun {
    private final boolean quick;
    private final boolean counted;

    /// @param quick whether to measure little
    /// @param counted whether its figures count
    BenchRun(boolean quick, boolean counted) {
        this.quick = quick;
        this.counted = counted;
    }

    /// A part of the work, worth a number of operations.
    interface Batch {
        void run() throws Exception;
    }

    /// A count that is smaller in a quick run.
    int count(int full, int whenQuick) {
        return quick ? whenQuick : full;
    }

    int repeats() {
        return count(7, 3);
    }

    /// One figure.
    void figure(String id, double value) {
        if (counted) {
            System.out.println(id + " " + value);
        }
    }

    /// Operations a second: warms up, then measures the batch several times.
    void rate(String id, int operations, Batch batch) throws Exception {
        warmUp(batch);
        long before = processorNanos();
        for (int i = 0; i < repeats(); i++) {
            figure(id, operations / seconds(batch));
        }
        double each = (double) (processorNanos() - before) / repeats() / operations;
        System.err.printf(Locale.ROOT, "%s: %.0f ns of processor time each%n", id, each);
    }

    /// The processor time of this process; on a busy machine it says more than the clock.
    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /// Runs the batch until the JIT compiler has most probably compiled all of it.
    void warmUp(Batch batch) throws Exception {
        long enough = System.nanoTime() + count(4_000, 2_000) * 1_000_000L;
        do {
            batch.run();
        } while (System.nanoTime() < enough);
    }

    static double seconds(Batch batch) throws Exception {
        long start = System.nanoTime();
        batch.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /// The median and the 99th percentile of times. The times are in nanoseconds, the figures in a
    /// larger unit.
    void latencies(String p50, String p99, long[] nanos, double unit) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        if (!p50.isEmpty()) {
            figure(p50, sorted[sorted.length / 2] / unit);
        }
        figure(p99, sorted[sorted.length * 99 / 100] / unit);
        System.err.printf(
                Locale.ROOT,
                "%s: p50 %.3f p99 %.3f p99.9 %.3f max %.3f%n",
                p99,
                sorted[sorted.length / 2] / unit,
                sorted[sorted.length * 99 / 100] / unit,
                sorted[(int) (sorted.length * 999L / 1000)] / unit,
                sorted[sorted.length - 1] / unit);
    }

    /// Bytes of the heap that were in use at the end of a full collection. Room that threads have
    /// reserved since then for new objects does not count.
    static long heapInUse() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }
}
