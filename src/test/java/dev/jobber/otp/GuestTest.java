package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a node touches of its JVM, looked at in a JVM in which nothing else runs: see
/// [GuestProgram].
@Timeout(120)
class GuestTest {
    /// What the program has printed: `WHAT: SEEN`.
    private static final Map<String, String> SEEN = new TreeMap<>();

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        java.lang.Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--add-opens",
                                "java.base/java.lang=ALL-UNNAMED",
                                "-classpath",
                                place(Node.class) + ":" + place(GuestTest.class),
                                GuestProgram.class.getName())
                        .redirectErrorStream(true)
                        .start();
        program.getOutputStream().close();
        var printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(printed).isZero();
        printed.lines()
                .map(line -> line.split(": ", 2))
                .forEach(words -> SEEN.put(words[0], words[1]));
    }

    private static String place(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    @Test
    void a_node_has_two_threads_of_its_own() {
        assertThat(SEEN).containsEntry("threads by default", "[jobber-clock, jobber-fairness]");
    }

    @Test
    void and_one_for_a_listener_while_events_come() {
        assertThat(SEEN)
                .containsEntry(
                        "threads with a listener", "[jobber-clock, jobber-events, jobber-fairness]")
                .containsEntry("threads without events", "[jobber-clock, jobber-fairness]");
    }

    @Test
    void and_up_to_four_that_look_after_others_while_it_is_busy() {
        assertThat(
                        List.of(
                                "[jobber-clock, jobber-fairness]",
                                "[jobber-clock, jobber-fairness, jobber-probe]"))
                .contains(SEEN.get("threads while busy"));
        assertThat(Integer.parseInt(SEEN.get("probes"))).isBetween(0, 4);
    }

    @Test
    void without_the_watch_and_with_a_manual_clock_it_has_none() {
        assertThat(SEEN)
                .containsEntry("threads without fairness", "[jobber-clock]")
                .containsEntry("threads with a manual clock", "[jobber-fairness]")
                .containsEntry("threads with neither", "[]");
    }

    @Test
    void all_of_them_are_daemons_and_gone_after_close() {
        assertThat(SEEN)
                .containsEntry("threads that are no daemons", "[]")
                .containsEntry("threads after close", "[]");
    }

    @Test
    void it_changes_nothing_else_by_default() {
        assertThat(SEEN).containsEntry("changed by default", "[]");
    }

    @Test
    void nor_with_the_options_of_its_builder() {
        assertThat(SEEN).containsEntry("changed with all options", "[]");
    }

    @Test
    void an_owner_of_the_scheduler_gives_back_what_it_found() {
        assertThat(SEEN).containsEntry("carriers given back", "true");
    }

    @Test
    void only_a_bean_that_is_registered_is_seen_by_jmx() {
        assertThat(SEEN)
                .containsEntry("changed with a bean", "[beans]")
                .containsEntry("changed after the bean", "[]");
    }

    @Test
    void a_recorder_and_a_library_of_metrics_are_not_loaded() {
        assertThat(SEEN).containsEntry("loaded", "[]");
    }
}
