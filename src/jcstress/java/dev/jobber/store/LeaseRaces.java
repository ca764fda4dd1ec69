package dev.jobber.store;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.durable.Definition;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.job.identity.JobIdentity;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.store.table.JobRows.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// What a node has by its lease, while that passes.
public class LeaseRaces {
    private static final StoredJob JOB =
            new StoredJob(
                    1,
                    new JobInfo(
                            JobIdentity.NONE.withId("a"),
                            JobStatus.RUNNING,
                            Optional.empty(),
                            new JobInfo.Runs(Optional.empty(), 1, 0),
                            new JobInfo.Times(Instant.EPOCH, Duration.ZERO)),
                    Optional.of("n"),
                    true,
                    new Definition(List.of(), "/"));

    private LeaseRaces() {}

    private static Lease held() {
        var lease = new Lease();
        lease.renewed(Lease.Moment.now(), Duration.ofHours(1));
        return lease;
    }

    /// A job is to run here when the lease passes.
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it runs, and is ended")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "it does not run, and is lost")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "it does not run")
    @Outcome(id = "true, false", expect = FORBIDDEN, desc = "it runs on without a lease")
    @State
    public static class RunAndLose {
        private final Lease lease = held();
        private final OwnedJobs jobs = new OwnedJobs();
        private final Owned job = new Owned(new Claim(JOB, 1, JobPolicy.NONE, 0));

        @Actor
        public void runs(ZZ_Result r) {
            r.r1 = jobs.add(job, lease);
        }

        @Actor
        public void loses() {
            lease.passed();
            var _ = jobs.loseAll();
        }

        @Arbiter
        public void look(ZZ_Result r) {
            r.r2 = job.isLost();
        }
    }

    /// Two deal with the end of a job: the process that is told of ends, and one that looks.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the first writes it")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the second writes it")
    @Outcome(expect = FORBIDDEN, desc = "the end is written twice, or never")
    @State
    public static class TwoEnds {
        private final Owned job = new Owned(new Claim(JOB, 1, JobPolicy.NONE, 0));

        @Actor
        public void told(II_Result r) {
            r.r1 = job.ends() ? 1 : 0;
        }

        @Actor
        public void looks(II_Result r) {
            r.r2 = job.ends() ? 1 : 0;
        }
    }
}
