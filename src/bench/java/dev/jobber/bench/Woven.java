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
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// The cost of the checks that are woven into a snippet: the same code with and without them.
final class Woven {
    /// For this many seconds one round follows the other. A fixed number of rounds is not enough:
    /// how many rounds pass until the JIT compiler reaches this code depends on its other work, and
    /// the compiler of the snippet has just left it much.
    private static final int SECONDS = 3;

    private static final int NUMBERS = 1_000_000;

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
            long end = System.nanoTime() + SECONDS * 1_000_000_000L;
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                seen += CALL;
                best = Math.min(best, System.nanoTime() - start);
            }
            progress(best, seen);
            """;

    /// What measures the stream as it is.
    static final String PLAIN_STREAM = "woven-plain-stream";

    private Woven() {}

    /// The stream as it is runs in a virtual machine of its own: the JIT compiler leaves a lambda
    /// out of the loop of a stream that has seen another one, woven or not.
    static void measure(BenchRun run) throws Exception {
        run.figure("woven-stream", woven("Rounds.stream(all.length)") / plainStream());
        int[] all = numbers();
        for (int i = 0; i < run.repeats(); i++) {
            double plainLoop = best(() -> loop(all));
            run.figure("woven-loop", woven("Rounds.loop(all)") / plainLoop);
        }
    }

    /// Prints how many nanoseconds the quickest round took.
    static void measurePlainStream(BenchRun run) {
        run.figure(PLAIN_STREAM, best(() -> stream(NUMBERS)));
    }

    private static double plainStream() throws IOException {
        var start =
                new ProcessBuilder(Build.here().java(Peer.JOBBER.word(), PLAIN_STREAM, "quick"));
        start.redirectError(ProcessBuilder.Redirect.INHERIT);
        try (BufferedReader lines = start.start().inputReader()) {
            String line = lines.readLine();
            if (line == null) {
                throw new IllegalStateException("expected a time of " + PLAIN_STREAM);
            }
            return Double.parseDouble(line.substring(PLAIN_STREAM.length()));
        }
    }

    private static int[] numbers() {
        return IntStream.range(0, NUMBERS).toArray();
    }

    /// One round.
    @FunctionalInterface
    private interface Round {
        long run();
    }

    private static double best(Round round) {
        long best = Long.MAX_VALUE;
        long seen = 0;
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
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
                    SNIPPET.replace("SECONDS", Integer.toString(SECONDS)).replace("CALL", call);
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
