package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.kind.code.Jars;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.reader.LineReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tinylog.TaggedLogger;
import org.tinylog.core.TinylogLoggingProvider;
import picocli.CommandLine;
import picocli.shell.jline3.PicocliCommands;

/// Jobs that are Java, in the program.
@Timeout(120)
class CodeProgramTest {
    @TempDir private Path folder;

    private ProgramRun run(String... arguments) {
        return ProgramRun.inRealTime(folder, List.of(arguments));
    }

    @Test
    void the_end_of_the_program_tells_what_lingers_and_calls_it_not_killed() {
        var gate = new Semaphore(0);
        System.getProperties().put("gate", gate);
        try {
            ProgramRun run =
                    run(
                            "--no-rc",
                            "--shutdown-timeout",
                            "1500ms",
                            "-c",
                            "start-job java '((Semaphore) System.getProperties().get(\"gate\")).acquireUninterruptibly()' --id deaf --bare --grace 1ms",
                            "-c",
                            "eval 'while (!((Semaphore) System.getProperties().get(\"gate\")).hasQueuedThreads()) Thread.onSpinWait();'");

            assertThat(run.err())
                    .contains(
                            "Job lingering deaf: thread job deaf at Snippet.work(Snippet.java:1), in ",
                            "still lingering deaf: thread job deaf at Snippet.work(Snippet.java:1), in ",
                            "; it ends with this program")
                    .doesNotContain("killed");
            assertThat(run.exitCode()).isZero();
        } finally {
            gate.release();
            System.getProperties().remove("gate");
        }
    }

    @Test
    void what_is_returned_is_shown_though_its_code_has_ended() {
        ProgramRun run =
                run(
                        "--no-rc",
                        "-c",
                        "start-job java 'record Mine(int n) {} return new Mine(7);' --id mine --bare; await mine");

        assertThat(run.err()).contains("expected work to return ok or error, got: ").contains("7");
    }

    @Test
    void a_start_with_the_jobs_of_jobber_rc_loads_neither_compiler_nor_weaver()
            throws IOException, InterruptedException {
        assertThat(classesLoadedFor("start-job good --sleep 0s --id g; await g"))
                .contains("dev.jobber.job.kind.Sim")
                .doesNotContain("com.sun.tools.javac", "dev.jobber.job.kind.code.Weaver");
        assertThat(classesLoadedFor("eval 1"))
                .contains("com.sun.tools.javac", "dev.jobber.job.kind.code.Weaver");
    }

    /// Where the classes of the program are.
    private static String classPath() {
        return Stream.of(
                        Main.class,
                        CommandLine.class,
                        PicocliCommands.class,
                        LineReader.class,
                        TaggedLogger.class,
                        TinylogLoggingProvider.class)
                .map(each -> each.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String classesLoadedFor(String line) throws IOException, InterruptedException {
        Path loaded = folder.resolve("loaded");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xlog:class+load:file=" + loaded,
                                "-cp",
                                classPath(),
                                "dev.jobber.Main",
                                "--no-rc",
                                "-c",
                                "source '" + Path.of("jobber.rc").toAbsolutePath() + "'; " + line)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out").toFile())
                        .start();
        assertThat(process.waitFor()).as(Files.readString(folder.resolve("out"))).isZero();
        return Files.readString(loaded);
    }

    @Test
    void a_class_from_a_jar_beside_the_file_is_checked_and_run() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Jars.of(
                folder.resolve("sub/jobs.jar"),
                Map.of(
                        "acme.Hello",
                        "package acme; public class Hello { public static void main(String[] args) { System.out.println(\"hello \" + args[0]); } public static class Inner implements Runnable { public void run() { } } }"),
                Map.of());
        Files.writeString(
                folder.resolve("sub/jobs"),
                "define-job class hello acme.Hello world --classpath jobs.jar\ndefine-job class inner acme.Hello.Inner --classpath jobs.jar\n");
        Files.writeString(
                folder.resolve("sub/wrong"), "define-job class x acme.Helo --classpath jobs.jar\n");

        ProgramRun run =
                run(
                        "--no-rc",
                        "-c",
                        "source sub/jobs; start-job hello --id h; start-job inner --id i; await --fail; output h");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).endsWith("hello world\n");
        assertThat(run("--no-rc", "--check", "sub/wrong").err())
                .contains(
                        "sub/wrong:1:20: unknown class 'acme.Helo'", "did you mean 'acme.Hello'?");
    }
}
