package dev.jobber.otp;

import java.util.Optional;

/// The identity of a process, alive or dead: `#PID<0.157.0>`.
///
/// Numbers rise within a node and are never used again. Two pids are equal when they are the same
/// process.
public abstract sealed class Pid implements Dest permits Mailbox {
    private final long id;

    Pid(long id) {
        this.id = id;
    }

    /// The middle number of `#PID<0.157.0>`.
    public final long id() {
        return id;
    }

    /// Whether the process is alive, as `Process.alive?/1`; false from the moment its death is
    /// announced.
    public abstract boolean isAlive();

    /// The label of the process, see [Process#setLabel]; it stays after the end of the process.
    public abstract Optional<Object> label();

    /// The node the process lives on.
    public abstract Node node();

    @Override
    public final Optional<Pid> whereis() {
        return isAlive() ? Optional.of(this) : Optional.empty();
    }

    /// The text of the pid with this number, whether the process lives or not.
    public static String toString(long id) {
        return "#PID<0." + id + ".0>";
    }

    @Override
    public final String toString() {
        return toString(id);
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(id);
    }
}
