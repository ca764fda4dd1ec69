package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the JDK's Flight Recorder is told.
@Timeout(120)
class FlightTest {
    @TempDir private Path folder;

    private interface Code {
        void run(Node node) throws Exception;
    }

    /// What a node tells while code runs on it.
    private List<RecordedEvent> recorded(Code code) throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (var recording = new Recording()) {
            recording.setDestination(file);
            recording.start();
            try (Node node = Node.builder().killGrace(Duration.ofMillis(1)).build()) {
                code.run(node);
            }
            recording.stop();
        }
        return read(file);
    }

    private static List<RecordedEvent> read(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("jobber."))
                .toList();
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("jobber." + name))
                .toList();
    }

    private static final class Slow extends GenServer<String, Request<?>, Object> {
        @Override
        protected InitResult<String> init() {
            return ok("slow");
        }

        @Override
        protected Result<String> handleCast(Object message, String state) throws Exception {
            Thread.sleep(Duration.ofMillis((Integer) message));
            return noreply(state);
        }
    }

    @Test
    void processes_that_are_made_and_end() throws Exception {
        List<RecordedEvent> events =
                recorded(node -> {
                    Pid slow = node.start(new Slow(), StartOptions.named("slow")).pidOrExit();
                    GenServer.stop(slow);
                });

        assertThat(of(events, "ProcessSpawn"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("name")).isEqualTo("slow");
                    assertThat(event.getString("kind")).isEqualTo("Slow");
                    assertThat(event.getString("pid")).matches("#PID<0\\.\\d+\\.0>");
                });
        assertThat(of(events, "ProcessExit"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("reason")).isEqualTo(":normal");
                    assertThat(event.getBoolean("orderly")).isTrue();
                });
    }

    @Test
    void a_callback_that_takes_20_ms_or_more_and_no_quicker_one() throws Exception {
        List<RecordedEvent> events =
                recorded(node -> {
                    Pid slow = node.start(new Slow(), StartOptions.named("slow")).pidOrExit();
                    GenServer.cast(slow, 0);
                    GenServer.cast(slow, 30);
                    GenServer.stop(slow);
                });

        assertThat(of(events, "SlowCallback"))
                .hasSizeGreaterThanOrEqualTo(1)
                .allSatisfy(event ->
                        assertThat(event.getDuration())
                                .isGreaterThanOrEqualTo(Duration.ofMillis(20)))
                .anySatisfy(event -> assertThat(event.getString("message")).isEqualTo("Integer"));
    }

    @Test
    void restarts_and_a_supervisor_that_gives_up() throws Exception {
        List<RecordedEvent> events =
                recorded(node -> {
                    Pid sup =
                            Supervisor.start(
                                            node,
                                            Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                            List.of(
                                                    ChildSpec.worker(
                                                            "a",
                                                            () ->
                                                                    GenServer.startLink(
                                                                            new Slow(),
                                                                            StartOptions.named(
                                                                                    "a")))),
                                            StartOptions.named("top"))
                                    .pidOrExit();
                    killChildrenOf(sup);
                });

        assertThat(of(events, "ChildRestart"))
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.getString("reason")).isEqualTo(":boom"))
                .extracting(event -> event.getInt("restarts"))
                .containsExactlyInAnyOrder(1, 2, 3);
        assertThat(of(events, "SupervisorGaveUp"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("name")).isEqualTo("top");
                    assertThat(event.getInt("maxRestarts")).isEqualTo(3);
                });
    }

    /// Kills each child that runs, until the supervisor gives up.
    private static void killChildrenOf(Pid sup) {
        try {
            while (sup.isAlive()) {
                for (Supervisor.Child child : Supervisor.whichChildren(sup)) {
                    if (child.state() instanceof Supervisor.ChildState.Running(Pid pid)) {
                        Process.exit(pid, ExitReason.word("boom"));
                    }
                }
            }
        } catch (ExitException gaveUp) {
            // It has.
        }
    }

    @Test
    void a_process_that_lingers() throws Exception {
        List<RecordedEvent> events =
                recorded(node -> {
                    var runs = new AtomicBoolean();
                    Pid deaf =
                            node.spawn(() -> {
                                runs.set(true);
                                while (node.lingering().isEmpty()) {
                                    Thread.onSpinWait();
                                }
                            });
                    while (!runs.get()) {
                        Thread.onSpinWait();
                    }
                    Process.exit(deaf, ExitReason.KILL);
                    while (!node.lingering().isEmpty() || deaf.isAlive()) {
                        Thread.onSpinWait();
                    }
                });

        assertThat(of(events, "ProcessLingering")).hasSize(1);
    }

    /// A recording may begin at any time.
    @Test
    void a_recording_that_begins_later_is_noticed() throws Exception {
        Path file = folder.resolve("later.jfr");
        try (Node node = Node.builder().build();
                var recording = new Recording()) {
            recording.setDestination(file);
            recording.start();
            for (int i = 0; i < 1_000; i++) {
                node.run(() -> 1);
            }
            recording.stop();
        }

        assertThat(of(read(file), "ProcessExit").size()).isGreaterThanOrEqualTo(1_000 - 256);
    }
}
