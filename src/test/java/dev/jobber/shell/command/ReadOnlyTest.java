package dev.jobber.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.TestSession;
import dev.jobber.shell.result.Output;
import dev.jobber.shell.script.CommandSource;
import dev.jobber.shell.session.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which commands a session may run that only reads.
class ReadOnlyTest {
    /// Lines that change nothing that others see.
    private static final List<String> READING =
            """
            await --timeout 1ms
            clear
            count-children
            cron-next '0 0 * * *'
            defs
            demonitor
            detach
            echo a
            events
            flush
            get-state JobRunner
            help
            history
            info
            job x
            jobs
            limit import
            log
            log off
            log only import
            logs
            monitor JobRunner
            nodes
            ons
            output x
            queue
            quit
            running
            running-imports
            schedules
            self
            set
            set output json
            set history-jobs
            sleep 1ms
            source x
            timeline
            store
            timeline
            top --once
            tree
            type
            type import
            v
            vars
            watch --count 1 jobs
            whereis JobRunner
            which-children
            who
            why x\
            """
                    .lines()
                    .toList();

    /// Lines that do.
    private static final List<String> CHANGING =
            """
            at 23:59 good
            cancel x
            cron '0 0 * * *' good
            define-job sim other --ok
            delete-child JobRunner x
            drain
            ensure-started
            eval 1+1
            every 1h good
            export x
            import x
            kick 1
            kill JobRunner
            limit import 7
            link JobRunner
            off 1
            on failed -- echo a
            pause import
            prune --older 1h
            reload
            rerun x
            restart-child JobRunner x
            resume import
            send JobRunner hello
            send-email JobRunner a@b
            set history-jobs 7
            shutdown
            start-job good
            start-sender
            start-server
            stop JobRunner
            terminate-child JobRunner x
            tree -o picture.txt
            type import --limit 7
            undefine good
            unlink JobRunner
            unschedule x\
            """
                    .lines()
                    .toList();

    static List<String> reading() {
        return READING;
    }

    static List<String> changing() {
        return CHANGING;
    }

    @ParameterizedTest
    @MethodSource("reading")
    void a_session_that_only_reads_may_run(String line) {
        assertThat(answered(line)).doesNotContain("read_only");
    }

    @ParameterizedTest
    @MethodSource("changing")
    void a_session_that_only_reads_may_not_run(String line) {
        assertThat(answered(line)).startsWith("{\"error\": {\"code\": \"read_only\"");
    }

    private static String answered(String line) {
        var out = new ByteArrayOutputStream();
        var test = TestSession.on(out);
        var _ =
                test.shell()
                        .run(CommandSource.texts("", List.of("define-job sim good --ok")), false);
        test.session().role(new Session.Role("", false, true, Session.Watch.NONE));
        test.session().output(Output.JSON);
        test.session().log().close();
        out.reset();
        var _ = test.shell().run(CommandSource.texts("", List.of(line)), false);
        test.session().observer().node().close();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void every_command_is_listed() {
        List<String> listed =
                Stream.concat(READING.stream(), CHANGING.stream())
                        .map(line -> line.split(" ")[0])
                        .toList();

        assertThat(listed).containsAll(TestSession.open().shell().commands().names());
    }
}
