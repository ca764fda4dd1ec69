package dev.jobber.shell.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.tinylog.Logger;

@Isolated("tinylog's writer is one per JVM")
class LogWriterTest {
    @Test
    void what_is_logged_with_tinylog_comes_through_the_gateway_at_any_threshold() {
        var sink = new RecordingSink();
        try (var gateway =
                LogGateway.open(
                        sink, Clock.systemUTC(), LogThreshold.DEBUG, LogGateway.Limits.DEFAULT)) {
            LogWriter.connect(gateway);

            Logger.trace("fine");
            Logger.info("Job completed {}", "fP9MyHo");
            gateway.view(now -> now.level(LogThreshold.ERROR));
            Logger.warn("not grave enough");
            Logger.error(new IllegalStateException("boom"), "it broke");

            assertThat(gateway.flush(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(sink.lines().stream().map(line -> line.replaceFirst("^[0-9:.]+ ", "")))
                .startsWith(
                        "[debug] fine",
                        "[info] Job completed fP9MyHo",
                        "[error] it broke",
                        "java.lang.IllegalStateException: boom")
                .noneMatch(line -> line.contains("not grave enough"));
    }
}
