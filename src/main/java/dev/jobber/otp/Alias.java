package dev.jobber.otp;

import java.util.Optional;

/// Another address of a process, which it can take back: OTP's process alias. See
/// [Process#alias()].
public final class Alias implements Dest {
    private final ProcessCell owner;
    private final boolean forOne;

    /// Changed under the lock of the owner.
    private volatile boolean active = true;

    Alias(ProcessCell owner, boolean forOne) {
        this.owner = owner;
        this.forOne = forOne;
    }

    ProcessCell owner() {
        return owner;
    }

    boolean isActive() {
        return active;
    }

    /// **Nothing comes after the end**: a message is put into the mailbox under the lock under
    /// which the alias ends.
    void deliver(Object message) {
        synchronized (owner.lock()) {
            if (active) {
                active = !forOne;
                owner.enqueue(new Signal.Letter(message));
            }
        }
    }

    boolean end() {
        synchronized (owner.lock()) {
            boolean before = active;
            active = false;
            return before;
        }
    }

    /// The process, as long as the alias is active and the process lives.
    @Override
    public Optional<Pid> whereis() {
        return active ? owner.whereis() : Optional.empty();
    }

    @Override
    public String toString() {
        return "#Reference<" + Integer.toHexString(System.identityHashCode(this)) + ">";
    }
}
