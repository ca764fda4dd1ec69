package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.kind.code.Jars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
                            "start-job java '((Semaphore) System.getProperties().get(\"gate\")).acquireUninterruptibly()' --id deaf --bare --grace 1ms");

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
