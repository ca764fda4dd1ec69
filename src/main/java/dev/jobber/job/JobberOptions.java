package dev.jobber.job;

import dev.jobber.job.identity.LazySecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The options of a [Jobber]. These and [Placement] are all in which the steps of the document's
/// design differ.
///
/// @param tree the processes that the jobs run under
/// @param limits how many jobs of a type may run at once; a type that is not in it has no limit. By
///   default 5 of type `import`
/// @param retention what is kept of a job that has ended
/// @param random where ids come from; must be safe for use by several threads
/// @param listeners each gets every [JobEvent]; none by default. A listener of jobs is called as an
///   [dev.jobber.otp.EventListener] is: on its own thread, unless the node is built otherwise, and
///   only until it throws
public record JobberOptions(
        Tree tree,
        Map<String, Integer> limits,
        Retention retention,
        RandomGenerator random,
        List<Consumer<JobEvent>> listeners) {
    /// The time in which JobRunner, and each JobSupervisor, may restart 3 times, in seconds.
    public static final int DEFAULT_MAX_SECONDS = 30;

    /// The processes that the jobs run under.
    ///
    /// @param runnerMaxSeconds the time in which JobRunner may restart 3 times, in seconds; 30 by
    ///   default, 5 in the document's first design
    /// @param registry whether there is a JobRegistry, in which each job is registered under its
    ///   id; true by default
    public record Tree(int runnerMaxSeconds, boolean registry) {
        private static final Tree DEFAULT = new Tree(DEFAULT_MAX_SECONDS, true);
    }

    /// What becomes of a JobSupervisor whose job has ended by itself.
    public enum FinishedJobs {
        /// It stays, idle, until it is stopped, as in the document. Each one costs some 600 bytes
        /// and a process, and nothing limits how many there are.
        KEEP,
        /// It ends too.
        REAP
    }

    /// What is kept of jobs that have ended.
    ///
    /// @param history how many jobs are remembered that have neither a process nor a supervisor any
    ///   more; 10 000 by default
    /// @param finished what happens to the JobSupervisor of a job that has ended. By default it is
    ///   ended too, so that a system that runs for a long time does not grow with each job. The
    ///   result of the job is remembered as `history` says
    public record Retention(int history, FinishedJobs finished) {
        private static final Retention DEFAULT = new Retention(10_000, FinishedJobs.REAP);
    }

    /// The document's last design, except that there the supervisors of finished jobs stay.
    public static JobberOptions defaults() {
        return new JobberOptions(
                Tree.DEFAULT,
                Map.of(Jobber.IMPORT, 5),
                Retention.DEFAULT,
                new LazySecureRandom(),
                List.of());
    }

    public JobberOptions {
        limits = Map.copyOf(limits);
        listeners = List.copyOf(listeners);
    }

    /// The same options with another time for JobRunner's restarts.
    public JobberOptions withRunnerMaxSeconds(int seconds) {
        return with(new Tree(seconds, tree.registry()));
    }

    /// The same options, with or without a JobRegistry.
    public JobberOptions withRegistry(boolean wanted) {
        return with(new Tree(tree.runnerMaxSeconds(), wanted));
    }

    private JobberOptions with(Tree other) {
        return new JobberOptions(other, limits, retention, random, listeners);
    }

    /// The same options with other limits.
    public JobberOptions withLimits(Map<String, Integer> others) {
        return new JobberOptions(tree, others, retention, random, listeners);
    }

    /// The same options with another number of remembered jobs.
    public JobberOptions withHistory(int jobs) {
        return with(new Retention(jobs, retention.finished()));
    }

    /// The same options with another rule for the supervisors of finished jobs.
    public JobberOptions withFinished(FinishedJobs rule) {
        return with(new Retention(retention.history(), rule));
    }

    private JobberOptions with(Retention other) {
        return new JobberOptions(tree, limits, other, random, listeners);
    }

    /// The same options with another source of ids.
    public JobberOptions withRandom(RandomGenerator source) {
        return new JobberOptions(tree, limits, retention, source, listeners);
    }

    /// The same options with one listener more. Each listener is removed alone if it throws.
    public JobberOptions withListener(Consumer<JobEvent> listener) {
        return new JobberOptions(
                tree,
                limits,
                retention,
                random,
                Stream.concat(listeners.stream(), Stream.of(listener)).toList());
    }
}
