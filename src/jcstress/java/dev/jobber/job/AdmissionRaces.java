package dev.jobber.job;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.Flow;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.TypeGates;
import dev.jobber.job.policy.WhenFull;
import dev.jobber.otp.Node;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/// Permits that are taken and given back beside new limits, pauses and cancels.
public class AdmissionRaces {
    private static final String TYPE = "t";

    /// One node for all: a race has a table of its own, and makes millions of them.
    private static final Node NODE = Node.builder().build();

    private AdmissionRaces() {}

    /// Jobs of one type that wait if there is no room.
    private static final class Type {
        private final JobTable table = new JobTable(NODE, Map.of(TYPE, 1), 0, event -> {});
        private int made;

        JobLifecycle job(WhenFull whenFull) {
            JobRequest request =
                    JobRequest.EMPTY
                            .withType(TYPE)
                            .withPolicy(
                                    JobPolicy.NONE.withAdmission(
                                            AdmissionPolicy.NONE.withWhenFull(whenFull)));
            return new JobLifecycle(table, "j" + made++, request, Placement.BARE);
        }

        /// A job that has a permit.
        JobLifecycle running() {
            JobLifecycle job = job(WhenFull.QUEUE);
            job.admit();
            return job;
        }

        void limit(int most) {
            synchronized (table) {
                table.admissions()
                        .gates()
                        .change(
                                TYPE,
                                JobPolicy.NONE.withAdmission(
                                        AdmissionPolicy.NONE.withLimit(Limit.of(most))));
            }
        }

        void flow(Flow flow) {
            synchronized (table) {
                table.admissions().gates().setFlow(TYPE, flow);
            }
        }

        int permits() {
            synchronized (table) {
                return table.admissions().gates().info(TYPE).running();
            }
        }

        /// How many jobs wait that could start, while the queue has been told to look: 1, or -1 if
        /// it has not been told; 0 if none could start.
        int startable() {
            synchronized (table) {
                TypeGates<JobLifecycle> gates = table.admissions().gates();
                boolean told = gates.isToLook(Optional.of(TYPE));
                return gates.canStart(Optional.of(TYPE), table.clock().nanoTime())
                        ? (told ? 1 : -1)
                        : 0;
            }
        }
    }

    /// Two jobs want the only permit.
    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the one has it")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "the other has it")
    @Outcome(expect = FORBIDDEN, desc = "both have one, or none has it")
    @State
    public static class TwoWantAPermit {
        private final Type type = new Type();
        private final JobLifecycle one = type.job(WhenFull.REJECT);
        private final JobLifecycle other = type.job(WhenFull.REJECT);

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = one.admit();
        }

        @Actor
        public void other(ZZI_Result r) {
            r.r2 = other.admit();
        }

        @Arbiter
        public void look(ZZI_Result r) {
            r.r3 = type.permits();
        }
    }

    /// A permit is given back while another job wants it.
    @JCStressTest
    @Outcome(id = "true, 1, 0", expect = ACCEPTABLE, desc = "it came after, and has it")
    @Outcome(id = "false, 0, 1", expect = ACCEPTABLE, desc = "it waits, and the queue was told")
    @Outcome(expect = FORBIDDEN, desc = "it waits for a queue that does not know, or there are two")
    @State
    public static class APermitThatIsGivenBack {
        private final Type type = new Type();
        private final JobLifecycle ending = type.running();
        private final JobLifecycle next = type.job(WhenFull.QUEUE);

        @Actor
        public void end() {
            ending.startFailed(Optional.empty());
        }

        @Actor
        public void start(ZII_Result r) {
            r.r1 = next.admit();
        }

        @Arbiter
        public void look(ZII_Result r) {
            r.r2 = type.permits();
            r.r3 = type.startable();
        }
    }

    /// The limit is raised while a job wants a permit.
    @JCStressTest
    @Outcome(id = "true, 2, 0", expect = ACCEPTABLE, desc = "it came after, and has one")
    @Outcome(id = "false, 1, 1", expect = ACCEPTABLE, desc = "it waits, and the queue was told")
    @Outcome(expect = FORBIDDEN, desc = "it waits for a queue that does not know")
    @State
    public static class AHigherLimit {
        private final Type type = new Type();
        private final JobLifecycle running = type.running();
        private final JobLifecycle next = type.job(WhenFull.QUEUE);

        @Actor
        public void raise() {
            type.limit(2);
        }

        @Actor
        public void start(ZII_Result r) {
            r.r1 = next.admit();
        }

        @Arbiter
        public void look(ZII_Result r) {
            r.r2 = type.permits();
            r.r3 = running.isWaiting() ? -2 : type.startable();
        }
    }

    /// The limit is lowered to none while a job wants a permit.
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "it came before, and keeps it")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "it came after, and is refused")
    @Outcome(expect = FORBIDDEN, desc = "a permit is lost or doubled")
    @State
    public static class ALowerLimit {
        private final Type type = new Type();
        private final JobLifecycle next = type.job(WhenFull.REJECT);

        @Actor
        public void lower() {
            type.limit(0);
        }

        @Actor
        public void start(ZI_Result r) {
            r.r1 = next.admit();
        }

        @Arbiter
        public void look(ZI_Result r) {
            r.r2 = type.permits();
        }
    }

    /// A type is resumed while a job begins to wait.
    @JCStressTest
    @Outcome(id = "true, 1, 0", expect = ACCEPTABLE, desc = "it came after, and has a permit")
    @Outcome(id = "false, 0, 1", expect = ACCEPTABLE, desc = "it waits, and the queue was told")
    @Outcome(expect = FORBIDDEN, desc = "it waits for a queue that does not know")
    @State
    public static class AResumeAndAStart {
        private final Type type = new Type();
        private final JobLifecycle job = type.job(WhenFull.REJECT);

        public AResumeAndAStart() {
            type.flow(Flow.PAUSED);
        }

        @Actor
        public void resume() {
            type.flow(Flow.OPEN);
        }

        @Actor
        public void start(ZII_Result r) {
            r.r1 = job.admit();
        }

        @Arbiter
        public void look(ZII_Result r) {
            r.r2 = type.permits();
            r.r3 = type.startable();
        }
    }

    /// A job that waits has its turn while it is cancelled.
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "it starts, and is not cancelled")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "it is cancelled, and never starts")
    @Outcome(expect = FORBIDDEN, desc = "both, or neither")
    @State
    public static class ATurnAndACancel {
        private final Type type = new Type();
        private final JobLifecycle ending = type.running();
        private final JobLifecycle next = type.job(WhenFull.QUEUE);
        private JobLifecycle.Cancelled cancelled = JobLifecycle.Cancelled.NOT_WAITING;

        public ATurnAndACancel() {
            next.admit();
            ending.startFailed(Optional.empty());
        }

        @Actor
        public void start(ZI_Result r) {
            r.r1 = next.admit();
        }

        @Actor
        public void cancel() {
            cancelled = next.cancel();
        }

        @Arbiter
        public void look(ZI_Result r) {
            r.r2 = r.r1 == (cancelled == JobLifecycle.Cancelled.ENDED) ? -1 : type.permits();
        }
    }
}
