package dev.jobber.observer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The last items that were added, and the threads that wait for more. A new item takes the place
/// of the oldest one. To add never blocks, and takes no lock.
///
/// Items are numbered from 0 in the order in which they were added. **A place never goes back**: an
/// item is written over one with a lower number only, so a thread that adds slowly does not undo
/// what came later.
public final class Ring<E> {
    private record Slot<E>(long number, E item) {}

    /// How long it takes at most until a thread has added an item that has its number already, in
    /// nanoseconds, unless the thread has no turn.
    private static final long SOON = 100_000;

    private final AtomicReferenceArray<@Nullable Slot<E>> slots;
    private final AtomicLong next = new AtomicLong();
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

    /// @param capacity how many items are kept
    public Ring(int capacity) {
        slots = new AtomicReferenceArray<>(capacity);
    }

    /// What was added since a look.
    ///
    /// @param lost how many items were overwritten before this look
    /// @param next the number to go on with at the next look
    public record Since<E>(List<E> items, long lost, long next) {
        public Since {
            items = List.copyOf(items);
        }
    }

    /// Adds an item.
    public void add(E item) {
        long number = next.getAndIncrement();
        Slot<E> mine = new Slot<>(number, item);
        int place = place(number);
        Slot<E> there = slots.get(place);
        while ((there == null || there.number() < number)
                && !slots.compareAndSet(place, there, mine)) {
            there = slots.get(place);
        }
        if (!waiting.isEmpty()) {
            waiting.forEach(LockSupport::unpark);
        }
    }

    /// The items that are kept, the oldest first. One that is added or overwritten meanwhile may be
    /// missing.
    public List<E> items() {
        long end = next.get();
        var items = new ArrayList<E>(slots.length());
        for (long number = Math.max(0, end - slots.length()); number < end; number++) {
            Slot<E> slot = slots.get(place(number));
            if (slot != null && slot.number() == number) {
                items.add(slot.item());
            }
        }
        return List.copyOf(items);
    }

    /// The last items, the latest first, as long as this holds for them.
    public List<E> latestWhile(Predicate<? super E> holds) {
        long end = next.get();
        var items = new ArrayList<E>();
        for (long number = end - 1; number >= Math.max(0, end - slots.length()); number--) {
            Slot<E> slot = slots.get(place(number));
            if (slot != null && slot.number() == number) {
                if (!holds.test(slot.item())) {
                    break;
                }
                items.add(slot.item());
            }
        }
        return items;
    }

    /// How many items have been added: the number of the next one.
    public long added() {
        return next.get();
    }

    /// The items of this number and later ones, as far as they are there. None is left out that a
    /// thread is just adding: the look ends before it, and the next one begins with it.
    public Since<E> since(long first) {
        long end = next.get();
        long number = Math.max(first, end - slots.length());
        long lost = number - first;
        var items = new ArrayList<E>();
        while (number < end) {
            Slot<E> slot = slots.get(place(number));
            if (slot == null || slot.number() < number) {
                break;
            }
            if (slot.number() == number) {
                items.add(slot.item());
            } else {
                lost++;
            }
            number++;
        }
        return new Since<>(items, lost, number);
    }

    /// Waits until an item of this number has been added, or the time is over.
    public void await(long number, long nanos) throws InterruptedException {
        var self = Thread.currentThread();
        long end = System.nanoTime() + nanos;
        waiting.add(self);
        try {
            for (long left = nanos; left > 0 && !isThere(number); left = end - System.nanoTime()) {
                LockSupport.parkNanos(this, next.get() > number ? SOON : left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            waiting.remove(self);
        }
    }

    /// Whether the item of this number, or a later one in its place, has been written.
    private boolean isThere(long number) {
        if (next.get() <= number) {
            return false;
        }
        Slot<E> slot = slots.get(place(number));
        return slot != null && slot.number() >= number;
    }

    private int place(long number) {
        return (int) (number % slots.length());
    }
}
