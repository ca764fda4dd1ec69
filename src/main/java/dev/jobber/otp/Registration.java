package dev.jobber.otp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something that belongs to a process until it is removed or the process dies: a key that it
/// holds, a timer for it, an [ExitWatch] on it. A node of the linked list, newest first, that its
/// [ProcessLinks] keep and guard.
abstract class Registration {
    @Nullable Registration newer;
    @Nullable Registration older;

    /// Called when the owner's death is announced and before any process is told, and again if an
    /// Error ended the announcement: only the first call counts.
    abstract void ownerDied(ExitReason reason);

    /// Called when all who must hear of the owner's death have been told, and again if an Error
    /// ended that: only the first call counts.
    void allTold() {}

    /// Shows the processes that the owner is bound to by this, as by a link.
    void forEachLinked(Consumer<ProcessCell> action) {}
}
