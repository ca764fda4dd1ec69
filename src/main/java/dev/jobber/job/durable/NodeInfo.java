package dev.jobber.job.durable;

import java.time.Instant;
import java.util.Locale;

/// A node of a store.
///
/// @param name what it is called
/// @param process where it runs
/// @param started when it came
/// @param seen when it was last heard of
/// @param load what it does
public record NodeInfo(String name, Place process, Instant started, Instant seen, Load load) {
    /// Where a node runs.
    ///
    /// @param pid the number of its process on that host
    public record Place(String host, long pid) {}

    /// What a node does.
    ///
    /// @param running how many jobs of the store it runs
    public record Load(int running, Status status) {}

    /// How a node is.
    public enum Status {
        /// It has been heard of lately.
        ALIVE,
        /// It has not been heard of for longer than its lease.
        STALE,
        /// It takes no more jobs.
        DRAINING,
        /// It has left, or was declared lost.
        GONE;

        /// The word, in lower case.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
