package dev.jobber.observer;

import java.time.Instant;
import java.util.Optional;

/// An event as it is remembered, in about 100 bytes.
///
/// @param millis when it happened, in milliseconds since 1970
/// @param process the number of the process that it is about; 0 for none
/// @param name the name the process was registered under
/// @param job the id of the job that it is about, where the event says it
public record Recorded(
        long millis, long process, Optional<String> name, Optional<String> job, Fact fact) {
    /// When it happened.
    public Instant time() {
        return Instant.ofEpochMilli(millis);
    }
}
