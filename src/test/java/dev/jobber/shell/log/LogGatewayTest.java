package dev.jobber.shell.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.observer.Subject;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogGatewayTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2024-02-03T12:00:00.007Z"), ZoneOffset.UTC);

    private final RecordingSink sink = new RecordingSink();
    private final List<LogGateway> opened = new ArrayList<>();

    @AfterEach
    void close() {
        sink.release();
        opened.forEach(LogGateway::close);
    }

    @Test
    void a_line_has_the_time_the_level_and_the_text() {
        LogGateway gateway = open();

        gateway.log(LogLevel.INFO, "Job completed fP9MyHo");

        assertThat(flushed(gateway)).containsExactly("12:00:00.007 [info] Job completed fP9MyHo");
    }

    @Test
    void an_entry_of_several_lines_stays_whole_and_keeps_its_further_lines_as_they_are() {
        LogGateway gateway = open();

        gateway.log(LogLevel.ERROR, "GenServer terminating\n** boom\n    at Work.run\n");
        gateway.log(LogLevel.WARNING, "next");

        assertThat(flushed(gateway))
                .containsExactly(
                        "12:00:00.007 [error] GenServer terminating",
                        "** boom",
                        "    at Work.run",
                        "12:00:00.007 [warning] next");
    }

    @Test
    void what_a_process_prints_is_shown_as_it_is_whatever_the_threshold() {
        LogGateway gateway = open();
        gateway.view(now -> now.level(LogThreshold.OFF));

        gateway.print("Email to hello@world.com sent");

        assertThat(flushed(gateway)).containsExactly("Email to hello@world.com sent");
    }

    @Test
    void the_threshold_can_be_changed_while_it_runs() {
        LogGateway gateway = open();

        gateway.log(LogLevel.DEBUG, "too fine");
        gateway.view(now -> now.level(LogThreshold.DEBUG));
        gateway.log(LogLevel.DEBUG, "fine enough");
        gateway.view(now -> now.level(LogThreshold.WARNING));
        gateway.log(LogLevel.INFO, "not grave enough");
        gateway.view(now -> now.level(LogThreshold.OFF));
        gateway.log(LogLevel.ERROR, "silenced");

        assertThat(flushed(gateway)).containsExactly("12:00:00.007 [debug] fine enough");
    }

    @Test
    void what_is_not_shown_is_kept_all_the_same() {
        LogGateway gateway = open();
        gateway.view(now -> now.level(LogThreshold.OFF));

        gateway.log(LogLevel.ERROR, "silenced");

        assertThat(gateway.recent()).extracting(LogEntry::text).containsExactly("silenced");
    }

    @Test
    void lines_about_what_is_muted_are_held_back_and_a_line_tells_how_many() {
        LogGateway gateway = open();
        gateway.view(now -> now.mute(List.of("import")));

        gateway.log(LogLevel.INFO, LogText.of("muted"), job("a1", "import"));
        gateway.log(LogLevel.DEBUG, LogText.of("too fine to count"), job("a1", "import"));
        gateway.log(LogLevel.INFO, LogText.of("shown"), job("b2", "export"));
        assertThat(gateway.held()).isEqualTo(1);
        gateway.view(LogView::all);

        assertThat(flushed(gateway))
                .containsExactly("12:00:00.007 [info] shown", "1 line held back: logs --since 1s");
        assertThat(gateway.held()).isZero();
    }

    @Test
    void only_and_mute_work_together() {
        LogGateway gateway = open();
        gateway.view(now -> now.only(List.of("import")).mute(List.of("#PID<0.7.0>")));

        gateway.log(LogLevel.INFO, LogText.of("wanted"), job("a1", "import"));
        gateway.log(LogLevel.INFO, LogText.of("of another type"), job("b2", "export"));
        gateway.log(LogLevel.INFO, "about nothing");
        gateway.log(
                LogLevel.INFO,
                LogText.of("of a muted process"),
                new Subject(
                        List.of(new Subject.Named(7, Optional.empty())),
                        job("c3", "import").job()));

        assertThat(flushed(gateway)).containsExactly("12:00:00.007 [info] wanted");
    }

    @Test
    void a_job_is_meant_by_its_id_its_name_and_its_type() {
        for (String word : List.of("a1", "good", "import")) {
            LogGateway gateway = open();
            gateway.view(now -> now.only(List.of(word)));

            gateway.log(LogLevel.INFO, LogText.of("wanted"), job("a1", "import"));

            assertThat(flushed(gateway)).endsWith("12:00:00.007 [info] wanted");
        }
    }

    @Test
    void a_pause_ends_by_itself_and_tells_what_was_held_back() throws InterruptedException {
        LogGateway gateway = open(Clock.systemUTC(), LogGateway.Limits.DEFAULT);
        gateway.pause(Duration.ofHours(1));
        gateway.log(LogLevel.ERROR, "held back");

        assertThat(gateway.held()).isEqualTo(1);
        gateway.pause(Duration.ofMillis(1)); // counts from now on
        sink.awaitLine(line -> line.startsWith("1 line held back: logs --since"));

        assertThat(gateway.view().isOn()).isTrue();
    }

    @Test
    void what_a_pause_holds_back_is_kept_and_printed_lines_are_shown_all_the_same() {
        LogGateway gateway = open();
        gateway.view(now -> now.pause(new LogView.Pause.Forever()));

        gateway.log(LogLevel.INFO, "held back");
        gateway.print("printed");

        assertThat(gateway.recent())
                .extracting(LogEntry::text)
                .containsExactly("held back", "printed");
        assertThat(flushed(gateway)).containsExactly("printed");
        gateway.view(now -> now.pause(new LogView.Pause.None()));
        assertThat(flushed(gateway)).last().isEqualTo("1 line held back: logs --since 1s");
    }

    @Test
    void a_report_is_shown_in_a_few_lines_where_that_is_wanted_and_kept_whole() {
        LogGateway gateway = open();
        gateway.showsBrief(true);

        gateway.log(LogLevel.ERROR, new LogText("all\nof\nit", Optional.of("brief")), Subject.NONE);

        assertThat(flushed(gateway)).containsExactly("12:00:00.007 [error] brief");
        assertThat(gateway.recent()).extracting(LogEntry::text).containsExactly("all\nof\nit");
    }

    private static Subject job(String id, String type) {
        return new Subject(
                List.of(),
                Optional.of(new Subject.Job(id, Optional.of("good"), Optional.of(type))));
    }

    @Test
    void the_last_entries_are_kept_the_oldest_first() {
        LogGateway gateway = open(new LogGateway.Limits(1 << 20, 3, 200, Duration.ZERO));

        IntStream.rangeClosed(1, 5).forEach(i -> gateway.log(LogLevel.INFO, "line " + i));

        assertThat(gateway.recent())
                .extracting(LogEntry::text)
                .containsExactly("line 3", "line 4", "line 5");
    }

    @Test
    void the_lines_of_a_thread_keep_their_order_and_none_is_lost() {
        LogGateway gateway = open();

        IntStream.range(0, 5_000).forEach(i -> gateway.log(LogLevel.INFO, "line " + i));

        assertThat(flushed(gateway))
                .containsExactlyElementsOf(
                        IntStream.range(0, 5_000)
                                .mapToObj(i -> "12:00:00.007 [info] line " + i)
                                .toList());
    }

    @Test
    void lines_of_many_threads_never_mix_and_keep_the_order_of_each() throws InterruptedException {
        LogGateway gateway = open();
        List<Thread> writers =
                IntStream.range(0, 16)
                        .mapToObj(writer ->
                                Thread.ofVirtual().start(() -> twoLineEntries(gateway, writer)))
                        .toList();
        for (Thread writer : writers) {
            writer.join();
        }

        List<String> lines = flushed(gateway);

        assertThat(lines).hasSize(16 * 500 * 2);
        for (int writer = 0; writer < 16; writer++) {
            int first = lines.indexOf("12:00:00.007 [info] " + writer + " entry 0");
            assertThat(lines.get(first + 1)).isEqualTo(writer + " second line of 0");
            String prefix = writer + " second";
            assertThat(lines.stream().filter(line -> line.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 500)
                                    .mapToObj(i -> prefix + " line of " + i)
                                    .toList());
        }
    }

    private static void twoLineEntries(LogGateway gateway, int writer) {
        for (int i = 0; i < 500; i++) {
            gateway.log(
                    LogLevel.INFO, writer + " entry " + i + "\n" + writer + " second line of " + i);
        }
    }

    @Test
    void when_nothing_can_be_written_a_caller_goes_on_and_a_line_says_how_many_were_left_out()
            throws InterruptedException {
        LogGateway gateway = open(new LogGateway.Limits(1_000, 10, 200, Duration.ZERO));
        sink.hold();
        gateway.log(LogLevel.INFO, "held");
        sink.awaitHeldWrite();

        IntStream.range(0, 2_000).forEach(i -> gateway.log(LogLevel.INFO, "x".repeat(36)));
        sink.release();

        int room = (1_000 - 68) / 100;
        assertThat(flushed(gateway))
                .hasSize(1 + room + 1)
                .last()
                .isEqualTo("… 1,991 lines not shown");
    }

    @Test
    void warnings_and_errors_still_find_room_where_lines_of_level_info_are_left_out()
            throws InterruptedException {
        LogGateway gateway = open(new LogGateway.Limits(1_000, 10, 200, Duration.ZERO));
        sink.hold();
        gateway.log(LogLevel.INFO, "held");
        sink.awaitHeldWrite();

        IntStream.range(0, 50).forEach(i -> gateway.log(LogLevel.INFO, "x".repeat(36)));
        gateway.print("printed");
        gateway.log(LogLevel.WARNING, "Job retry failed fP9MyHo");
        gateway.log(LogLevel.ERROR, "GenServer JobRunner terminating");
        sink.release();

        assertThat(flushed(gateway))
                .endsWith(
                        "… 42 lines not shown",
                        "12:00:00.007 [warning] Job retry failed fP9MyHo",
                        "12:00:00.007 [error] GenServer JobRunner terminating");
    }

    @Test
    void a_line_longer_than_the_room_is_shown_when_nothing_else_waits() {
        LogGateway gateway = open(new LogGateway.Limits(100, 10, 200, Duration.ZERO));

        gateway.log(LogLevel.INFO, "x".repeat(1_000));

        assertThat(flushed(gateway)).containsExactly("12:00:00.007 [info] " + "x".repeat(1_000));
    }

    @Test
    void one_line_left_out_is_one_line() {
        assertThat(new LogEntry.Omitted(Instant.EPOCH, 1).text()).isEqualTo("… 1 line not shown");
        assertThat(new LogEntry.Omitted(Instant.EPOCH, 1_203).text())
                .isEqualTo("… 1,203 lines not shown");
    }

    @Test
    void a_flush_gives_up_at_its_deadline() throws InterruptedException {
        LogGateway gateway = open();
        sink.hold();
        gateway.log(LogLevel.INFO, "held");
        sink.awaitHeldWrite();

        assertThat(gateway.flush(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void a_flush_by_an_interrupted_thread_waits_and_leaves_it_interrupted() {
        LogGateway gateway = open();
        gateway.log(LogLevel.INFO, "line");

        Thread.currentThread().interrupt();
        List<String> lines = flushed(gateway);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(lines).hasSize(1);
    }

    @Test
    void an_answer_comes_after_every_line_accepted_before_it() {
        LogGateway gateway = open(new LogGateway.Limits(1 << 20, 10, 200, DEADLINE));
        IntStream.range(0, 450).forEach(i -> gateway.log(LogLevel.INFO, "line " + i));

        gateway.afterLog(() -> sink.write("answer\n"));

        assertThat(sink.lines()).hasSize(451).last().isEqualTo("answer");
    }

    @Test
    void closing_writes_what_has_been_accepted() {
        LogGateway gateway = open(new LogGateway.Limits(1 << 20, 10, 200, DEADLINE));
        IntStream.range(0, 450).forEach(i -> gateway.log(LogLevel.INFO, "line " + i));

        gateway.close();

        assertThat(sink.lines()).hasSize(450);
    }

    @Test
    void an_escape_sequence_in_a_line_does_not_reach_the_terminal() {
        LogGateway gateway = open();

        gateway.log(LogLevel.INFO, "red \u001b[31m and\r\nback\u0007");

        assertThat(flushed(gateway)).containsExactly("12:00:00.007 [info] red �[31m and", "back�");
    }

    @Test
    void a_printed_line_waits_for_its_end_and_lines_of_one_print_come_one_by_one() {
        LogGateway gateway = open();
        PrintStream stream = LogStream.into(gateway);

        stream.print("Retrying email ");
        assertThat(flushed(gateway)).isEmpty();
        stream.println("a@b.c...");
        stream.print("één\ntwee\nrest");

        assertThat(flushed(gateway)).containsExactly("Retrying email a@b.c...", "één", "twee");
    }

    @Test
    void a_threshold_is_named_as_users_write_it() {
        assertThat(LogThreshold.named("warning")).contains(LogThreshold.WARNING);
        assertThat(LogThreshold.named("off")).contains(LogThreshold.OFF);
        assertThat(LogThreshold.named("INFO")).isEmpty();
        assertThat(LogThreshold.named("verbose")).isEmpty();
    }

    private LogGateway open() {
        return open(LogGateway.Limits.DEFAULT);
    }

    private LogGateway open(LogGateway.Limits limits) {
        return open(NOON, limits);
    }

    private LogGateway open(Clock clock, LogGateway.Limits limits) {
        var gateway = LogGateway.open(sink, clock, LogThreshold.INFO, limits);
        opened.add(gateway);
        return gateway;
    }

    private List<String> flushed(LogGateway gateway) {
        assertThat(gateway.flush(DEADLINE)).isTrue();
        return sink.lines();
    }
}
