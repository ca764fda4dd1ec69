package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Runs of the program on one store, one after the other: what is started in one is there in the
/// next.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class DurableProgramTest {
    @TempDir private Path folder;

    /// Where the store is.
    String store() {
        return "jobs.db";
    }

    /// Which database it is.
    String kind() {
        return "sqlite";
    }

    private List<String> json(String... lines) {
        List<String> words =
                new ArrayList<>(
                        List.of("--no-rc", "--store", store(), "--keep-going", "-o", "json"));
        Stream.of(lines).forEach(line -> words.addAll(List.of("-c", line)));
        return ProgramRun.inRealTime(folder, words).out().lines().toList();
    }

    @Test
    void what_has_ended_is_seen_by_the_next_run() {
        json("start-job sh --id a -- echo hello", "await a");

        assertThat(json("output a")).first().asString().contains("\"text\": \"hello\"");
        assertThat(json("job a"))
                .first()
                .asString()
                .contains("\"status\": \"done\"", "\"outcome\": \"ok\"", "\"durable\": true");
        assertThat(json("jobs --status done --limit 1")).first().asString().contains("\"a\"");
    }

    @Test
    void a_job_that_waited_runs_in_the_next_run_as_it_was_defined_at_its_start() {
        List<String> first =
                json(
                        "set workers 0",
                        "define-job sh greet -- sh -c 'echo old > said'",
                        "start-job greet --id a",
                        "define-job sh greet -- sh -c 'echo new > said'",
                        "jobs --status queued");

        assertThat(first.get(2))
                .isEqualTo("{\"ok\": {\"pid\": null, \"id\": \"a\", \"status\": \"queued\"}}");
        assertThat(first.get(4)).contains("\"durable\": true");
        assertThat(folder.resolve("said")).doesNotExist();

        json("await a");

        assertThat(folder.resolve("said")).hasContent("old");
    }

    @Test
    void a_job_that_the_end_of_the_program_ends_is_interrupted_and_runs_again() {
        json("start-job sh --id a --retries 0 -- sleep 3600");

        // What is started later is written later, so the program has looked for jobs by then.
        List<String> second = json("start-job sim --ok --id b", "job a");

        assertThat(second.get(1))
                .contains(
                        "\"status\": \"running\"",
                        "\"attempts\": 2",
                        "\"outcome\": \"interrupted\"");

        json("stop a", "job a");

        assertThat(json("job a").getFirst()).contains("\"status\": \"stopped\"");
    }

    @Test
    void retries_and_attempts_are_counted_over_programs() {
        json(
                "start-job sim --error no --id a --retries 2 --retry-delay 1h",
                "await a --timeout 5s");

        // Its attempt had ended with an error; the wait for the next one was interrupted.
        List<String> second = json("await a --timeout 5s", "job a");
        List<String> third = json("await a", "job a");

        assertThat(second.get(1)).contains("\"attempts\": 2", "\"status\": \"errored\"");
        assertThat(third.get(1)).contains("\"attempts\": 3", "\"status\": \"failed\"");
    }

    @Test
    void a_limit_counts_and_a_queue_keeps_its_order() {
        List<String> answers =
                json(
                        "type t --limit 1 --when-full queue",
                        "start-job sh --type t --id a -- sleep 3600",
                        "start-job sim --ok --type t --id b",
                        "start-job sim --ok --type t --id c --priority 5",
                        "queue t",
                        "limit t",
                        "cancel c",
                        "start-job sim --ok --type t --id d --when-full reject",
                        "start-job sim --ok --type t --id e --when-full skip",
                        "stop a",
                        "await b",
                        "jobs");

        assertThat(answers.get(2)).contains("\"queued\"");
        assertThat(answers.get(4).indexOf("\"c\"")).isLessThan(answers.get(4).indexOf("\"b\""));
        assertThat(answers.get(5)).contains("\"limit\": 1, \"running\": 1");
        assertThat(answers.get(6)).contains("\"cancelled\"");
        assertThat(answers.get(7)).contains("\"code\": \"t_quota_reached\"");
        assertThat(answers.get(8)).contains("\"skipped\"");
        assertThat(answers.get(10)).isEqualTo("{\"ok\": [{\"id\": \"b\", \"status\": \"done\"}]}");
        assertThat(answers.get(11)).contains("\"cancelled\"").doesNotContain("\"d\"", "\"e\"");
    }

    @Test
    void a_job_waits_for_others_and_ids_and_keys_are_taken_once() {
        List<String> answers =
                json(
                        "start-job sh --id a --unique k -- sleep 3600",
                        "start-job sim --ok --id a",
                        "start-job sim --ok --unique k",
                        "start-job sim --ok --id b --after a",
                        "start-job sim --ok --id c --after b",
                        "start-job sim --ok --id d --after nothing",
                        "stop a",
                        "await b c",
                        "start-job sim --ok --id a --unique k",
                        "await a");

        assertThat(answers.get(1)).contains("\"already_started\"", "the id a is taken");
        assertThat(answers.get(2)).contains("\"already_started\"", "the key k is taken");
        assertThat(answers.get(3)).contains("\"waiting\"");
        assertThat(answers.get(5)).contains("\"not_found\"");
        assertThat(answers.get(7)).contains("\"skipped\"").doesNotContain("done");
        assertThat(answers.get(9)).contains("\"done\"");
    }

    @Test
    void a_job_is_done_once_more() {
        List<String> answers =
                json("start-job sim --ok --id a", "await a", "again = rerun a", "await $again");

        assertThat(answers.get(3)).contains("\"done\"").doesNotContain("\"a\"");
        assertThat(json("jobs --status done")).first().asString().contains("\"a\"");
    }

    @Test
    void old_jobs_are_removed() {
        json("start-job sim --ok --id a", "await a");

        assertThat(json("prune --older 1h").getFirst()).isEqualTo("{\"ok\": {\"removed\": 0}}");
        assertThat(json("prune --older 0s", "job a"))
                .satisfies(answers -> {
                    assertThat(answers.get(0)).isEqualTo("{\"ok\": {\"removed\": 1}}");
                    assertThat(answers.get(1)).contains("\"not_found\"");
                });
    }

    @Test
    void the_store_is_shown() {
        List<String> answers =
                json("store", "nodes", "set durable", "set workers 3", "set workers");

        assertThat(answers.get(0))
                .contains("\"kind\": \"" + kind() + "\"", "\"version\": 2", "\"nodes\": 1");
        assertThat(answers.get(1)).contains("\"status\": \"alive\"");
        assertThat(answers.get(2)).isEqualTo("{\"ok\": \"on\"}");
        assertThat(answers.get(4)).isEqualTo("{\"ok\": 3}");
    }

    @Test
    void durable_off_starts_jobs_that_end_with_the_program() {
        List<String> answers =
                json(
                        "set durable off",
                        "start-job sh --id a -- sleep 3600",
                        "start-job sim --ok --id b --durable",
                        "start-job sim --ok --id c --bare --durable",
                        "jobs --status running");

        assertThat(answers.get(3)).contains("cannot be used together");
        assertThat(answers.get(4)).contains("\"durable\": false");
        assertThat(json("job a").getFirst()).contains("\"not_found\"");
    }

    @Test
    void a_lease_has_a_least_length() {
        assertThat(json("set lease 10ms", "set lease soon", "set lease 2s", "set lease"))
                .satisfies(answers -> {
                    assertThat(answers.get(0)).contains("expected a time from 1s on");
                    assertThat(answers.get(1)).contains("unknown duration");
                    assertThat(answers.get(3)).isEqualTo("{\"ok\": \"2s\"}");
                });
    }

    @Test
    void a_job_that_is_too_large_is_refused() {
        String text = "x".repeat(1 << 20);

        assertThat(json("start-job sim --ok " + text.substring(0, 10), "echo on")).hasSize(2);
        assertThat(json("start-job sim --id a --ok '" + text + "'", "job a"))
                .satisfies(answers -> {
                    assertThat(answers.get(0)).contains("\"too_large\"");
                    assertThat(answers.get(1)).contains("\"not_found\"");
                });
    }

    @Test
    void a_job_whose_secret_is_not_here_waits_and_says_why() {
        List<String> answers =
                json("start-job sh --id a --secret NOT_HERE -- true", "jobs --status queued");

        assertThat(answers.get(0)).contains("\"pid\": null", "\"queued\"");
        assertThat(answers.get(1)).contains("\"a\"");
    }

    @Test
    void what_is_exported_can_be_imported() {
        List<String> answers =
                json(
                        "set workers 0",
                        "type t --limit 2 --rate 5/1s --backoff exp:1s..1m --when-full queue",
                        "define-job sh greet -- echo 'hello there'",
                        "start-job greet --type t --id a",
                        "start-job sim --ok --id b",
                        "cron '0 4 * * *' greet",
                        "export out.rc",
                        "cancel a",
                        "cancel b",
                        "type t --limit 9",
                        "undefine greet",
                        "unschedule greet",
                        "import out.rc",
                        "type t",
                        "jobs --status queued",
                        "schedules");

        assertThat(answers.get(6)).contains("\"lines\": ");
        assertThat(answers.get(13)).contains("\"limit\": 2", "\"rate\": \"5/1s\"");
        assertThat(answers.get(14)).contains("\"a\"", "\"b\"");
        assertThat(answers.get(15)).contains("greet");
    }

    @Test
    void a_schedule_is_there_in_the_next_run_and_keeps_its_time() {
        var line = "every 1h --name x --overlap queue sim --ok";
        List<String> first = json(line, "schedules");
        List<String> second = json("schedules", line, "schedules", "unschedule x", "schedules");

        assertThat(first.get(1)).contains("\"spec\": \"every 1h sim --ok\"", "\"runs\": 0");
        assertThat(second.get(0)).isEqualTo(first.get(1));
        assertThat(second.get(2)).isEqualTo(first.get(1));
        assertThat(second.get(3)).isEqualTo("{\"ok\": null}");
        assertThat(second.get(4)).isEqualTo("{\"ok\": []}");
        assertThat(json("schedules").getFirst()).isEqualTo("{\"ok\": []}");
    }

    @Test
    void of_all_schedules_one_has_a_name_wherever_it_is_kept() {
        List<String> answers =
                json(
                        "every 1h sim --ok",
                        "every 2h sim --ok",
                        "every 1h sim --ok",
                        "every 3h --bare sim --ok",
                        "every 4h --bare --name sim-2 sim --ok",
                        "schedules --select name,spec");

        assertThat(answers.get(0)).contains("\"sim\"");
        assertThat(answers.get(1)).contains("\"sim-2\"");
        assertThat(answers.get(2)).contains("\"sim\"");
        assertThat(answers.get(3)).contains("\"sim-3\"");
        assertThat(answers.get(5))
                .isEqualTo(
                        "{\"ok\": [{\"name\": \"sim\", \"spec\": \"every 1h sim --ok\"}, "
                                + "{\"name\": \"sim-2\", \"spec\": \"every 4h --bare sim --ok\"}, "
                                + "{\"name\": \"sim-3\", \"spec\": \"every 3h --bare sim --ok\"}]}");
        assertThat(json("schedules --select name").getFirst())
                .isEqualTo("{\"ok\": [{\"name\": \"sim\"}]}");
    }

    @Test
    void a_global_name_is_free_when_its_program_has_ended() {
        assertThat(json("start-server --name {global,x}", "start-server --name {global,x}"))
                .satisfies(answers -> {
                    assertThat(answers.get(0)).contains("#PID<");
                    assertThat(answers.get(1)).contains("\"already_started\"", " on node ");
                });
        assertThat(json("start-server --name {global,x}").getFirst()).contains("#PID<");
    }

    @Test
    void what_is_exported_of_a_schedule_means_the_same_elsewhere() throws IOException {
        json(
                "define-job sh greet -- echo hello",
                "cron '0 4 * * *' --tz Europe/Berlin --overlap queue --misfire once --jitter 5m greet --type t",
                "every 90m --bare --name own greet",
                "at 2099-12-31T23:59:00+01:00 greet",
                "export out.rc");

        // The next run knows no job of this name, but the schedules of the store do.
        json("export again.rc");

        assertThat(folder.resolve("out.rc"))
                .content()
                .contains(
                        "cron '0 4 * * *' --tz Europe/Berlin --name greet --overlap queue --misfire once --jitter 5m greet --type t\n",
                        "every 1h30m --name own --bare greet\n",
                        "at 2099-12-31T23:59:00+01:00 --name greet-2 greet\n");
        assertThat(Files.readAllLines(folder.resolve("again.rc")))
                .contains("define-job sh greet -- echo hello")
                .anyMatch(line -> line.startsWith("cron"))
                .noneMatch(line -> line.startsWith("every"));
        assertThat(json("unschedule greet", "import out.rc", "schedules --count"))
                .last()
                .asString()
                .contains("3");
    }

    @Test
    void the_processes_of_the_store_may_crash() {
        List<String> answers =
                json(
                        "start-job sim --sleep 500ms --ok --id a",
                        "kill Store.Pool",
                        "kill Jobber.Store",
                        "await a",
                        "job a");

        assertThat(answers.get(3)).contains("\"done\"");
        assertThat(json("job a").getFirst()).contains("\"status\": \"done\"");
    }
}
