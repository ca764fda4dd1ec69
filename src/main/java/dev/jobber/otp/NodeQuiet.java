package dev.jobber.otp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Whether a node is quiet: no process runs, and none would run until time passes or something
/// happens outside.
final class NodeQuiet {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final ProcessTable table;
    private final ProcessViews views;

    /// Whether the code that no process runs is quiet, too.
    private final BooleanSupplier foreignCode;

    NodeQuiet(ProcessTable table, ProcessViews views, BooleanSupplier foreignCode) {
        this.table = table;
        this.views = views;
        this.foreignCode = foreignCode;
    }

    boolean isReached() {
        List<Long> first = look();
        return !first.isEmpty() && foreignCode.getAsBoolean() && first.equals(look());
    }

    /// How often each process was woken; empty if one runs. If two looks are equal, all processes
    /// were idle at the moment between them.
    private List<Long> look() {
        List<Long> woken = new ArrayList<>();
        woken.add(0L);
        boolean busy = false;
        for (ProcessCell cell : table.all()) {
            woken.add(cell.id());
            woken.add((long) cell.reductions());
            busy |= !cell.isQuiet();
        }
        return busy ? List.of() : woken;
    }

    /// Waits, in real time, until the node is quiet.
    void await() {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!isReached()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "these processes still run after "
                                + WITHIN
                                + ": "
                                + views.all().stream()
                                        .map(it -> ProcessViews.info((ProcessCell) it))
                                        .flatMap(Optional::stream)
                                        .filter(info -> info.status() != ProcessStatus.WAITING)
                                        .toList());
            }
            LockSupport.parkNanos(50_000);
        }
    }
}
