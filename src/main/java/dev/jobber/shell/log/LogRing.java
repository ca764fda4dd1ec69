package dev.jobber.shell.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The last entries of the log, the oldest overwritten by the newest. No call blocks.
final class LogRing {
    /// The ticket tells an entry from the one a whole round before it, whose place it takes.
    private record Slot(long ticket, LogEntry entry) {}

    private final AtomicReferenceArray<@Nullable Slot> slots;
    private final AtomicLong tickets = new AtomicLong();

    LogRing(int capacity) {
        slots = new AtomicReferenceArray<>(capacity);
    }

    void add(LogEntry entry) {
        long ticket = tickets.getAndIncrement();
        slots.set(index(ticket), new Slot(ticket, entry));
    }

    /// What is kept, oldest first. An entry that is being added or overwritten meanwhile may be
    /// missing.
    List<LogEntry> entries() {
        long end = tickets.get();
        long begin = Math.max(0, end - slots.length());
        var entries = new ArrayList<LogEntry>((int) (end - begin));
        for (long ticket = begin; ticket < end; ticket++) {
            Slot slot = slots.get(index(ticket));
            if (slot != null && slot.ticket() == ticket) {
                entries.add(slot.entry());
            }
        }
        return List.copyOf(entries);
    }

    private int index(long ticket) {
        return (int) (ticket % slots.length());
    }
}
