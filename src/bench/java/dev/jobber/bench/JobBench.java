package dev.jobber.bench;

import dev.jobber.job.JobEvent;
import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.Outcome;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.WhenFull;
import dev.jobber.otp.Node;
import dev.jobber.otp.Process;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// The document's job, whole: its supervisor, its process, its name, its type, its work, its end.
/// Nothing is logged, and finished jobs keep their supervisors.
final class JobBench {
    private static final int ALIVE = 100_000;
    private static final int JOBS = 50_000;
    private static final int TURNS = 10;
    private static final String LIMITED = "limited";

    private JobBench() {}

    /// A tree of jobs, and the count of the jobs that end.
    private static final class Tree implements AutoCloseable {
        private final AtomicReference<CountDownLatch> ending =
                new AtomicReference<>(new CountDownLatch(0));
        private final Node node = Node.builder().ownsScheduler().build();
        final Jobber jobber =
                Jobber.start(
                        node,
                        JobberOptions.defaults()
                                .withFinished(FinishedJobs.KEEP)
                                .withListener(this::hear));

        private void hear(JobEvent event) {
            if (event instanceof JobEvent.Exiting) {
                ending.get().countDown();
            }
        }

        void fillWithLiving(int jobs) throws Exception {
            JobRequest living =
                    JobRequest.of(
                                    attempt -> {
                                        Process.sleep(Process.INFINITY);
                                        return Outcome.ok();
                                    })
                            .withType("other");
            node.run(() -> {
                for (int i = 0; i < jobs; i++) {
                    start(living);
                }
                return jobs;
            });
        }

        /// Several processes share a number of jobs. It is over when the end of each has been told,
        /// or when all are gone: a listener that is far behind is not told of everything.
        void jobs(int callers, int jobs) throws InterruptedException {
            jobs(callers, jobs, "quick");
        }

        void jobs(int callers, int jobs, String type) throws InterruptedException {
            var ended = new CountDownLatch(jobs);
            ending.set(ended);
            var starting = new CountDownLatch(callers);
            JobRequest quick = JobRequest.of(attempt -> Outcome.ok()).withType(type);
            for (int i = 0; i < callers; i++) {
                node.spawn(() -> {
                    for (int j = 0; j < jobs / callers; j++) {
                        start(quick);
                    }
                    starting.countDown();
                });
            }
            while (!ended.await(5, TimeUnit.MILLISECONDS)) {
                if (starting.getCount() == 0 && jobber.running().isEmpty()) {
                    return;
                }
            }
        }

        private void start(JobRequest request) {
            if (!(jobber.startJob(request) instanceof JobStart.Started)) {
                throw new IllegalStateException("expected a job that starts");
            }
        }

        @Override
        public void close() {
            node.close();
        }
    }

    static void one(BenchRun run) throws Exception {
        rate(run, "job-1", 1);
    }

    static void four(BenchRun run) throws Exception {
        rate(run, "job-4", 4);
    }

    private static void rate(BenchRun run, String id, int callers) throws Exception {
        warmUp(run, callers);
        for (int i = 0; i < run.repeats(); i++) {
            try (var tree = new Tree()) {
                run.figure(id, JOBS / BenchRun.seconds(() -> tree.jobs(callers, JOBS)));
            }
        }
    }

    /// A job runs through much of the program, so the JIT compiler needs a long time for it.
    private static void warmUp(BenchRun run, int callers) throws Exception {
        for (int i = 0; i < 4; i++) {
            run.warmUp(() -> {
                try (var tree = new Tree()) {
                    tree.jobs(callers, JOBS);
                }
            });
        }
    }

    static void amongMany(BenchRun run) throws Exception {
        warmUp(run, 1);
        for (int i = 0; i < run.repeats(); i++) {
            try (var tree = new Tree()) {
                tree.fillWithLiving(ALIVE);
                System.gc(); // they have been alive for a while
                run.figure("job-100k-alive", JOBS / BenchRun.seconds(() -> tree.jobs(1, JOBS)));
            }
        }
    }

    /// Each repeat runs as many jobs of either type, in turns, in one tree.
    static void limited(BenchRun run) throws Exception {
        warmUp(run, 1);
        for (int i = 0; i < run.repeats(); i++) {
            try (var tree = new Tree()) {
                tree.jobber
                        .types()
                        .change(
                                LIMITED,
                                JobPolicy.NONE.withAdmission(
                                        AdmissionPolicy.NONE
                                                .withLimit(Limit.of(JOBS))
                                                .withWhenFull(WhenFull.QUEUE)));
                double free = 0;
                double limited = 0;
                for (int turn = 0; turn < TURNS; turn++) {
                    free += BenchRun.seconds(() -> tree.jobs(1, JOBS / TURNS));
                    limited += BenchRun.seconds(() -> tree.jobs(1, JOBS / TURNS, LIMITED));
                }
                run.figure("job-limited", free / limited);
            }
        }
    }

    static void runningImports(BenchRun run) throws Exception {
        int n = 10_000;
        try (var tree = new Tree()) {
            tree.fillWithLiving(ALIVE);
            run.warmUp(() -> tree.jobber.runningImports());
            for (int i = 0; i < run.repeats(); i++) {
                double seconds =
                        BenchRun.seconds(() -> {
                            for (int j = 0; j < n; j++) {
                                tree.jobber.runningImports();
                            }
                        });
                run.figure("running-imports-100k", seconds / n * 1e6);
            }
        }
    }

    static void heap(BenchRun run) throws Exception {
        int n = run.count(1_000_000, 200_000);
        try (var tree = new Tree()) {
            tree.jobs(1, 1_000);
            long before = BenchRun.heapInUse();
            tree.jobs(1, n);
            run.figure("heap-idle-job", (double) (BenchRun.heapInUse() - before) / n);
        }
    }
}
