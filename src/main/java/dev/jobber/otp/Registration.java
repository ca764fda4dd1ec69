package dev.jobber.otp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something that is a process's until it is taken back or the process dies: a key it holds, a
/// timer for it, somebody's watch over it. Links of the list, the newest first, that its
/// [ProcessLinks] keep and guard.
abstract class Registration {
    @Nullable Registration newer;
    @Nullable Registration older;

    /// Called once, when the owner's death is announced and before anybody is told.
    abstract void ownerDied(ExitReason reason);

    /// Called once, when everybody has been told of the owner's death.
    void everybodyTold() {}

    /// Tells which processes the owner is bound to by this, as by a link.
    void forEachLinked(Consumer<ProcessCell> action) {}
}
