package dev.jobber.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.console.LastRow;
import dev.jobber.shell.console.StreamConsole;
import dev.jobber.shell.console.StreamSink;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressReportTest {
    private final List<String> shown = new ArrayList<>();
    private long now;
    private final ProgressReport report = new ProgressReport(shown::add, () -> now);

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            report.step(() -> "at " + Duration.ofNanos(now).toMillis());
        }
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    @Test
    void saysNothingOfShortWorkNorOfWorkWithFewSteps() {
        try (var _ = report.begin()) {
            steps(100_000);
            pass(999);
            steps(100_000);
        }
        try (var _ = report.begin()) {
            for (int i = 0; i < 499; i++) {
                pass(2_000);
                steps(1);
            }
        }
        steps(100_000);
        assertThat(shown).isEmpty();
    }

    @Test
    void replacesItsLineAsWorkGoesOnAndRemovesItAtTheEndOfTheOutermost() {
        try (var _ = report.begin()) {
            try (var _ = report.begin()) {
                steps(1_000);
                pass(1_000);
                steps(1_000);
            }
            pass(199);
            steps(1_000);
            pass(1);
            steps(1_000);
        }
        assertThat(shown).containsExactly("at 1000", "at 1200", "");
    }

    @Test
    void tellsOfWorkOfOthersWhileItIsWaitedFor() throws InterruptedException {
        var lines = new LinkedBlockingQueue<String>();
        var waiting = new ProgressReport(lines::add, System::nanoTime);
        try (var _ = waiting.begin(() -> "3 left")) {
            assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo("3 left");
        }
        while (lines.size() > 1) {
            assertThat(lines.remove()).isEqualTo("3 left");
        }
        assertThat(lines).containsExactly("");
    }

    private final LastRow line = new LastRow(() -> now);

    @Test
    void standsInTheLastRowUntilLinesAreWritten() {
        assertThat(line.show("one", 80)).isEqualTo("\r\u001b[Kone");
        assertThat(line.show("two", 80)).isEqualTo("\r\u001b[Ktwo");
        assertThat(line.beforeLines()).isEqualTo("\r\u001b[K");
        assertThat(line.beforeLines()).isEmpty();
        assertThat(line.show("three", 80)).as("the written lines are a sign of life").isEmpty();
        pass(1_000);
        assertThat(line.show("four", 80)).isEqualTo("\r\u001b[Kfour");
        assertThat(line.show("", 80)).isEqualTo("\r\u001b[K");
        assertThat(line.show("", 80)).isEmpty();
    }

    @Test
    void neverFillsTheRowNorDoesAnythingToTheTerminal() {
        assertThat(line.show("running a漢\u001b[2J:1", 10)).isEqualTo("\r\u001b[K001B[2J:1");
    }

    @Test
    void showsNothingOnAStreamThatIsNoTerminal() {
        var stream = new ByteArrayOutputStream();
        var sink = new StreamSink(stream, TextEncoding.UTF_8, false);
        sink.progress("running many.rc:1000");
        sink.beforeAnswer();
        sink.progress("");
        sink.write("a line\n");
        assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo("a line\n");
    }

    @Test
    void givesWayToAnswersOnTheSameTerminalAndStaysBesideThoseThatGoElsewhere() {
        for (Boolean isShared : List.of(true, false)) {
            var err = new ByteArrayOutputStream();
            var out = new ByteArrayOutputStream();
            var sink = new StreamSink(err, TextEncoding.UTF_8, false, () -> true, () -> isShared);
            try (var log =
                    LogGateway.open(
                            sink,
                            Clock.systemUTC(),
                            LogThreshold.INFO,
                            LogGateway.Limits.DEFAULT)) {
                var console =
                        new StreamConsole(
                                new StreamConsole.Streams(out, sink, _ -> {}),
                                log,
                                new StreamConsole.Look(100, false, TextEncoding.UTF_8));
                log.progress("running many.rc:1000");
                console.print("an answer");
            }
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("an answer\n");
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo("\r\u001b[Krunning many.rc:1000" + (isShared ? "\r\u001b[K" : ""));
        }
    }
}
