package dev.jobber.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<IOException> failures = new ArrayList<>();
    private final StreamSink sink = new StreamSink(err, TextEncoding.UTF_8, false);
    private final LogGateway gateway =
            LogGateway.open(
                    sink,
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                    LogThreshold.INFO,
                    new LogGateway.Limits(1 << 20, 10, 200, Duration.ofSeconds(30)));

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void a_result_is_a_line_of_utf_8_on_standard_output() {
        consoleOn(out).print("├── JobRunner");

        assertThat(out.toByteArray()).isEqualTo("├── JobRunner\n".getBytes(StandardCharsets.UTF_8));
        assertThat(err.size()).isZero();
    }

    @Test
    void an_error_is_a_line_on_standard_error_after_the_log_lines_before_it() {
        gateway.log(LogLevel.INFO, "first");
        gateway.log(LogLevel.INFO, "second");

        consoleOn(out).error("noproc");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("00:00:00.000 [info] first\n00:00:00.000 [info] second\nnoproc\n");
        assertThat(out.size()).isZero();
    }

    @Test
    void a_result_comes_after_the_log_lines_before_it() {
        var terminal = new ByteArrayOutputStream();
        var both = new StreamSink(terminal, TextEncoding.UTF_8, false);
        try (var shared =
                LogGateway.open(
                        both,
                        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                        LogThreshold.INFO,
                        LogGateway.Limits.DEFAULT)) {
            var console =
                    new StreamConsole(
                            new StreamConsole.Streams(terminal, both, failures::add),
                            shared,
                            new StreamConsole.Look(80, false, TextEncoding.UTF_8));
            for (int i = 0; i < 100; i++) {
                shared.log(LogLevel.INFO, "before " + i);
                console.print("answer " + i);
            }
        }

        List<String> lines = terminal.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(200);
        for (int i = 0; i < 100; i++) {
            assertThat(lines.get(2 * i)).endsWith("before " + i);
            assertThat(lines.get(2 * i + 1)).isEqualTo("answer " + i);
        }
    }

    @Test
    void an_output_that_is_not_read_any_more_is_reported_once_and_in_silence() {
        StreamConsole console = consoleOn(failing("Broken pipe"));

        console.print("one");
        console.print("two");

        assertThat(failures).singleElement().matches(StreamConsole::isClosedPipe);
        assertThat(err.size()).isZero();
    }

    @Test
    void an_output_that_cannot_be_written_is_an_error_that_says_why() {
        var console =
                new StreamConsole(
                        new StreamConsole.Streams(
                                failing("No space left on device"), sink, failures::add),
                        gateway,
                        new StreamConsole.Look(80, false, TextEncoding.UTF_8),
                        _ -> false);

        console.print("one");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("error: standard output cannot be written: No space left on device\n");
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @Test
    void the_width_is_what_COLUMNS_says_within_reason_and_80_without_it() {
        assertThat(width("132")).isEqualTo(132);
        assertThat(width("5")).isEqualTo(20);
        assertThat(width("")).isEqualTo(80);
        assertThat(width("wide")).isEqualTo(80);
        assertThat(width("-1")).isEqualTo(80);
        assertThat(StreamConsole.Look.of(Map.of(), true).width()).isEqualTo(80);
    }

    private static int width(String columns) {
        return StreamConsole.Look.of(Map.of("COLUMNS", columns), false).width();
    }

    private StreamConsole consoleOn(OutputStream stream) {
        return new StreamConsole(
                new StreamConsole.Streams(stream, sink, failures::add),
                gateway,
                new StreamConsole.Look(80, false, TextEncoding.UTF_8));
    }
}
