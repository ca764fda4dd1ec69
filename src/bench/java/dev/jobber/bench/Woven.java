package dev.jobber.bench;

import dev.jobber.job.AwaitResult;
import dev.jobber.job.JobHandle;
import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.kind.code.CodeHost;
import dev.jobber.job.kind.code.Compilation;
import dev.jobber.otp.Node;
import dev.jobber.otp.Process;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// What the checks cost that are woven into a snippet: the same code as a snippet and as it is.
final class Woven {
    private static final int ROUNDS = 200;

    /// The same as [#loop] and [#stream]; how long the quickest round took comes as progress.
    private static final String SNIPPET =
            """
            class Rounds {
                static long loop(int[] all) {
                    long sum = 0;
                    for (int i = 0; i < all.length; i++) {
                        sum += all[i] ^ i;
                    }
                    return sum;
                }

                static long stream(int n) {
                    return IntStream.range(0, n).map(x -> x * 3).filter(x -> (x & 1) == 0).asLongStream().sum();
                }
            }
            int[] all = IntStream.range(0, 1_000_000).toArray();
            long best = Long.MAX_VALUE;
            long seen = 0;
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                seen += CALL;
                best = Math.min(best, System.nanoTime() - start);
            }
            progress(best, seen);
            """;

    private Woven() {}

    static void measure(BenchRun run) throws Exception {
        int[] all = IntStream.range(0, 1_000_000).toArray();
        // Once: the JVM compiles streams that have seen other lambdas less well, woven or not.
        double plainStream = best(() -> stream(all.length));
        run.figure("woven-stream", woven("Rounds.stream(all.length)") / plainStream);
        for (int i = 0; i < run.repeats(); i++) {
            double plainLoop = best(() -> loop(all));
            run.figure("woven-loop", woven("Rounds.loop(all)") / plainLoop);
        }
    }

    /// One round.
    @FunctionalInterface
    private interface Round {
        long run();
    }

    private static double best(Round round) {
        long best = Long.MAX_VALUE;
        long seen = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            seen += round.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        if (seen == 1) {
            throw new IllegalStateException("expected another sum");
        }
        return best;
    }

    private static double woven(String call) throws Exception {
        try (Node node = Node.builder().build()) {
            var jobber = Jobber.start(node, JobberOptions.defaults());
            var host = new CodeHost(jobber);
            String snippet =
                    SNIPPET.replace("ROUNDS", Integer.toString(ROUNDS)).replace("CALL", call);
            if (!(host.compile(snippet) instanceof Compilation.Compiled(var code))) {
                throw new IllegalStateException("expected Java, got: " + snippet);
            }
            JobStart start = jobber.startJob(JobRequest.of(host.work(code, "java", Duration.ZERO)));
            JobHandle job = jobber.find(((JobStart.Started) start).id()).orElseThrow();
            AwaitResult _ = jobber.await(List.of(job), Process.INFINITY);
            return job.progress().orElseThrow().done();
        }
    }

    private static long loop(int[] all) {
        long sum = 0;
        for (int i = 0; i < all.length; i++) {
            sum += all[i] ^ i;
        }
        return sum;
    }

    private static long stream(int n) {
        return IntStream.range(0, n).map(x -> x * 3).filter(x -> (x & 1) == 0).asLongStream().sum();
    }
}
