package dev.jobber.otp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All live processes of a node by number. Each costs two or three references; processes that have
/// ended cost nothing, however many others still live.
///
/// Numbers are given out in order, and each only once. A number that no process uses costs nothing,
/// so a start that is refused need not give its number back.
///
/// The processes are spread over stripes with a lock each, so that two that start or end at the
/// same time rarely meet. No lock is held while other code runs.
final class ProcessTable {
    private static final int STRIPES = 64;

    /// Odd, so that it reaches every stripe; processes started one after the other do not share a
    /// cache line.
    private static final int STRIDE = 37;

    private static final long FIRST_ID = 100;

    private final AtomicLong lastId = new AtomicLong(FIRST_ID - 1);
    private final Stripe[] stripes = new Stripe[STRIPES];

    ProcessTable() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    long nextId() {
        return lastId.incrementAndGet();
    }

    /// How many numbers have been given out.
    long started() {
        return lastId.get() - FIRST_ID + 1;
    }

    /// The number that has been given out last.
    long latest() {
        return lastId.get();
    }

    /// False if the table is closed.
    boolean add(ProcessCell cell) {
        return stripe(cell.id()).add(cell);
    }

    /// Closes the table: no process can enter it any more.
    void close() {
        for (Stripe stripe : stripes) {
            stripe.close();
        }
    }

    /// The process is no longer alive, but still has its place. Called once for each process that
    /// was added.
    void died(ProcessCell cell) {
        stripe(cell.id()).alive.decrementAndGet();
    }

    /// Takes a process out, whether it was ever added or not.
    void remove(ProcessCell cell) {
        stripe(cell.id()).takeOut(cell);
    }

    @Nullable ProcessCell find(long id) {
        return stripe(id).withId(id);
    }

    /// How many live.
    long size() {
        long alive = 0;
        for (Stripe stripe : stripes) {
            alive += stripe.alive.get();
        }
        return alive;
    }

    /// For how many of the processes in the table the condition holds. The condition must be quick
    /// and take no lock.
    long count(Predicate<ProcessCell> which) {
        long count = 0;
        for (Stripe stripe : stripes) {
            count += stripe.count(which);
        }
        return count;
    }

    /// For how many processes there is room, for tests.
    int room() {
        int room = 0;
        for (Stripe stripe : stripes) {
            room += stripe.room();
        }
        return room;
    }

    /// The processes in the table, in an order that stays the same while none comes or goes.
    List<ProcessCell> all() {
        List<ProcessCell> all = new ArrayList<>();
        for (Stripe stripe : stripes) {
            stripe.addTo(all);
        }
        return all;
    }

    /// Shows the processes in the table. It holds only a few of them at a time, so 200 000
    /// processes need no list of them all.
    void forEach(Consumer<ProcessCell> action) {
        List<ProcessCell> some = new ArrayList<>();
        for (Stripe stripe : stripes) {
            some.clear();
            stripe.addTo(some);
            some.forEach(action);
        }
    }

    private Stripe stripe(long id) {
        return stripes[(int) (id * STRIDE) & (STRIPES - 1)];
    }

    private static final class Stripe extends OpenHashTable<ProcessCell, ProcessCell> {
        /// How many processes are in the table and have not died: as exact as a sum over all
        /// stripes can be.
        final AtomicInteger alive = new AtomicInteger();

        private boolean closed;

        @Override
        ProcessCell keyOf(ProcessCell cell) {
            return cell;
        }

        synchronized boolean add(ProcessCell cell) {
            if (closed) {
                return false;
            }
            // The stack may be full at each call. A process is counted only after it is in the
            // table, because a process that is not there may never be found again. The count is
            // written without a call. No other thread finds the process before the lock is
            // released.
            put(cell);
            alive.incrementAndGet();
            cell.announced = ProcessWatchers.COUNTED;
            return true;
        }

        synchronized void close() {
            closed = true;
        }

        synchronized void takeOut(ProcessCell cell) {
            remove(cell);
        }

        synchronized @Nullable ProcessCell withId(long id) {
            return find(Long.hashCode(id), cell -> cell.id() == id);
        }

        synchronized long count(Predicate<ProcessCell> which) {
            long[] count = {0};
            forEach(cell -> count[0] += which.test(cell) ? 1 : 0);
            return count[0];
        }

        synchronized int room() {
            return capacity();
        }

        synchronized void addTo(List<ProcessCell> all) {
            forEach(all::add);
        }
    }
}
