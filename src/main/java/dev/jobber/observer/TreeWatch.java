package dev.jobber.observer;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.Jobber;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ExitWatch;
import dev.jobber.otp.Pid;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells the user what becomes of the tree as a whole: that JobRunner has ended, which jobs end
/// with it, that it was started again, and that the tree has ended and what starts it again.
///
/// It hears of ends on the threads that announce them, and of restarts as an event; it only tells
/// its listener.
public final class TreeWatch implements EventListener {
    private static final int SHOWN = 5;

    private final Listener listener;

    /// The tree, while its ends are of interest.
    private volatile Optional<Jobber> watched = Optional.empty();

    private volatile Optional<ExitWatch> top = Optional.empty();
    private volatile Optional<ExitWatch> runner = Optional.empty();

    /// A watch that tells it to a listener.
    public TreeWatch(Listener listener) {
        this.listener = listener;
    }

    /// Hears what becomes of the tree.
    @FunctionalInterface
    public interface Listener {
        /// Something has become of it. The listener must not wait.
        ///
        /// @param sentence what, in a sentence for the user
        void told(Event.Level level, String sentence);
    }

    /// Watches a tree that has just been started.
    public void watch(Jobber jobber) {
        watched = Optional.of(jobber);
        top = jobber.supervisor().whereis().flatMap(pid -> ExitWatch.atOnce(pid, new Tree()));
        runner = jobber.runner().whereis().flatMap(pid -> ExitWatch.atOnce(pid, new Runner()));
    }

    /// Watches no more: what ends, ends because it is asked to.
    public void end() {
        watched = Optional.empty();
        top.ifPresent(ExitWatch::cancel);
        runner.ifPresent(ExitWatch::cancel);
    }

    @Override
    public void on(Event event) {
        watched.ifPresent(jobber -> on(event, jobber));
    }

    private void on(Event event, Jobber jobber) {
        switch (event) {
            case Event.GaveUp it when isRunner(jobber, it.supervisor()) ->
                    lost(jobber)
                            .ifPresent(jobs ->
                                    listener.told(
                                            Event.Level.ERROR,
                                            "JobRunner gives up, and ends " + jobs));
            case Event.Restarted(Pid _, Object id, Pid child, ExitReason _)
                    when id.equals(Jobber.RUNNER) -> {
                listener.told(Event.Level.WARNING, "JobRunner was started again as " + child);
                runner = ExitWatch.atOnce(child, new Runner());
            }
            default -> {}
        }
    }

    private static boolean isRunner(Jobber jobber, Pid supervisor) {
        return jobber.runner().whereis().equals(Optional.of(supervisor));
    }

    /// Hears of the end of the tree's top.
    private final class Tree implements ExitWatch.Listener {
        @Override
        public void exited(Pid pid, ExitReason reason) {
            runner.ifPresent(ExitWatch::cancel);
            watched.ifPresent(_ ->
                    listener.told(
                            level(reason),
                            Jobber.SUPERVISOR
                                    + " "
                                    + pid
                                    + " has ended with "
                                    + reason
                                    + ", and with it JobRunner and all its jobs; 'ensure-started' starts the tree again"));
        }

        @Override
        public void told(Pid pid) {}
    }

    /// Hears of the end of a JobRunner. Where it gave up, or the whole tree ends, that is told
    /// elsewhere; it ends with `:shutdown` then, or has the tree's reason.
    private final class Runner implements ExitWatch.Listener {
        @Override
        public void exited(Pid pid, ExitReason reason) {
            watched.filter(jobber -> jobber.supervisor().whereis().isPresent())
                    .filter(_ -> !reason.equals(ExitReason.SHUTDOWN))
                    .ifPresent(jobber ->
                            listener.told(
                                    level(reason),
                                    "JobRunner "
                                            + pid
                                            + " has ended with "
                                            + reason
                                            + lost(jobber)
                                                    .map(jobs -> ", and with it " + jobs)
                                                    .orElse("")));
        }

        @Override
        public void told(Pid pid) {}
    }

    private static Event.Level level(ExitReason reason) {
        return reason.isOrderly() ? Event.Level.WARNING : Event.Level.ERROR;
    }

    /// The jobs that live under JobRunner now, in words.
    private static Optional<String> lost(Jobber jobber) {
        List<String> ids =
                jobber.jobs().stream()
                        .filter(job -> job.supervisorNumber().isPresent())
                        .filter(job -> lives(jobber, job.info()))
                        .map(JobHandle::id)
                        .toList();
        return ids.isEmpty() ? Optional.empty() : Optional.of(inWords(ids));
    }

    private static boolean lives(Jobber jobber, JobInfo job) {
        return ProcessLookup.number(job.pid()).stream()
                .mapToObj(jobber.node()::pid)
                .anyMatch(Optional::isPresent);
    }

    private static String inWords(List<String> ids) {
        return ids.size()
                + (ids.size() == 1 ? " job: " : " jobs: ")
                + ids.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (ids.size() > SHOWN ? " and " + (ids.size() - SHOWN) + " more" : "");
    }
}
