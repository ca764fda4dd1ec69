package dev.jobber.shell.top;

import java.util.Locale;

/// What processes with the same parent are put in order by.
public enum SortKey {
    /// The oldest first.
    START,
    /// In alphabetical order.
    NAME,
    /// In alphabetical order.
    STATUS,
    /// The longest mailbox first.
    MESSAGES,
    /// The busiest first.
    RATE,
    /// Those with the most restarts first.
    RESTARTS;

    SortKey next() {
        return values()[(ordinal() + 1) % values().length];
    }

    /// As users write it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
