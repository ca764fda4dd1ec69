package dev.jobber;

import dev.jobber.job.JobHandle;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.observer.Observer;
import dev.jobber.otp.Pid;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.parse.TimeLimit;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.SharedTree;
import dev.jobber.shell.session.StoreOpening;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The ordered end of a tree, and what is said of it.
final class TreeEnd {
    private static final int SHOWN = 5;

    private final SharedTree tree;
    private final Observer observer;
    private final Session session;
    private final LogGateway log;
    private volatile boolean isKilled;

    /// @param session the session that ends with the tree
    TreeEnd(SharedTree tree, Session session, LogGateway log) {
        this.tree = tree;
        this.observer = tree.observer();
        this.session = session;
        this.log = log;
    }

    /// Stops all processes in order. Those that are left after this time are killed.
    void within(Duration timeout) {
        tellOfWaiting();
        tree.opening().ifPresent(store -> store.whenOpen(DurableJobs::drainForEnd));
        List<Pid> late;
        try (var _ = session.progress().begin(this::whatIsLeft);
                var _ = killedByInterrupt()) {
            late = observer.stop(timeout);
        }
        tree.opening().ifPresent(StoreOpening::close);
        Map<String, String> lingering = session.lingering();
        lingering.forEach((job, what) ->
                log.log(
                        LogLevel.WARNING,
                        "still lingering " + job + ": " + what + "; it ends with this program"));
        if (!isKilled) {
            tellOfKilled(late, lingering.keySet(), timeout);
        }
    }

    /// Jobs that wait end with the program, and no process of theirs tells that.
    private void tellOfWaiting() {
        List<JobHandle> waiting = observer.jobber().types().waiting();
        if (!waiting.isEmpty()) {
            log.log(
                    LogLevel.WARNING,
                    waiting.size()
                            + (waiting.size() == 1 ? " job" : " jobs")
                            + " waited and did not start: "
                            + waiting.stream()
                                    .limit(SHOWN)
                                    .map(JobHandle::id)
                                    .collect(Collectors.joining(", "))
                            + (waiting.size() > SHOWN
                                    ? " and " + (waiting.size() - SHOWN) + " more"
                                    : ""));
        }
    }

    /// @param lingering the jobs that were told of already
    private void tellOfKilled(List<Pid> late, Set<String> lingering, Duration timeout) {
        Set<String> told =
                lingering.stream()
                        .flatMap(id -> observer.jobber().find(id).stream())
                        .flatMap(job -> job.info().pid().stream())
                        .collect(Collectors.toSet());
        long killed = late.stream().filter(pid -> !told.contains(pid.toString())).count();
        if (killed > 0) {
            log.log(
                    LogLevel.WARNING,
                    killed
                            + (killed == 1 ? " process" : " processes")
                            + " did not end within "
                            + new TimeLimit(timeout)
                            + " and had to be killed");
        }
    }

    private String whatIsLeft() {
        return "ending, "
                + observer.node().processCount()
                + " processes left"
                + (session.prompt().isPresent() ? "; Ctrl-C kills them" : "");
    }

    /// Lets Ctrl-C at a terminal kill the processes left instead of waiting for their ordered end.
    private Prompt.Running killedByInterrupt() {
        return session.prompt()
                .map(prompt ->
                        prompt.whileRunning(() -> {
                            isKilled = true;
                            Thread.ofPlatform().daemon().start(observer.node()::close);
                        }))
                .orElse(() -> {});
    }
}
