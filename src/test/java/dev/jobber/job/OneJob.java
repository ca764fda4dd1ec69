package dev.jobber.job;

import org.junit.jupiter.api.AfterEach;

/// Tests of a job j in a job system of its own.
abstract class OneJob {
    final JobLab lab = new JobLab();

    @AfterEach
    void close() {
        lab.close();
    }

    static JobRequest job(Work work) {
        return JobRequest.of(work).withId("j");
    }
}
