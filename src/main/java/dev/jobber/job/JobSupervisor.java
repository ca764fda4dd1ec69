package dev.jobber.job;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Event;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.util.List;

/// The supervisor of one job. Restarts the job when it crashes, at most 3 times within 30 seconds.
/// When the job has ended, it ends too or stays without a child, as [JobberOptions.FinishedJobs]
/// says.
final class JobSupervisor implements Supervisor.Module {
    /// The name that lists of children show.
    static final String NAME = "JobSupervisor";

    static final ChildSpec.Traits TRAITS = ChildSpec.Traits.of(ChildSpec.Type.SUPERVISOR, NAME);

    private static final Supervisor.Flags FLAGS =
            Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE)
                    .withMaxSeconds(JobberOptions.DEFAULT_MAX_SECONDS);

    /// How many restarts it may do.
    static final Event.GaveUp.Limit LIMIT =
            new Event.GaveUp.Limit(FLAGS.maxRestarts(), FLAGS.maxSeconds());

    private static final Supervisor.Flags ENDING_WITH_THE_JOB =
            FLAGS.withAutoShutdown(Supervisor.AutoShutdown.ANY_SIGNIFICANT);

    private final JobLifecycle life;
    private final JobStarter starter;

    JobSupervisor(JobLifecycle life, JobStarter starter) {
        this.life = life;
        this.starter = starter;
    }

    @Override
    public Supervisor.Init init() {
        life.supervisedBy(Process.self());
        starter.tellSupervised(life);
        return switch (starter.finished()) {
            case KEEP ->
                    new Supervisor.Init.Spec(FLAGS, List.of(starter.job(life, JobStarter.TRAITS)));
            case REAP ->
                    new Supervisor.Init.Spec(
                            ENDING_WITH_THE_JOB,
                            List.of(starter.job(life, JobStarter.SIGNIFICANT)));
        };
    }
}
