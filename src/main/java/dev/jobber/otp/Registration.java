package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// Something a process holds in a [Registry], until it gives it back or dies. Links of the list its
/// cell keeps, under its lock.
abstract class Registration {
    @Nullable Registration previousOfOwner;
    @Nullable Registration nextOfOwner;

    /// Called once, when the owner's death is announced and before anybody is told.
    abstract void ownerDied();
}
