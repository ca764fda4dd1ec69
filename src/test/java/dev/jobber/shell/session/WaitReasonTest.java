package dev.jobber.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Name;
import dev.jobber.otp.StartResult;
import dev.jobber.shell.TestSession;
import dev.jobber.shell.console.TestPrompt;
import dev.jobber.shell.log.LogGateway;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// At a prompt a command that waits says after a while what for, and what ends it; after Ctrl-C it
/// says what goes on.
@Timeout(120)
class WaitReasonTest {
    private static final String TO_ANSWER = "to answer: it handles earlier messages first";

    @TempDir private Path folder;

    private final Screen screen = new Screen();
    private final TestSession test = TestSession.on(screen);
    private final CountDownLatch hold = new CountDownLatch(1);

    /// What is written, for threads that wait for a text.
    private static final class Screen extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            notifyAll();
        }

        synchronized void await(String text) {
            try {
                while (!toString(StandardCharsets.UTF_8).contains(text)) {
                    wait();
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// A prompt at which Ctrl-C is pressed as soon as a command says what it waits for.
    private static final class Impatient extends TestPrompt {
        private final Screen screen;

        Impatient(List<String> entered, Screen screen, LogGateway log) {
            super(entered, screen, log);
            this.screen = screen;
        }

        @Override
        public Running whileRunning(Runnable cancel) {
            Thread watcher =
                    Thread.ofVirtual()
                            .start(() -> {
                                screen.await("waiting for ");
                                if (!Thread.currentThread().isInterrupted()) {
                                    cancel.run();
                                }
                            });
            return watcher::interrupt;
        }
    }

    @BeforeEach
    void keepJobRunnerBusy() throws InterruptedException {
        var started = new CountDownLatch(1);
        var slow =
                ChildSpec.worker(
                        "slow",
                        () -> {
                            started.countDown();
                            hold();
                            return new StartResult.Failed(ExitReason.NORMAL);
                        });
        Name runner = test.session().observer().jobber().runner();
        Thread.startVirtualThread(() -> {
            try {
                var _ = DynamicSupervisor.startChild(runner, slow);
            } catch (ExitException ended) {
                // The node ends while JobRunner is still busy.
            }
        });
        started.await();
    }

    private void hold() {
        try {
            hold.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void end() {
        hold.countDown();
        test.session().log().close();
        test.session().observer().node().close();
    }

    private String typed(String... lines) {
        test.shell()
                .interact(
                        new Impatient(
                                new ArrayList<>(List.of(lines)), screen, test.session().log()));
        return screen.toString(StandardCharsets.UTF_8)
                .replace("\n  ", " ") // a sentence in rows
                .replaceAll("#PID<[0-9.]+>", "PID");
    }

    @ParameterizedTest
    @CsvSource({
        "which-children, JobRunner PID",
        "count-children, JobRunner PID",
        "count-children Jobber.JobRunner, Jobber.JobRunner PID",
        "tree, JobRunner PID",
        "get-state JobRunner, JobRunner PID"
    })
    void a_command_that_asks_names_the_process(String line, String name) {
        assertThat(typed(line))
                .isEqualTo(
                        "jobber> "
                                + line
                                + "\nwaiting for "
                                + name
                                + " "
                                + TO_ANSWER
                                + "; 'kill PID' ends it now, Ctrl-C stops the waiting\n"
                                + "error: cancelled\n");
    }

    @ParameterizedTest
    @CsvSource({
        "start-job sim --ok, start sim",
        "start-job sim --ok --direct, start sim",
        "start-server --direct, start the server",
        "terminate-child JobRunner Jobber.Supervisor, stop Jobber.Supervisor and wait until it is gone"
    })
    void a_command_that_changes_something_says_that_its_request_stays(String line, String task) {
        assertThat(typed(line))
                .isEqualTo(
                        "jobber> "
                                + line
                                + "\nwaiting for JobRunner PID to "
                                + task
                                + ": it handles earlier messages first"
                                + "; 'kill PID' ends it now, Ctrl-C stops the waiting\n"
                                + "error: cancelled (the request stays: JobRunner PID will still "
                                + task
                                + ")\n");
    }

    @Test
    void stop_says_that_its_request_stays_in_a_file_too() throws Exception {
        Files.writeString(folder.resolve("lines"), "echo a\nstop JobRunner\necho b\n");

        assertThat(typed("source " + folder + "/lines"))
                .isEqualTo(
                        "jobber> source "
                                + folder
                                + "/lines\na\nwaiting for JobRunner PID to end: it handles earlier messages first"
                                + "; 'kill PID' ends it now, Ctrl-C stops the waiting\n"
                                + "error: "
                                + folder
                                + "/lines:2:1: cancelled (the request stays: JobRunner PID ends after it has"
                                + " handled earlier messages; 'kill PID' ends it now)\n");
    }

    @Test
    void await_names_the_jobs() {
        hold.countDown();

        String shown =
                typed(
                        "start-job sim --sleep 1h --ok --id a",
                        "start-job sim --sleep 1h --ok --id b",
                        "await");

        assertThat(shown)
                .contains(
                        "\nwaiting for 2 jobs to end: a, b; 'kill PID' ends it now, and its supervisor, Ctrl-C")
                .endsWith("error: cancelled (the jobs go on)\n");
    }

    @Test
    void the_request_stays_indeed() {
        typed("start-job sim --sleep 1h --ok --id late");
        hold.countDown();

        assertThat(test.session().observer().jobber().countChildren().supervisors()).isEqualTo(1);
        assertThat(test.session().observer().jobber().find("late")).isPresent();
    }
}
