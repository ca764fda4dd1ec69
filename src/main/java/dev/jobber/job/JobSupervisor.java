package dev.jobber.job;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.util.List;

/// The supervisor of one job: starts it again when it crashes, 3 times within 30 seconds, and
/// stays, idle, when the job has ended.
final class JobSupervisor implements Supervisor.Module {
    /// What it is called where children are listed.
    static final List<String> MODULES = List.of("JobSupervisor");

    private static final Supervisor.Flags FLAGS =
            Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE)
                    .withMaxSeconds(JobberOptions.DEFAULT_MAX_SECONDS);
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
        ChildSpec job = starter.job(life, ChildSpec.Restart.TRANSIENT);
        return switch (starter.finished()) {
            case KEEP -> new Supervisor.Init.Spec(FLAGS, List.of(job));
            case REAP ->
                    new Supervisor.Init.Spec(
                            ENDING_WITH_THE_JOB, List.of(job.withSignificant(true)));
        };
    }
}
