package dev.jobber.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.kind.Sim;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.otp.Pid;
import dev.jobber.shell.TestSession;
import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.session.Definitions;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.Lexer;
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
                                place.label().equals("R")
                                        ? List.of(new Suggestion("boom", "reasons", "", true))
                                        : List.of());

        assertThat(values("stop x --reason ")).containsExactly("boom");
        assertThat(values("stop x --reason=b")).containsExactly("--reason=boom");
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
                                "define-job sim good --ok"));
        JobRequest request =
                JobRequest.of(Sim.ok(Duration.ofMinutes(1)))
                        .withId("a")
                        .withType("mail")
                        .withName("good");
        Pid pid = ((JobStart.Started) session.observer().jobber().startJob(request)).pid();

        assertThat(complete("start-job ")).contains(new Suggestion("good", "jobs", "", true));
        assertThat(complete("stop "))
                .contains(new Suggestion("a", "jobs", "good mail running", true));
        assertThat(values("stop ")).contains("JobRunner", pid.toString());
        assertThat(values("count-children ")).contains("JobRunner").doesNotContain("a");
        assertThat(values("running --type ")).containsExactly("import", "mail");
        assertThat(values("await ")).containsExactly("a");
    }

    @Test
    void the_options_of_a_kind_are_completed() {
        session.definitions()
                .define(
                        new Definitions.Definition(
                                "good",
                                Sim.ok(Duration.ZERO),
                                JobPolicy.NONE,
                                "define-job sim good --ok"));

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
                                "define-job sim good --ok"));

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

    private List<String> values(String text) {
        return complete(text).stream().map(Suggestion::value).toList();
    }
}
