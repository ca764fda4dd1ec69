package dev.jobber.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.TestSession;
import dev.jobber.shell.script.CommandSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `events --follow` and `logs --follow`, which print what comes until the session ends.
@Timeout(60)
class RingFollowerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TestSession test = TestSession.on(out);

    @AfterEach
    void close() {
        test.session().observer().node().close();
    }

    private void run(String line) {
        assertThat(test.shell().run(CommandSource.texts("-c", List.of(line)), false))
                .as(line)
                .isZero();
    }

    /// Waits until the output holds a text.
    private void await(CompletableFuture<Void> follows, String text) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!out.toString(StandardCharsets.UTF_8).contains(text)) {
            assertThat(System.nanoTime()).as(out.toString(StandardCharsets.UTF_8)).isLessThan(end);
            assertThat(follows).as("the command").isNotDone();
            Thread.onSpinWait();
        }
    }

    private void followed(String command, String first, String later) throws Exception {
        run("start-job sim --ok --id before");
        run("await");
        CompletableFuture<Void> follows =
                CompletableFuture.runAsync(
                        () -> run(command), code -> Thread.ofPlatform().daemon().start(code));
        await(follows, first);

        run("start-job sim --ok --id later");
        await(follows, later);
        assertThat(follows).isNotDone();

        test.session().abandon();
        follows.get(30, TimeUnit.SECONDS);
    }

    @Test
    void events_begin_with_the_last_ones_and_go_on_as_they_come() throws Exception {
        followed("events --follow", "before  exited", "later  exited");
    }

    @Test
    void in_json_each_event_is_a_line() throws Exception {
        run("set output json");
        followed(
                "events --follow --of exited",
                "\"job\": \"before\", \"reason\": \":normal\"",
                "\"job\": \"later\", \"reason\": \":normal\"");

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("\"event\": "))
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"time\": \"") && line.endsWith("}"));
    }

    @Test
    void lines_of_the_log_go_on_as_they_come() throws Exception {
        run("log off");
        followed(
                "logs --follow --grep exiting",
                "[info] Job exiting before",
                "[info] Job exiting later");

        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("Job completed");
    }

    @Test
    void the_past_is_as_long_as_the_line_wants_it() throws Exception {
        run("start-job sim --ok --id old; await");
        followed("events --follow --last 1 --of exited", "before  exited", "later  exited");

        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("old  exited");
    }
}
