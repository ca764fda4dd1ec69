package dev.jobber.job;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.job.policy.WhenFull;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// Tests of jobs of the type `t`. The clock stands still.
abstract class JobsOfAType {
    static final List<Placement> PLACEMENTS =
            List.of(
                    JobLab.SUPERVISED,
                    JobLab.TRANSIENT,
                    JobLab.PERMANENT,
                    JobLab.TEMPORARY,
                    JobLab.BARE);

    final JobLab lab = new JobLab();

    @AfterEach
    void close() {
        lab.close();
    }

    TypeInfo says(AdmissionPolicy policy) {
        TypeInfo now = lab.jobber.types().change("t", JobPolicy.NONE.withAdmission(policy));
        lab.clock.settle();
        return now;
    }

    static AdmissionPolicy limit(int most, WhenFull whenFull) {
        return AdmissionPolicy.NONE.withLimit(Limit.of(most)).withWhenFull(whenFull);
    }

    static JobRequest job(Work work, String id) {
        return JobRequest.of(work).withId(id).withType("t");
    }

    JobStart start(JobRequest request, Placement placement) {
        JobStart start = lab.jobber.startJob(request, placement);
        lab.clock.settle();
        return start;
    }

    JobStart start(JobRequest request) {
        return start(request, JobLab.SUPERVISED);
    }

    List<String> queue() {
        return lab.jobber.types().queue("t").stream().map(JobHandle::id).toList();
    }

    TypeInfo.Load load() {
        return lab.jobber.types().type("t").load();
    }

    JobHandle handle(String id) {
        return lab.jobber.find(id).orElseThrow();
    }
}
