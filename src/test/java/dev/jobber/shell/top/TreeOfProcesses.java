package dev.jobber.shell.top;

import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.observer.EventLog;
import dev.jobber.observer.Observer;
import dev.jobber.observer.RestartCounts;
import dev.jobber.observer.TreeWatch;
import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import java.time.Duration;

/// A node with a job system on it, whose clock stands still.
public final class TreeOfProcesses implements AutoCloseable {
    private final ManualClock clock = new ManualClock();
    private final Node node;
    private final Observer observer;

    /// A new node with a new tree.
    public TreeOfProcesses() {
        var restarts = new RestartCounts();
        var watch = new TreeWatch((_, _) -> {});
        node =
                Node.builder()
                        .clock(clock)
                        .fairness(false)
                        .events(restarts.and(watch), EventDelivery.AT_ONCE)
                        .build();
        observer =
                new Observer(
                        Jobber.start(node, JobberOptions.defaults()),
                        restarts,
                        watch,
                        new EventLog(node.clock()));
    }

    /// Looks at it.
    public Observer observer() {
        return observer;
    }

    /// A process that waits until it is killed.
    public Pid idle() {
        return node.spawn(() -> {
            var _ = Process.receive();
        });
    }

    Pid registered(String name) {
        return node.whereis(name).orElseThrow();
    }

    /// Time passes.
    void pass(Duration time) {
        clock.advance(time);
    }

    void kill(Pid pid) {
        Process.exit(pid, ExitReason.KILL);
        node.awaitQuiet();
    }

    @Override
    public void close() {
        node.close();
    }
}
