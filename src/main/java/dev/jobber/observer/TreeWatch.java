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

/// Tells the user what happens to the whole tree: JobRunner has ended, with these jobs; JobRunner
/// was restarted; the tree has ended, and a command starts it again.
///
/// It is called on the threads that announce exits, and gets restarts as events. It calls only its
/// listener.
public final class TreeWatch implements EventListener {
    private static final int SHOWN = 5;

    private final Listener listener;

    /// The tree that is watched; empty when nothing is watched.
    private volatile Optional<Jobber> watched = Optional.empty();

    private volatile Optional<ExitWatch> top = Optional.empty();
    private volatile Optional<ExitWatch> runner = Optional.empty();

    /// A watch that calls a listener.
    public TreeWatch(Listener listener) {
        this.listener = listener;
    }

    /// Gets the sentences about the tree.
    @FunctionalInterface
    public interface Listener {
        /// Something happened to the tree. The listener must not block.
        ///
        /// @param sentence a sentence for the user
        void told(Event.Level level, String sentence);
    }

    /// Watches a tree that has just been started.
    public void watch(Jobber jobber) {
        watched = Optional.of(jobber);
        top = jobber.supervisor().whereis().flatMap(pid -> ExitWatch.atOnce(pid, new Tree()));
        runner = jobber.runner().whereis().flatMap(pid -> ExitWatch.atOnce(pid, new Runner()));
    }

    /// Stops watching. From now on everything ends because the program ends.
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
                                            "JobRunner gives up and ends " + jobs));
            case Event.Restarted(Pid _, Object id, Pid child, ExitReason _, _)
                    when id.equals(Jobber.RUNNER) -> {
                listener.told(Event.Level.WARNING, "JobRunner was restarted as " + child);
                runner = ExitWatch.atOnce(child, new Runner());
            }
            default -> {}
        }
    }

    private static boolean isRunner(Jobber jobber, Pid supervisor) {
        return jobber.runner().whereis().equals(Optional.of(supervisor));
    }

    /// Is called when the top supervisor ends.
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
                                    + ". JobRunner and all its jobs have ended too; 'ensure-started' starts the tree again"));
        }

        @Override
        public void told(Pid pid) {}
    }

    /// Is called when a JobRunner ends. Two cases are told elsewhere: JobRunner gave up, and ends
    /// with `:shutdown`; or the whole tree ends.
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
                                                    .map(jobs -> " and has ended " + jobs)
                                                    .orElse("")));
        }

        @Override
        public void told(Pid pid) {}
    }

    private static Event.Level level(ExitReason reason) {
        return reason.isOrderly() ? Event.Level.WARNING : Event.Level.ERROR;
    }

    /// The jobs that run under JobRunner now, as a text.
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
        return job.pid().stream()
                .flatMapToLong(pid -> ProcessLookup.number(pid).stream())
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
