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
/// | is declared dead, and its code opens one more | that one | it is closed at once |
///
/// The monitor of this object decides between the end of the owner and the close of the last port:
/// one of the two sees the other. No foreign code runs under it.
///
/// A port is told on a thread of its own, so a close that blocks delays neither the process that
/// ends, nor the killer, nor the close of the other ports.
///
/// **No port is forgotten**: that a thread tells it is noted after the thread has been started, and
/// each look starts threads for all that have none. So what an Error has ended is done by the next
/// look, which the owner sees to ([ProcessDeath#attendTo]).
final class Ports extends Registration {
    /// What a port knows of the end of its owner.
    private enum News {
        NONE,
        ENDS,
        IS_KILLED
    }

    /// An open port. The monitor of the ports guards it.
    private static final class Known {
        /// What a thread has been started to tell it.
        private News sent = News.NONE;

        /// What it has been told, by a thread that may still be in the middle of it.
        private News told = News.NONE;
    }

    private final ProcessCell owner;
    private final Map<Port, Known> open = new IdentityHashMap<>(2);

    /// Why the owner ends, once it does.
    private @Nullable ExitReason ending;

    /// The owner has been killed.
    private boolean killed;

    /// The death of the owner waits for no port any more.
    private boolean givenUp;

    Ports(ProcessCell owner) {
        this.owner = owner;
    }

    /// The owner has one more. Called by the owner itself.
    void add(Port port) {
        CompletionStage<?> end = Refused.ifNull(port.closed(), "a stage that completes at the end");
        synchronized (this) {
            open.putIfAbsent(port, new Known());
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
        if (news() != News.NONE) { // the owner was declared dead, and its code goes on
            owner.attendTo(this);
        }
    }

    private void closed(Port port) {
        synchronized (this) {
            if (open.remove(port) == null || !open.isEmpty() || ending == null) {
                return;
            }
        }
        owner.attendTo(this);
    }

    /// The owner ends: begins to close what is open. Only the reason of the first call counts.
    ///
    /// @return whether the death is to be announced later, when all are closed
    boolean close(ExitReason reason) {
        boolean waits;
        synchronized (this) {
            if (ending == null) {
                ending = reason;
                killed |= reason.equals(ExitReason.KILLED);
            }
            if (open.isEmpty()) {
                return false;
            }
            waits = !givenUp;
        }
        owner.attendTo(this);
        return waits;
    }

    /// Why the owner ends; this reason if its end has not begun.
    synchronized ExitReason ending(ExitReason otherwise) {
        return ending == null ? otherwise : ending;
    }

    /// The owner is killed: there is no time for anything any more.
    void hurry() {
        synchronized (this) {
            killed = true;
            if (ending == null) {
                return;
            }
        }
        owner.attendTo(this);
    }

    /// There is no time left for any of them: from now on none holds the owner's death up.
    synchronized void giveUp() {
        givenUp = true;
    }

    private synchronized News news() {
        if (ending == null) {
            return News.NONE;
        }
        return killed ? News.IS_KILLED : News.ENDS;
    }

    /// Does what there is to do: has the ports told that do not know the news, and the death
    /// announced if all are closed. Any thread may call it, and more than once.
    ///
    /// @return false if there was no thread for one of them
    boolean attend() {
        List<Port> unaware = new ArrayList<>();
        News now;
        ExitReason reason;
        synchronized (this) {
            now = news();
            open.forEach((port, known) -> {
                if (known.sent.compareTo(now) < 0) {
                    unaware.add(port);
                }
            });
            reason = open.isEmpty() ? ending : null;
        }
        boolean all = true;
        for (Port port : unaware) {
            if (tell(port)) {
                sent(port, now);
            } else {
                all = false;
            }
        }
        if (reason != null) {
            owner.portsAreClosed(reason);
        }
        return all;
    }

    private synchronized void sent(Port port, News news) {
        Known known = open.get(port);
        if (known != null && known.sent.compareTo(news) < 0) {
            known.sent = news;
        }
    }

    /// What to tell a port now; null if it knows, or is closed. So it hears each news once, however
    /// many threads are to tell it, and after that of a kill no other.
    private synchronized @Nullable ExitReason toTell(Port port) {
        News now = news();
        Known known = open.get(port);
        if (known == null || known.told.compareTo(now) >= 0) {
            return null;
        }
        known.told = now;
        return killed ? ExitReason.KILL : ending;
    }

    /// Starts a thread that tells a port to close.
    ///
    /// @return false if there was no thread for it
    private boolean tell(Port port) {
        var call = new Close(port);
        CompletableFuture<Void> over =
                owner.node
                        .foreignCalls()
                        .after(
                                CompletableFuture.completedFuture(null),
                                "Closing a port of " + owner,
                                call);
        return !over.isDone() || call.begun;
    }

    /// Tells a port to close. One that throws holds no death up.
    private final class Close implements Runnable {
        private final Port port;
        private volatile boolean begun;

        Close(Port port) {
            this.port = port;
        }

        @Override
        public void run() {
            begun = true;
            ExitReason reason = toTell(port);
            if (reason == null) {
                return;
            }
            boolean returned = false;
            try {
                port.close(reason);
                returned = true;
            } finally {
                if (!returned) {
                    closed(port);
                }
            }
        }
    }

    @Override
    void ownerDied(ExitReason reason) {
        // All are closed, or have been told to close, or the owner would not have died.
    }
}
