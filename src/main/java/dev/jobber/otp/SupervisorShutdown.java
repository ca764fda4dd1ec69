package dev.jobber.otp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// How a supervisor stops its children: watch, ask, wait, kill, wait.
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

    /// Stops all children that run at once, their links taken away first, and waits until the last
    /// of them is gone. It is the last thing that the supervisor does: those that hear of the last
    /// end after it find no supervisor any more.
    static void stopAll(ProcessCell supervisor, SupervisorChildren children) {
        var goodbyes = new Goodbyes(supervisor);
        List<SupervisorChild> running = new ArrayList<>();
        for (SupervisorChild each = children.first(); each != null; each = each.next) {
            ProcessCell child = each.running();
            if (child != null && goodbyes.expect(child, each.spec)) {
                running.add(each);
            }
        }
        goodbyes.arrive(); // all are expected: from here on the last death counts
        SortedMap<Duration, List<ProcessCell>> deadlines = new TreeMap<>();
        for (SupervisorChild each : running) {
            ProcessCell child = Objects.requireNonNull(each.running());
            supervisor.unlink(child);
            ask(supervisor, child, each.spec.shutdown());
            if (each.spec.shutdown() instanceof ChildSpec.Shutdown.Within(Duration time)) {
                deadlines.computeIfAbsent(time, any -> new ArrayList<>()).add(child);
            }
        }
        Node node = supervisor.node;
        var waited = Duration.ZERO;
        for (Map.Entry<Duration, List<ProcessCell>> entry : deadlines.entrySet()) {
            if (Waiter.await(goodbyes, node, entry.getKey().minus(waited))) {
                return;
            }
            waited = entry.getKey();
            entry.getValue().forEach(child -> child.exitSignal(supervisor, ExitReason.KILL));
        }
        Waiter.await(goodbyes, node, Process.INFINITY);
    }

    private static void ask(ProcessCell supervisor, ProcessCell child, ChildSpec.Shutdown how) {
        child.exitSignal(
                supervisor,
                switch (how) {
                    case ChildSpec.Shutdown.BrutalKill() -> ExitReason.KILL;
                    case ChildSpec.Shutdown.Infinity(), ChildSpec.Shutdown.Within(_) ->
                            ExitReason.SHUTDOWN;
                });
    }

    private static Duration patience(ChildSpec.Shutdown how) {
        return switch (how) {
            case ChildSpec.Shutdown.BrutalKill(), ChildSpec.Shutdown.Infinity() -> Process.INFINITY;
            case ChildSpec.Shutdown.Within(var time) -> time;
        };
    }

    /// Tells if the child ended otherwise than it was asked to.
    private static void report(
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

    /// Done when all whose deaths were to be told have told them.
    private static final class Goodbyes implements Awaitable {
        private final ProcessCell supervisor;
        private final Thread thread = Thread.currentThread();

        /// The deaths that are to be told, and one more until all are expected.
        private final AtomicInteger awaited = new AtomicInteger(1);

        Goodbyes(ProcessCell supervisor) {
            this.supervisor = supervisor;
        }

        /// False if the child is dead already.
        boolean expect(ProcessCell child, ChildSpec spec) {
            awaited.incrementAndGet();
            boolean alive = child.addWatcher(new Goodbye(this, spec, child));
            if (!alive) {
                awaited.decrementAndGet();
            }
            return alive;
        }

        /// One is told, or all are expected.
        void arrive() {
            if (awaited.decrementAndGet() == 0) {
                supervisor.leaves();
                LockSupport.unpark(thread);
            }
        }

        @Override
        public boolean isDone() {
            return awaited.get() == 0;
        }
    }

    private static final class Goodbye extends ExitWatcher {
        private final Goodbyes all;
        private final ChildSpec spec;
        private final ProcessCell child;

        /// By the thread that announces the death, one at a time.
        private boolean told;

        Goodbye(Goodbyes all, ChildSpec spec, ProcessCell child) {
            this.all = all;
            this.spec = spec;
            this.child = child;
        }

        @Override
        boolean isTheSupervisors() {
            return true;
        }

        @Override
        void targetDied(ExitReason reason) {
            if (!told) {
                told = true;
                report(all.supervisor, spec, child, reason);
                all.arrive();
            }
        }
    }
}
