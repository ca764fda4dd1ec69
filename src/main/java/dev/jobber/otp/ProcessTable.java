package dev.jobber.otp;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All live processes of a node by number, at about the price of a reference each.
///
/// Numbers are given out in order, so neighbours lie in one segment. A segment goes when all the
/// numbers of it have been given out and taken back.
final class ProcessTable {
    private static final int BITS = 8;
    private static final int SIZE = 1 << BITS;

    private static final long FIRST_ID = 100;

    private final AtomicLong lastId = new AtomicLong(FIRST_ID - 1);
    private final AtomicLong alive = new AtomicLong();
    private final ConcurrentMap<Long, Segment> segments = new ConcurrentHashMap<>();
    private volatile @Nullable Segment latest;

    long nextId() {
        return lastId.incrementAndGet();
    }

    /// How many numbers have been given out.
    long started() {
        return lastId.get() - FIRST_ID + 1;
    }

    void add(Cell cell) {
        segmentFor(cell.id()).cells.set((int) cell.id() & (SIZE - 1), cell);
        alive.incrementAndGet();
    }

    /// It is no longer alive, though it still has its place.
    void died(Cell cell) {
        if (find(cell.id()) == cell) {
            alive.decrementAndGet();
        }
    }

    /// Takes a number back, whether its process was ever added or not.
    void remove(Cell cell) {
        Segment segment = segmentFor(cell.id());
        segment.cells.set((int) cell.id() & (SIZE - 1), null);
        if (segment.takenBack.incrementAndGet() == SIZE) {
            segments.remove(segment.number, segment);
        }
    }

    private Segment segmentFor(long id) {
        long number = id >>> BITS;
        Segment recent = latest;
        if (recent != null && recent.number == number) {
            return recent;
        }
        Segment segment = segments.computeIfAbsent(number, Segment::new);
        if (recent == null || recent.number < number) {
            latest = segment;
        }
        return segment;
    }

    @Nullable Cell find(long id) {
        Segment segment = segments.get(id >>> BITS);
        return segment == null ? null : segment.cells.get((int) id & (SIZE - 1));
    }

    long size() {
        return alive.get();
    }

    /// In the order of their numbers, as far as they are there all the time.
    void forEach(Consumer<Cell> action) {
        segments.keySet().stream()
                .sorted()
                .forEach(number -> {
                    Segment segment = segments.get(number);
                    for (int i = 0; segment != null && i < SIZE; i++) {
                        Cell cell = segment.cells.get(i);
                        if (cell != null) {
                            action.accept(cell);
                        }
                    }
                });
    }

    private static final class Segment {
        final long number;
        final AtomicReferenceArray<@Nullable Cell> cells = new AtomicReferenceArray<>(SIZE);
        final AtomicInteger takenBack = new AtomicInteger();

        Segment(long number) {
            this.number = number;
        }
    }
}
