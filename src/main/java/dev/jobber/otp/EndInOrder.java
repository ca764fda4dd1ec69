package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// The children of a [Supervisor] end one after the other, the one that was started last first.
///
/// The supervisor keeps the link to each child until that child is gone, as OTP's does. If the
/// supervisor is killed meanwhile, the child gets the exit signal.
final class EndInOrder extends EndOfChildren {
    private final SupervisorServer server;

    /// The child that ends now; null when all have ended.
    private @Nullable SupervisorChild current;

    /// The death of that child, once it has been asked to end.
    private @Nullable Farewell farewell;

    EndInOrder(ProcessCell supervisor, SupervisorServer server) {
        super(supervisor);
        this.server = server;
        this.current = server.children.last();
    }

    @Override
    boolean advance() {
        for (SupervisorChild each = current; each != null; each = current) {
            if (!hasEnded(each)) {
                return false;
            }
            current = each.previous;
            farewell = null;
            server.ended(each);
        }
        return true;
    }

    private boolean hasEnded(SupervisorChild entry) {
        Farewell asked = farewell == null ? ask(entry) : farewell;
        if (asked == null) {
            return true;
        }
        farewell = asked;
        if (isTimeOver() && asked.reason == null) {
            unlimited();
            asked.child.exitSignal(supervisor, ExitReason.KILL);
        }
        ExitReason reason = asked.reason;
        if (reason != null) {
            unlimited();
            SupervisorShutdown.report(supervisor, entry.spec, asked.child, reason);
        }
        return reason != null;
    }

    /// Asks a child to end; null if it does not run.
    private @Nullable Farewell ask(SupervisorChild entry) {
        ProcessCell child = entry.running();
        if (child == null) {
            return null;
        }
        var watcher = new Farewell(this, child);
        if (!child.addWatcher(watcher)) {
            return null;
        }
        SupervisorShutdown.ask(supervisor, child, entry.spec.shutdown());
        limit(SupervisorShutdown.patience(entry.spec.shutdown()));
        return watcher;
    }

    private static final class Farewell extends ExitWatcher {
        private final EndInOrder end;
        private final ProcessCell child;

        /// Why the child ended, once it has.
        private volatile @Nullable ExitReason reason;

        Farewell(EndInOrder end, ProcessCell child) {
            this.end = end;
            this.child = child;
        }

        @Override
        void targetDied(ExitReason why) {
            reason = why;
            end.wake();
        }
    }
}
