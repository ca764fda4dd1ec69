package dev.jobber.job;

import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.tree.JobTree;

/// What can be changed while the tree of a [Jobber] runs. The values at the start are those of
/// [JobberOptions].
///
/// All methods may be called by any thread.
public final class JobberSettings {
    /// The smallest amount of output that can be kept of an attempt: 1 KiB.
    public static final int LEAST_OUTPUT_BYTES = 1024;

    private final JobTree tree;
    private final JobTable table;
    private final JobStarter starter;

    JobberSettings(JobTree tree, JobTable table, JobStarter starter) {
        this.tree = tree;
        this.table = table;
        this.starter = starter;
    }

    /// How many restarts the next JobRunner may do within [#runnerMaxSeconds()].
    public int runnerMaxRestarts() {
        return tree.nextFlags().maxRestarts();
    }

    /// Sets how many restarts the next JobRunner may do. The present JobRunner keeps its number;
    /// see [Jobber#renewIdleRunner()].
    public void setRunnerMaxRestarts(int restarts) {
        if (restarts < 0) {
            throw new IllegalArgumentException("expected 0 restarts or more, got: " + restarts);
        }
        tree.changeFlags(flags -> flags.withMaxRestarts(restarts));
    }

    /// Within how many seconds the next JobRunner counts its restarts.
    public int runnerMaxSeconds() {
        return tree.nextFlags().maxSeconds();
    }

    /// Sets within how many seconds the next JobRunner counts its restarts. The present JobRunner
    /// keeps its number; see [Jobber#renewIdleRunner()].
    public void setRunnerMaxSeconds(int seconds) {
        if (seconds < 1) {
            throw new IllegalArgumentException("expected 1 second or more, got: " + seconds);
        }
        tree.changeFlags(flags -> flags.withMaxSeconds(seconds));
    }

    /// How many jobs are remembered that have neither a process nor a supervisor any more.
    public int history() {
        return table.history();
    }

    /// Sets how many such jobs are remembered. The oldest of them are forgotten at once if there
    /// are more.
    public void setHistory(int jobs) {
        if (jobs < 0) {
            throw new IllegalArgumentException("expected to remember 0 jobs or more, got: " + jobs);
        }
        table.setHistory(jobs);
    }

    /// What happens to the JobSupervisors of finished jobs.
    public FinishedJobs finished() {
        return starter.finished();
    }

    /// Sets what happens to JobSupervisors that start from now on when their jobs have finished.
    public void setFinished(FinishedJobs fate) {
        starter.finished(fate);
    }

    /// How many bytes of an attempt's output are kept; 262 144 (256 KiB) at the start.
    public int outputBytes() {
        return starter.outputBytes();
    }

    /// Sets how many bytes of output are kept of each attempt that begins from now on; at least
    /// [#LEAST_OUTPUT_BYTES].
    public void setOutputBytes(int bytes) {
        if (bytes < LEAST_OUTPUT_BYTES) {
            throw new IllegalArgumentException(
                    "expected " + LEAST_OUTPUT_BYTES + " bytes or more, got: " + bytes);
        }
        starter.outputBytes(bytes);
    }
}
