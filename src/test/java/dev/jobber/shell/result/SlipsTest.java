package dev.jobber.shell.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.TestSession;
import dev.jobber.shell.script.CommandSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Wherever a word of a line can be wrong, the answer names the word that was meant.
@Timeout(120)
class SlipsTest {
    private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();
    private static final TestSession TEST = TestSession.on(OUT);

    @BeforeAll
    static void fill() {
        run(
                """
                log off
                define-job sim good --sleep 1h --ok
                children = count-children
                start-job good --id monday --type mail
                every 1h --name nightly good\
                """);
    }

    @AfterAll
    static void close() {
        TEST.session().log().close();
        TEST.session().observer().node().close();
    }

    private static String run(String lines) {
        OUT.reset();
        var _ = TEST.shell().run(CommandSource.texts("", List.of(lines)), false);
        return OUT.toString(StandardCharsets.UTF_8);
    }

    /// With the number of the process JobRunner.
    private static String withPid(String text) {
        long number = TEST.session().observer().node().whereis("JobRunner").orElseThrow().id();
        return text.replace("RUNNER", Long.toString(number));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    command                        | strat-job good                         | start-job
                    command after --               | on failed -- ehco a                    | echo
                    command of watch               | watch -n 1ms --count 1 jbos            | jobs
                    subcommand                     | log lvel debug                         | level
                    option                         | jobs --staus done                      | --status
                    option of a subcommand         | log off --hlep                         | --help
                    option of a kind               | start-job sim --slep 1s --ok           | --sleep
                    option of a kind, defined      | define-job sim x --slep 1s --ok        | --sleep
                    level                          | log level wraning                      | warning
                    level of lines                 | logs --level wraning                   | warning
                    format of answers              | jobs -o jsno                           | json
                    format of a tree               | tree --format mermiad                  | mermaid
                    format of a timeline           | timeline --format svgg                 | svg
                    status                         | jobs --status runing                   | running
                    status of a condition          | jobs --where status=runing             | running
                    status that must not be        | jobs --where status!=doen              | done
                    field of a condition           | jobs --where statsu=done               | status
                    field of an order              | jobs --sort -statsu                    | status
                    field that is selected         | jobs --select id,statsu                | status
                    field of a picture             | top --once --where nmae=a              | name
                    order of a picture             | top --once --sort nmae                 | name
                    restart                        | start-job good --direct --restart transiet | transient
                    overlap                        | every 1h good --overlap quee           | queue
                    what to do when full           | type mail --when-full rejct            | reject
                    backoff                        | type mail --backoff expp:1s            | exp:1s
                    limit                          | limit mail non                         | none
                    ending                         | on faild -- echo a                     | failed
                    answer of init                 | start-server --init igonre             | ignore
                    duration                       | sleep 5sec                             | 5s
                    time zone                      | cron-next @daily --tz Europe/Berln     | Europe/Berlin
                    cron expression                | cron-next @dayly                       | @daily
                    kind                           | define-job smi x --ok                  | sim
                    name of a job                  | start-job goood                        | good
                    name of a job, later           | every 1h goood                         | good
                    name to be forgotten           | undefine goood                         | good
                    id                             | stop mondya                            | monday
                    id of a job                    | job mondya                             | monday
                    id to wait for                 | await mondya                           | monday
                    id after which                 | start-job good --after mondya          | monday
                    id of a story                  | why mondya                             | monday
                    id whose output                | output mondya                          | monday
                    type of a list                 | jobs --type mial                       | mail
                    type of those that run         | running --type mial                    | mail
                    type of a queue                | queue mial                             | mail
                    type of a limit                | limit mial                             | mail
                    type                           | type mial                              | mail
                    type that goes on              | resume maill                           | mail
                    type that is paused            | pause mmail                            | mail
                    type of lines                  | log only mial                          | mail
                    type of lines that are muted   | log mute mial; log all                 | mail
                    type of old lines              | logs --job mial                        | mail
                    type of a timeline             | timeline mial                          | mail
                    what events are of             | events --of mondya                     | monday
                    word of an event               | events --of strated                    | started
                    registered name                | info JobRuner                          | JobRunner
                    registered name of a supervisor | which-children JobRuner               | JobRunner
                    name as in the document        | whereis Jobber.JobRuner                | JobRunner
                    child                          | terminate-child Jobber.Supervisor JobRuner | JobRunner
                    child to start again           | restart-child Jobber.Supervisor JobRuner | JobRunner
                    child to forget                | delete-child Jobber.Supervisor JobRuner | JobRunner
                    pid without its end            | info <0.RUNNER.0                       | #PID<0.RUNNER.0>
                    pid with two numbers           | info 0.RUNNER                          | #PID<0.RUNNER.0>
                    pid with commas                | info #PID<0,RUNNER,0>                  | #PID<0.RUNNER.0>
                    variable                       | echo $childen                          | $children
                    variable in a text             | echo "a${childen}"                     | $children
                    variable of the environment    | echo $HOEM                             | $HOME
                    part of a value                | echo $children.actve                   | active
                    setting                        | set histroy-jobs 3                     | history-jobs
                    value of a setting             | set finished-jobs reapp                 | reap
                    schedule                       | unschedule nigthly                     | nightly
                    page of help                   | help strat-job                         | start-job
                    topic                          | help restrats                          | restarts
                    page of a subcommand           | help log lvel                          | log level
                    file                           | source pom.xlm                         | pom.xml
                    file in a folder               | source src/mian                        | src/main
                    """)
    void the_word_that_was_meant_is_named(String position, String line, String meant) {
        assertThat(run(withPid(line)))
                .as(position)
                .contains("did you mean '" + withPid(meant) + "'?");
    }
}
