package dev.jobber.job;

import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// How a [Jobber] is to be. Together with [Placement] this is where the steps of the document's
/// design differ.
///
/// @param runnerMaxSeconds within how many seconds JobRunner may start a job again 3 times; 30 by
///   default, 5 at first
/// @param registry whether there is a JobRegistry, in which a job's id is its name
/// @param limits how many jobs of a type may run at once, for types that have a limit; 5 of type
///   `import` by default
/// @param history how many jobs are remembered that have neither a process nor a supervisor any
///   more; 10 000 by default
/// @param finished what becomes of a JobSupervisor whose job has ended; reaped by default, so that
///   a system that runs for long does not grow with each job. What became of the job is remembered
///   as `history` says
/// @param random where ids come from; must be safe for use by several threads
/// @param listener hears what jobs have to say, as an [dev.jobber.otp.EventListener] hears of
///   events: on a thread of its own unless the node is built otherwise, and only until it throws
public record JobberOptions(
        int runnerMaxSeconds,
        boolean registry,
        Map<String, Integer> limits,
        int history,
        FinishedJobs finished,
        RandomGenerator random,
        Consumer<JobEvent> listener) {
    /// Within how many seconds JobRunner, and each JobSupervisor, may start a job again 3 times.
    public static final int DEFAULT_MAX_SECONDS = 30;

    /// Hears nothing.
    static final Consumer<JobEvent> NO_LISTENER = event -> {};

    /// The document's last design, but for finished jobs: there they are kept.
    public static JobberOptions defaults() {
        return new JobberOptions(
                DEFAULT_MAX_SECONDS,
                true,
                Map.of(Jobber.IMPORT, 5),
                10_000,
                FinishedJobs.REAP,
                new LazySecureRandom(),
                NO_LISTENER);
    }

    public JobberOptions {
        limits = Map.copyOf(limits);
    }

    /// The same with another window of JobRunner's restarts.
    public JobberOptions withRunnerMaxSeconds(int seconds) {
        return new JobberOptions(seconds, registry, limits, history, finished, random, listener);
    }

    /// The same with or without a JobRegistry.
    public JobberOptions withRegistry(boolean wanted) {
        return new JobberOptions(
                runnerMaxSeconds, wanted, limits, history, finished, random, listener);
    }

    /// The same with other limits.
    public JobberOptions withLimits(Map<String, Integer> newLimits) {
        return new JobberOptions(
                runnerMaxSeconds, registry, newLimits, history, finished, random, listener);
    }

    /// The same, remembering so many jobs.
    public JobberOptions withHistory(int jobs) {
        return new JobberOptions(
                runnerMaxSeconds, registry, limits, jobs, finished, random, listener);
    }

    /// The same, dealing so with finished jobs.
    public JobberOptions withFinished(FinishedJobs fate) {
        return new JobberOptions(
                runnerMaxSeconds, registry, limits, history, fate, random, listener);
    }

    /// The same, drawing ids from here.
    public JobberOptions withRandom(RandomGenerator source) {
        return new JobberOptions(
                runnerMaxSeconds, registry, limits, history, finished, source, listener);
    }

    /// The same with another listener.
    public JobberOptions withListener(Consumer<JobEvent> hearer) {
        return new JobberOptions(
                runnerMaxSeconds, registry, limits, history, finished, random, hearer);
    }
}
