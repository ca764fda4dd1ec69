package dev.jobber.bench;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.kind.program.Program;
import dev.jobber.job.kind.program.Programs;
import dev.jobber.job.kind.program.Sh;
import dev.jobber.otp.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Programs of the operating system: how many run in a second, beside `xargs -P4` and GNU parallel,
/// and what a sleeping one costs.
final class ProgramBench {
    private static final int PROGRAMS = 200;
    private static final int AT_ONCE = 4;
    private static final int SLEEPING = 300;

    private ProgramBench() {}

    /// A tree of jobs, and what starts their programs.
    private static final class Tree implements AutoCloseable {
        private final Node node = Node.builder().ownsScheduler().build();
        private final Programs programs =
                Programs.forMany(
                        System.getenv(),
                        Path.of(""),
                        text -> text.getBytes(StandardCharsets.UTF_8));
        final Jobber jobber =
                Jobber.start(node, JobberOptions.defaults().withFinished(FinishedJobs.REAP));

        private JobRequest request(String... command) {
            return JobRequest.of(
                    new Sh(Program.of(List.of(command))).work(Duration.ofSeconds(5), programs));
        }

        private List<JobHandle> start(JobRequest request) {
            return switch (jobber.startJob(request)) {
                case JobStart.Started(var _, String id) -> List.of(jobber.find(id).orElseThrow());
                case JobStart other -> throw new IllegalStateException("not started: " + other);
            };
        }

        /// Runs `true` again and again, a number of programs at once.
        void runAll() throws Exception {
            JobRequest request = request("true");
            List<Thread> starters = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                starters.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    for (int j = 0; j < PROGRAMS / AT_ONCE; j++) {
                                        var _ =
                                                jobber.await(
                                                        start(request),
                                                        dev.jobber.otp.Process.INFINITY);
                                    }
                                }));
            }
            for (Thread starter : starters) {
                starter.join();
            }
        }

        @Override
        public void close() {
            jobber.stop(Duration.ofSeconds(30));
            programs.close();
            node.close();
        }
    }

    /// The three take turns, so that other work of the machine slows all of them.
    static void rate(BenchRun run) throws Exception {
        boolean hasParallel =
                new ProcessBuilder("sh", "-c", "parallel --version").start().waitFor() == 0;
        try (var tree = new Tree()) {
            for (int i = 0; i < 10; i++) {
                tree.runAll();
            }
            for (int i = 0; i < run.count(15, 7); i++) {
                double jobber = PROGRAMS / BenchRun.seconds(tree::runAll);
                double xargs = PROGRAMS / seconds("seq " + PROGRAMS + " | xargs -n1 -P4 true");
                run.figure("programs", jobber);
                run.figure("programs-xargs", jobber / xargs);
                if (hasParallel) {
                    double parallel =
                            PROGRAMS / seconds("seq " + PROGRAMS + " | parallel -j4 true");
                    run.figure("programs-parallel", jobber / parallel);
                }
            }
        }
    }

    private static double seconds(String line) throws Exception {
        return BenchRun.seconds(() -> {
            if (code(line) != 0) {
                throw new IllegalStateException("expected '" + line + "' to succeed");
            }
        });
    }

    private static int code(String line) throws Exception {
        return new ProcessBuilder("sh", "-c", line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /// What sleeping programs cost in the program as users start it.
    static void sleeping(BenchRun run) throws Exception {
        Startups.warm();
        Process program =
                new ProcessBuilder(Startups.launcher(), "--no-rc", "--log-level", "off", "-f", "-")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader answers = program.inputReader();
                Writer lines = program.outputWriter()) {
            for (int i = 0; i < 20; i++) {
                answer(lines, answers, "start-job sh -- true");
            }
            answer(lines, answers, "sleep 3s; echo warm");
            int threads = threads(program);
            long memory = memory(program);
            for (int i = 0; i < SLEEPING; i++) {
                answer(lines, answers, "start-job sh -- sleep 600");
            }
            Thread.sleep(2_000); // until all of them sleep
            run.figure("sleeping-threads", (double) (threads(program) - threads) / SLEEPING);
            run.figure("sleeping-memory", (double) (memory(program) - memory) / SLEEPING);
        }
        program.waitFor();
    }

    private static String answer(Writer lines, BufferedReader answers, String line)
            throws IOException {
        lines.write(line + "\n");
        lines.flush();
        return String.valueOf(answers.readLine());
    }

    private static int threads(Process program) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + program.pid() + "/task"))) {
            return (int) tasks.count();
        }
    }

    /// Resident, in KiB.
    private static long memory(Process program) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + program.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
