package dev.jobber.shell.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The last entries of the log. A new entry overwrites the oldest one. No call blocks.
final class LogRing {
    /// An entry with its number. The number distinguishes it from the entry that had the same place
    /// one round before.
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

    /// The entries, oldest first. An entry that is added or overwritten during the call may be
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
