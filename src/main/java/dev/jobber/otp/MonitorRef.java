package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// A monitor, as `Process.monitor/1` answers it: the reference in the [Down] message to come.
public final class MonitorRef extends ExitWatcher {
    private enum State {
        ACTIVE,
        FIRED,
        CANCELLED
    }

    private final ProcessCell owner;
    private final Dest target;

    /// The process behind the target; null if there was none.
    private @Nullable ProcessCell watched;

    /// Leaves its first value once, by the death of the target or by a demonitor, under the lock of
    /// the owner. Code that reads FIRED finds the [Down] in the mailbox.
    private volatile State state = State.ACTIVE;

    private MonitorRef(ProcessCell owner, Dest target) {
        this.owner = owner;
        this.target = target;
    }

    /// Begins to watch; the owner runs this. If there is no process to watch, the [Down] comes at
    /// once.
    static MonitorRef watch(ProcessCell owner, Dest target) {
        var monitor = new MonitorRef(owner, target);
        var watched = Destinations.behind(target);
        if (watched == owner) {
            monitor.state = State.CANCELLED; // a process does not hear of its own end
            return monitor;
        }
        monitor.watched = watched;
        if (watched == null) {
            monitor.targetDied(ExitReason.NOPROC);
            return monitor;
        }
        owner.addMonitor(monitor);
        if (!watched.addWatcher(monitor)) {
            monitor.targetDied(ExitReason.NOPROC);
        }
        return monitor;
    }

    /// A reference that monitors nothing.
    static MonitorRef inactive(ProcessCell owner) {
        var reference = new MonitorRef(owner, owner);
        reference.state = State.CANCELLED;
        return reference;
    }

    /// A reference that monitors nothing and lets messages through until it is taken away.
    static MonitorRef alone(ProcessCell owner) {
        return new MonitorRef(owner, owner);
    }

    @Override
    void targetDied(ExitReason reason) {
        synchronized (owner.lock()) {
            if (state == State.ACTIVE) {
                owner.enqueue(new Signal.Letter(new Down(this, target, heard(reason))));
                state = State.FIRED; // not earlier: an Error may come before
            }
            if (state == State.FIRED) {
                owner.removeMonitor(this);
            }
        }
    }

    /// Takes the monitor away; false if it had fired or been taken away before.
    boolean cancel() {
        synchronized (owner.lock()) {
            if (state != State.ACTIVE) {
                return false;
            }
            state = State.CANCELLED;
            owner.removeMonitor(this);
        }
        ProcessCell cell = watched;
        if (cell != null) {
            cell.removeWatcher(this); // takes the lock of another
        }
        return true;
    }

    /// Takes the monitor away; the owner runs this. True if the monitor was there and its [Down]
    /// had not come; then the [Down] never comes. As on OTP, a [Down] has come only when the owner
    /// has looked at the mailbox since.
    ///
    /// @param flush whether a [Down] that has come is taken out of the mailbox
    boolean demonitor(boolean flush) {
        if (cancel()) {
            return true;
        }
        if (state != State.FIRED) {
            return false;
        }
        if (owner.scanUnseen(this::isMine).next().isPresent()) {
            state = State.CANCELLED;
            return true;
        }
        if (flush) {
            owner.scan(this::isMine).next();
        }
        return false;
    }

    private boolean isMine(Object message) {
        return message instanceof Down down && down.ref() == this;
    }

    /// Sends a message to the owner as long as the monitor is there: OTP's alias.
    void tell(Object message) {
        synchronized (owner.lock()) {
            if (state == State.ACTIVE) {
                owner.enqueue(new Signal.Letter(message));
            }
        }
    }

    /// The process that monitors.
    ProcessCell owner() {
        return owner;
    }

    /// What is monitored, as it was given.
    Dest target() {
        return target;
    }

    @Override
    public String toString() {
        return "#Reference<" + Integer.toHexString(System.identityHashCode(this)) + ">";
    }
}
