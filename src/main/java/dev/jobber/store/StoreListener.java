package dev.jobber.store;

import dev.jobber.otp.Event;

/// Hears what users should know of a store.
@FunctionalInterface
public interface StoreListener {
    /// Something has happened. May be called by any thread, and must not wait.
    void told(Event.Level level, String sentence);
}
