package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// The starts of servers that an Error has ended before any code of the process ran. Such a process
/// may have a name and no place in the table, so nothing else knows of it.
///
/// The monitor guards it. A start is entered without a call, for which there may be no stack.
final class Stillborn {
    /// The one that was entered last, and all before it by [ServerStart#older].
    @Nullable ServerStart newest;

    /// One of them; null if there is none.
    synchronized @Nullable ServerStart take() {
        ServerStart taken = newest;
        if (taken != null) {
            newest = taken.older;
        }
        return taken;
    }

    /// Takes one back that could not be dealt with.
    synchronized void add(ServerStart start) {
        start.older = newest;
        newest = start;
    }
}
