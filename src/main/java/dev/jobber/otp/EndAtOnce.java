package dev.jobber.otp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// All children of a [DynamicSupervisor] end at once, their links taken away first, as Elixir's do.
///
/// The supervisor waits for the last of them and then does nothing else. So a process that hears of
/// the last death finds no supervisor any more.
final class EndAtOnce extends EndOfChildren {
    /// The children that will be killed after a time. The time begins when all children have been
    /// asked.
    private final NavigableMap<Duration, List<ProcessCell>> deadlines = new TreeMap<>();

    /// How many deaths have not been told yet; one more until all deaths are expected.
    private final AtomicInteger awaited = new AtomicInteger(1);

    private final SupervisorChildren children;
    private boolean asked;

    /// How much of the time has passed.
    private Duration waited = Duration.ZERO;

    EndAtOnce(ProcessCell supervisor, SupervisorChildren children) {
        super(supervisor);
        this.children = children;
    }

    @Override
    boolean advance() {
        if (!asked) {
            asked = true;
            askAll();
            limitToNext();
        }
        while (awaited.get() != 0 && isTimeOver()) {
            Map.Entry<Duration, List<ProcessCell>> due = deadlines.pollFirstEntry();
            waited = due.getKey();
            due.getValue().forEach(this::kill);
            limitToNext();
        }
        return awaited.get() == 0;
    }

    private void askAll() {
        List<SupervisorChild> running = new ArrayList<>();
        for (SupervisorChild each = children.first(); each != null; each = each.next) {
            ProcessCell child = each.running();
            if (child != null && expect(child, each.spec)) {
                running.add(each);
            }
        }
        awaited.decrementAndGet(); // all are expected: from here on the last death counts
        leaveIfLast();
        for (SupervisorChild each : running) {
            ProcessCell child = Objects.requireNonNull(each.running());
            supervisor.unlink(child);
            SupervisorShutdown.ask(supervisor, child, each.spec.shutdown());
            if (each.spec.shutdown() instanceof ChildSpec.Shutdown.Within(Duration time)) {
                deadlines.computeIfAbsent(time, any -> new ArrayList<>()).add(child);
            }
        }
    }

    private void limitToNext() {
        limit(deadlines.isEmpty() ? Process.INFINITY : deadlines.firstKey().minus(waited));
    }

    private void kill(ProcessCell child) {
        child.exitSignal(supervisor, ExitReason.KILL);
    }

    /// False if the child is dead already.
    private boolean expect(ProcessCell child, ChildSpec spec) {
        awaited.incrementAndGet();
        boolean alive = child.addWatcher(new Goodbye(this, spec, child));
        if (!alive) {
            awaited.decrementAndGet();
        }
        return alive;
    }

    /// Wakes the supervisor if no death is awaited any more. To wake it twice does no harm.
    private void leaveIfLast() {
        if (awaited.get() == 0) {
            supervisor.leaves();
        }
    }

    private static final class Goodbye extends ExitWatcher {
        private final EndAtOnce all;
        private final ChildSpec spec;
        private final ProcessCell child;

        /// The death has been counted. Only for the thread that announces it, one thread at a time.
        private boolean counted;

        /// And the supervisor has been woken, if that was the last one.
        private boolean over;

        Goodbye(EndAtOnce all, ChildSpec spec, ProcessCell child) {
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
            if (!counted) {
                SupervisorShutdown.report(all.supervisor, spec, child, reason);
                all.awaited.decrementAndGet();
                counted = true; // not earlier: an Error may come before
            }
            if (!over) {
                all.leaveIfLast();
                over = true;
            }
        }
    }
}
