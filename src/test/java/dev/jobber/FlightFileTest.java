package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jline.reader.LineReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tinylog.Logger;
import org.tinylog.writers.RollingFileWriter;
import picocli.CommandLine;

/// `--jfr FILE`
@Timeout(120)
class FlightFileTest {
    @TempDir private Path folder;

    @Test
    void a_run_writes_its_recording_at_the_end() throws IOException {
        ProgramRun run =
                run(
                        "--jfr",
                        "run.jfr",
                        "-c",
                        "start-job sim --sleep 30ms --ok --id a --type import; start-job sim --raise Boom --id b --bare; await");

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<RecordedEvent> attempts =
                RecordingFile.readAllEvents(folder.resolve("run.jfr")).stream()
                        .filter(event -> event.getEventType().getName().equals("jobber.JobAttempt"))
                        .toList();
        assertThat(attempts)
                .anySatisfy(event -> {
                    assertThat(event.getString("job")).isEqualTo("a");
                    assertThat(event.getString("type")).isEqualTo("import");
                    assertThat(event.getInt("attempt")).isEqualTo(1);
                    assertThat(event.getString("outcome")).isEqualTo("ok");
                    assertThat(event.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
                })
                .anySatisfy(event -> {
                    assertThat(event.getString("job")).isEqualTo("b");
                    assertThat(event.getString("outcome")).isEqualTo("crash");
                });
    }

    @Test
    void a_file_that_cannot_be_written_is_told_before_anything_runs() {
        ProgramRun run = run("--jfr", "no/such/run.jfr", "-c", "echo never");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("jobber: cannot record to 'no/such/run.jfr': ");
    }

    private ProgramRun run(String... arguments) {
        var all = new ArrayList<String>(List.of("--no-rc", "--log-level", "off"));
        all.addAll(List.of(arguments));
        return ProgramRun.inRealTime(folder, all);
    }

    /// The events and their module are loaded only where a recorder runs.
    @Test
    void without_it_nothing_of_the_recorder_is_loaded() throws Exception {
        Path log = folder.resolve("classes.txt");
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xlog:class+load:file=" + log,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath(),
                                "dev.jobber.Main",
                                "--no-rc",
                                "-c",
                                "start-job sim --ok; await; start-job sim --raise Boom --bare; await; why JobRunner")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out.txt").toFile())
                        .start();

        assertThat(jvm.waitFor()).as(Files.readString(folder.resolve("out.txt"))).isZero();
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains("dev.jobber.otp.Node "))
                .noneMatch(line -> line.contains("jdk.jfr."))
                .noneMatch(line -> line.contains("dev.jobber.otp.Flight"));
    }

    /// What the program needs at run time, from wherever the tests have it.
    private static String classPath() {
        return Stream.of(
                        Main.class,
                        CommandLine.class,
                        LineReader.class,
                        Logger.class,
                        RollingFileWriter.class)
                .map(each -> each.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
