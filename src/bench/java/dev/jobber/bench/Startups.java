package dev.jobber.bench;

import static java.util.Map.entry;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Whole programs, from the outside: until they take input on a terminal, until they have ended.
final class Startups {
    /// The same for the BEAM: `iex -S mix` in an empty project, `elixir -e`.
    static final Map<String, Experiment> OF_THE_BEAM =
            Map.ofEntries(
                    entry("prompt", Startups::iexPrompt),
                    entry("one-shot", run -> oneShot(run, "elixir", "-e", "IO.puts(1)")),
                    entry("attach-prompt", AttachBench::remsh));

    private Startups() {}

    static String launcher() {
        return System.getProperty("jobber.root") + "/scripts/jobber";
    }

    static void prompt(BenchRun run) throws Exception {
        warm();
        for (int i = 0; i < run.count(11, 5); i++) {
            prompt(run, launcher(), "jobber> ", "echo 6*7=42\n", "exit\n");
        }
    }

    static void oneShot(BenchRun run) throws Exception {
        warm();
        oneShot(run, launcher(), "-c", "count-children");
    }

    /// The first start builds, and waits until the cache of the next ones is trained.
    static void warm() throws Exception {
        var start = new ProcessBuilder(launcher(), "-c", "count-children");
        start.environment().put("JOBBER_AOT", "wait");
        start.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        seconds(launcher(), "-c", "count-children");
    }

    private static void iexPrompt(BenchRun run) throws Exception {
        Path folder = Files.createTempDirectory("bench");
        new ProcessBuilder("mix", "new", folder + "/empty")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        String command = "cd " + folder + "/empty && exec iex -S mix";
        for (int i = 0; i < run.count(11, 5) + 1; i++) {
            BenchRun target = i == 0 ? new BenchRun(true, false) : run; // the first compiles
            prompt(target, command, "iex(1)> ", "IO.puts(\"6*7=#{6*7}\")\n", "System.halt\n");
        }
    }

    /// A program at its prompt.
    ///
    /// @param milliseconds since it was started
    /// @param resident its memory, in MiB
    record AtPrompt(double milliseconds, double resident) {}

    private static void prompt(
            BenchRun run, String command, String prompt, String question, String farewell)
            throws Exception {
        AtPrompt seen = prompt(command, prompt, question, farewell);
        run.figure("prompt", seen.milliseconds);
        run.figure("rss-prompt", seen.resident);
    }

    /// Starts a program on a terminal, waits for its prompt and for its answer to a first command,
    /// and for its end.
    static AtPrompt prompt(String command, String prompt, String question, String farewell)
            throws Exception {
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(
                                "script", "-qec", "stty rows 30 cols 100; " + command, "/dev/null")
                        .redirectErrorStream(true)
                        .start();
        try (InputStream output = process.getInputStream();
                OutputStream input = process.getOutputStream()) {
            await(output, prompt);
            double atPrompt = (System.nanoTime() - start) / 1e6;
            double resident = resident(process);
            input.write(question.getBytes(StandardCharsets.UTF_8));
            input.flush();
            await(output, "6*7=42");
            input.write(farewell.getBytes(StandardCharsets.UTF_8));
            input.flush();
            output.transferTo(OutputStream.nullOutputStream());
            return new AtPrompt(atPrompt, resident);
        } finally {
            process.waitFor();
        }
    }

    private static void await(InputStream output, String words) throws Exception {
        var seen = new StringBuilder();
        while (seen.indexOf(words) < 0) {
            int next = output.read();
            if (next < 0) {
                throw new IllegalStateException("expected " + words + ", got: " + seen);
            }
            seen.append((char) next);
        }
    }

    /// Of the largest process among the descendants, in MiB.
    private static double resident(Process process) {
        return process.descendants()
                .mapToDouble(each -> residentOf(each.pid()))
                .max()
                .orElseThrow();
    }

    /// Of one process, in MiB.
    static double residentOf(long pid) {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
            return status.stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .max()
                    .orElse(0);
        } catch (java.io.IOException ended) {
            return 0;
        }
    }

    private static void oneShot(BenchRun run, String... command) throws Exception {
        for (int i = 0; i < run.count(21, 9); i++) {
            run.figure("one-shot", seconds(command) * 1e3);
        }
    }

    private static double seconds(String... command) throws Exception {
        return BenchRun.seconds(() ->
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor());
    }
}
