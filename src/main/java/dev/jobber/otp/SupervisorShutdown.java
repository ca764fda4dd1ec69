package dev.jobber.otp;

import java.time.Duration;

/// How a supervisor stops a child in the middle of its work: watch, ask, wait, kill, wait. How its
/// children end when it ends itself is an [EndOfChildren].
///
/// A [Supervisor] keeps the link until the child is gone, as OTP's does: if it is killed meanwhile,
/// the child hears of it. A [DynamicSupervisor] takes the link away first, as Elixir's does.
///
/// It does not read its mailbox meanwhile, and need not: the exit of a child that lies there
/// afterwards is of a process it does not know any more.
final class SupervisorShutdown {
    private SupervisorShutdown() {}

    /// Stops a child, if it runs, and waits until it is gone. Called by the supervisor.
    static void stop(ProcessCell supervisor, SupervisorChild entry) {
        ProcessCell child = entry.running();
        if (child == null) {
            return;
        }
        var latch = new ExitLatch();
        if (child.addWatcher(latch)) {
            stop(supervisor, entry, child, latch);
        }
    }

    /// [#stop(ProcessCell, SupervisorChild)] of a child whose link is taken away first.
    static void unlinkAndStop(ProcessCell supervisor, SupervisorChild entry) {
        ProcessCell child = entry.running();
        if (child == null) {
            return;
        }
        var latch = new ExitLatch();
        if (child.addWatcher(latch)) {
            supervisor.unlink(child);
            stop(supervisor, entry, child, latch);
        }
    }

    private static void stop(
            ProcessCell supervisor, SupervisorChild entry, ProcessCell child, ExitLatch latch) {
        ask(supervisor, child, entry.spec.shutdown());
        Node node = supervisor.node;
        if (!Waiter.await(latch, node, patience(entry.spec.shutdown()))) {
            child.exitSignal(supervisor, ExitReason.KILL);
            Waiter.await(latch, node, Process.INFINITY);
        }
        latch.reason().ifPresent(reason -> report(supervisor, entry.spec, child, reason));
    }

    /// Asks a child to end.
    static void ask(ProcessCell supervisor, ProcessCell child, ChildSpec.Shutdown how) {
        child.exitSignal(
                supervisor,
                switch (how) {
                    case ChildSpec.Shutdown.BrutalKill() -> ExitReason.KILL;
                    case ChildSpec.Shutdown.Infinity(), ChildSpec.Shutdown.Within(_) ->
                            ExitReason.SHUTDOWN;
                });
    }

    /// How long it may take to end before it is killed.
    static Duration patience(ChildSpec.Shutdown how) {
        return switch (how) {
            case ChildSpec.Shutdown.BrutalKill(), ChildSpec.Shutdown.Infinity() -> Process.INFINITY;
            case ChildSpec.Shutdown.Within(var time) -> time;
        };
    }

    /// Tells if the child ended otherwise than it was asked to.
    static void report(
            ProcessCell supervisor, ChildSpec spec, ProcessCell child, ExitReason reason) {
        boolean asAsked =
                switch (spec.shutdown()) {
                    case ChildSpec.Shutdown.BrutalKill() -> reason.equals(ExitReason.KILLED);
                    case ChildSpec.Shutdown.Infinity(), ChildSpec.Shutdown.Within(_) ->
                            reason instanceof ExitReason.Shutdown;
                };
        boolean byItself = spec.restart() != ChildSpec.Restart.PERMANENT && reason.isOrderly();
        if (!asAsked && !byItself) {
            supervisor.node.emit(new Event.ShutdownFailed(supervisor, spec.id(), child, reason));
        }
    }
}
