package dev.jobber.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.kind.Sim;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.shell.TestSession;
import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.session.Definitions;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.Lexer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandCompletionsTest {
    private final TestSession test = TestSession.open();
    private final Session session = test.session();
    private Completions completions = test.shell().completions();

    @Test
    void a_line_begins_with_a_command_told_with_what_it_is_for() {
        assertThat(complete("sta")).contains(new Suggestion("sleep", "commands", "Waits.", true));
        assertThat(values("a; x = ")).contains("start-sender", "quit");
    }

    @Test
    void an_option_is_completed_once() {
        assertThat(values("start-sender --")).contains("--max-retries", "--name", "--help");
        assertThat(values("start-sender --name a --"))
                .contains("--max-retries")
                .doesNotContain("--name");
    }

    @Test
    void the_value_of_an_option_may_come_after_a_blank_or_an_equals_sign() {
        completions =
                test.shell()
                        .completions(place ->
                                place.label().equals("ID")
                                        ? List.of(new Suggestion("boom", "jobs", "", true))
                                        : List.of());

        assertThat(values("logs --job ")).containsExactly("boom");
        assertThat(values("logs --job=b")).containsExactly("--job=boom");
    }

    @Test
    void a_command_of_a_command_is_completed() {
        assertThat(values("log ")).containsExactly("level", "on", "off", "only", "mute", "all");
        assertThat(values("log level "))
                .containsExactly("debug", "info", "warning", "error", "off");
    }

    @Test
    void a_parameter_is_completed_by_what_it_is() {
        assertThat(values("set ")).contains("output", "traces");
        assertThat(values("help ")).contains("sleep");
    }

    @Test
    void what_lives_in_the_node_is_completed() {
        session.definitions()
                .define(
                        new Definitions.Definition(
                                "good",
                                Sim.ok(Duration.ZERO),
                                JobPolicy.NONE,
                                "define-job sim good --ok",
                                new Definitions.Definition.Source(List.of(), Path.of(""))));
        JobRequest request =
                JobRequest.of(Sim.ok(Duration.ofMinutes(1)))
                        .withId("a")
                        .withType("mail")
                        .withName("good");
        Pid pid = ((JobStart.Started) session.observer().jobber().startJob(request)).pid();

        assertThat(complete("start-job ")).contains(new Suggestion("good", "jobs", "", true));
        assertThat(complete("stop ").stream().filter(each -> each.value().equals("a")))
                .singleElement()
                .satisfies(job -> assertThat(job.description()).startsWith("good mail "));
        assertThat(values("stop ")).contains("JobRunner", pid.toString());
        assertThat(values("count-children ")).contains("JobRunner").doesNotContain("a");
        assertThat(values("running --type ")).containsExactly("import", "mail");
        assertThat(values("await ")).containsExactly("a");
    }

    @Test
    void a_live_pid_is_shown_with_what_it_is_and_how_long_it_has_run() {
        JobRequest request =
                JobRequest.of(Sim.ok(Duration.ofMinutes(5)))
                        .withId("a")
                        .withType("mail")
                        .withName("good");
        Pid supervisor = ((JobStart.Started) session.observer().jobber().startJob(request)).pid();
        String job = session.observer().jobber().find("a").orElseThrow().info().pid().orElseThrow();
        test.advance(Duration.ofSeconds(192));

        assertThat(begun("stop " + job.substring(0, job.length() - 1)))
                .containsExactly(new Suggestion(job, "pids", "good mail running 3m12s", true));
        assertThat(begun("stop " + job.substring(4, job.length() - 1)))
                .containsExactly(
                        new Suggestion(job.substring(4), "pids", "good mail running 3m12s", true));
        assertThat(complete("stop #"))
                .contains(new Suggestion(supervisor.toString(), "pids", "supervisor of a", true));
        assertThat(complete("stop #").stream().map(Suggestion::description))
                .contains("JobRunner DynamicSupervisor waiting 3m12s");
    }

    @Test
    void what_has_ended_comes_last_for_half_a_minute_and_says_so() {
        for (String id : List.of("early", "late")) {
            session.observer()
                    .jobber()
                    .startJob(JobRequest.of(Sim.ok(Duration.ofSeconds(1))).withId(id));
        }
        session.observer()
                .jobber()
                .startJob(JobRequest.of(Sim.ok(Duration.ofMinutes(5))).withId("runs"));
        test.advance(Duration.ofSeconds(1));
        await("early", "late");
        test.advance(Duration.ofSeconds(12));

        List<Suggestion> jobs =
                complete("kill ").stream().filter(each -> each.group().equals("jobs")).toList();
        assertThat(jobs)
                .containsExactly(
                        new Suggestion("runs", "jobs", "running 13s", true),
                        new Suggestion("late", "jobs", "ended: done 12s ago", true),
                        new Suggestion("early", "jobs", "ended: done 12s ago", true));
        String pid =
                session.observer().jobber().find("late").orElseThrow().info().pid().orElseThrow();
        assertThat(begun("kill " + pid.substring(0, pid.length() - 1)))
                .singleElement()
                .satisfies(ended ->
                        assertThat(ended.description()).endsWith("ended 12s ago: :normal"));

        test.advance(Duration.ofSeconds(30));
        assertThat(values("kill ")).contains("runs").doesNotContain(pid);
        assertThat(values("job ")).contains("runs", "late", "early");
    }

    private void await(String... ids) {
        for (String id : ids) {
            var _ =
                    session.observer()
                            .jobber()
                            .await(
                                    List.of(session.observer().jobber().find(id).orElseThrow()),
                                    Process.INFINITY);
        }
    }

    @Test
    void every_position_has_its_words() {
        assertThat(values("log only ")).contains("import", "JobRunner");
        assertThat(values("sleep ")).contains("5s", "1m");
        assertThat(values("type mail --rate ")).contains("10/1m", "none");
        assertThat(values("stop JobRunner --reason "))
                .containsExactly("normal", "shutdown", "kill");
        assertThat(values("kill JobRunner ")).containsExactly("normal", "shutdown", "kill");
        assertThat(values("cron @")).contains("@daily", "@hourly");
        assertThat(values("start-job sh --cwd /"))
                .contains("/tmp/")
                .allMatch(it -> it.endsWith("/"));
        assertThat(values("start-job sh --stderr ")).isNotEmpty();
        assertThat(values("help ")).contains("start-job", "rc-file", "topics");
        assertThat(values("help define-job ")).containsExactly("sim", "sh", "java", "class");
        assertThat(values("on failed --name ")).isEmpty();
    }

    @Test
    void the_options_of_a_kind_are_completed() {
        session.definitions()
                .define(
                        new Definitions.Definition(
                                "good",
                                Sim.ok(Duration.ZERO),
                                JobPolicy.NONE,
                                "define-job sim good --ok",
                                new Definitions.Definition.Source(List.of(), Path.of(""))));

        assertThat(values("define-job ")).containsExactly("sim", "sh", "java", "class");
        assertThat(values("define-job sim x --")).contains("--sleep", "--ok", "--fail-times");
        assertThat(values("start-job sim --")).contains("--sleep", "--ok", "--bare");
        assertThat(values("start-job good --")).contains("--sleep", "--id").doesNotContain("--ok");
        assertThat(values("start-job good --direct --restart "))
                .containsExactly("permanent", "transient", "temporary");
    }

    @Test
    void what_a_schedule_starts_is_completed_behind_its_time() {
        session.definitions()
                .define(
                        new Definitions.Definition(
                                "good",
                                Sim.ok(Duration.ZERO),
                                JobPolicy.NONE,
                                "define-job sim good --ok",
                                new Definitions.Definition.Source(List.of(), Path.of(""))));

        assertThat(values("every 5m ")).contains("good", "sim", "sh");
        assertThat(values("every 5m good --")).contains("--sleep", "--overlap", "--type");
        assertThat(values("every 5m good --overlap "))
                .containsExactly("skip", "queue", "replace", "allow");
        assertThat(values("cron '* * * * *' --tz ")).contains("Europe/Berlin");
        assertThat(values("unschedule ")).isEmpty();
    }

    @Test
    void a_handler_is_completed() {
        assertThat(values("on ")).containsExactly("failed", "done", "crashed");
        assertThat(values("on failed --")).contains("--type", "--once");
        assertThat(values("on failed -- start-")).contains("start-job");
    }

    @Test
    void nothing_is_completed_where_the_command_is_unknown() {
        assertThat(values("bogus ")).isEmpty();
    }

    private List<Suggestion> complete(String text) {
        Lexer.AtCursor at = Lexer.atCursor(text);
        return completions.complete(at.before(), at.current());
    }

    /// Those that begin as what was typed.
    private List<Suggestion> begun(String text) {
        String current = Lexer.atCursor(text).current();
        return complete(text).stream().filter(each -> each.value().startsWith(current)).toList();
    }

    private List<String> values(String text) {
        return complete(text).stream().map(Suggestion::value).toList();
    }
}
