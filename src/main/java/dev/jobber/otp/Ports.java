package dev.jobber.otp;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The ports that a process owns, and what they make of its end.
///
/// | the owner | open ports | what happens |
/// |---|---|---|
/// | ends | none | its death is announced |
/// | ends | some | they are closed; the last one that is closed has the death announced |
/// | is killed meanwhile | some | they are told to hurry |
///
/// The monitor of this object decides between the end of the owner and the close of the last port:
/// one of the two sees the other. No foreign code runs under it.
///
/// A port is told on a thread of its own, so a close that blocks delays neither the process that
/// ends, nor the killer, nor the close of the other ports.
final class Ports extends Registration {
    private final ProcessCell owner;
    private final Map<Port, Boolean> open = new IdentityHashMap<>(2);

    /// Why the owner ends, once it does.
    private @Nullable ExitReason ending;

    /// The owner is killed: its ports are told so once, however many signals say it.
    private boolean killed;

    private boolean toldOfKill;

    Ports(ProcessCell owner) {
        this.owner = owner;
    }

    /// The owner has one more. Called by the owner itself.
    void add(Port port) {
        CompletionStage<?> end = Refused.ifNull(port.closed(), "a stage that completes at the end");
        synchronized (this) {
            open.put(port, true);
        }
        boolean added = false;
        try {
            var _ = end.whenComplete((result, problem) -> closed(port));
            added = true;
        } finally {
            if (!added) { // nothing would tell of its end
                closed(port);
            }
        }
    }

    private void closed(Port port) {
        ExitReason reason;
        synchronized (this) {
            if (open.remove(port) == null || !open.isEmpty() || ending == null) {
                return;
            }
            reason = ending;
        }
        owner.portsAreClosed(reason);
    }

    /// The owner ends: begins to close what is open.
    ///
    /// @return whether anything is open; then the death is to be announced later
    boolean close(ExitReason reason) {
        List<Port> toClose;
        boolean kill;
        synchronized (this) {
            if (open.isEmpty()) {
                return false;
            }
            if (ending != null) {
                return true;
            }
            ending = reason;
            kill = killed || reason.equals(ExitReason.KILLED);
            toldOfKill = kill;
            toClose = new ArrayList<>(open.keySet());
        }
        toClose.forEach(port -> tell(port, kill ? ExitReason.KILL : reason));
        return true;
    }

    /// The owner is killed: there is no time for anything any more.
    void hurry() {
        List<Port> toClose;
        synchronized (this) {
            killed = true;
            if (ending == null || toldOfKill) {
                return;
            }
            toldOfKill = true;
            toClose = new ArrayList<>(open.keySet());
        }
        toClose.forEach(port -> tell(port, ExitReason.KILL));
    }

    /// There is no time left for any of them: from now on none holds the owner's death up.
    synchronized void giveUp() {
        open.clear();
    }

    /// The thread of an earlier call may begin later than that of the kill: then it says the kill,
    /// too, for a port that has heard of a kill hears of nothing less.
    private synchronized ExitReason toldNow(ExitReason reason) {
        return toldOfKill ? ExitReason.KILL : reason;
    }

    /// Tells a port to close. One that throws, or for which there is no thread, holds no death up.
    private void tell(Port port, ExitReason reason) {
        var call = new Close(port, reason);
        var _ =
                owner.node
                        .foreignCalls()
                        .after(
                                CompletableFuture.completedFuture(null),
                                "Closing a port of " + owner,
                                call)
                        .thenRun(call::over);
    }

    private final class Close implements Runnable {
        private final Port port;
        private final ExitReason reason;

        /// The port has returned from it.
        private volatile boolean returned;

        Close(Port port, ExitReason reason) {
            this.port = port;
            this.reason = reason;
        }

        @Override
        public void run() {
            port.close(toldNow(reason));
            returned = true;
        }

        void over() {
            if (!returned) {
                closed(port);
            }
        }
    }

    @Override
    void ownerDied(ExitReason reason) {
        // All are closed, or the owner would not have died.
    }
}
