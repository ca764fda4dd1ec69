package dev.jobber.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.JobHandle;
import dev.jobber.job.Jobber;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.shell.TestSession;
import dev.jobber.shell.script.CommandSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is told before a process is ended is what then ends.
class FallTest {
    private final TestSession test = TestSession.open();
    private final Observer observer = test.session().observer();
    private final Node node = observer.node();

    @AfterEach
    void close() {
        node.close();
    }

    private Pid start(String id) {
        test.shell()
                .run(
                        CommandSource.texts(
                                "-c", List.of("start-job sim --sleep 1h --ok --id " + id)),
                        false);
        JobHandle job = observer.jobber().find(id).orElseThrow();
        return node.pid(job.supervisorNumber().orElseThrow()).orElseThrow();
    }

    private int endedBy(Pid pid, ExitReason reason) {
        long before = node.processCount();
        Process.exit(pid, reason);
        node.awaitQuiet();
        return (int) (before - node.processCount());
    }

    @Test
    void a_job_s_supervisor_takes_its_job_along() {
        Pid supervisor = start("a");
        start("b");
        Fall fall = observer.fall(supervisor, Fall.Ending.ABNORMAL);

        assertThat(fall).isEqualTo(new Fall(2, 1));
        assertThat(fall.sentence("kills"))
                .isEqualTo("kills 2 processes, one of them a running job");
        assertThat(endedBy(supervisor, ExitReason.KILL)).isEqualTo(2);
    }

    @Test
    void a_supervisor_takes_all_below_it_along() {
        List<String> ids = List.of("a", "b", "c");
        ids.forEach(this::start);
        Pid runner = node.whereis(Jobber.RUNNER).orElseThrow();

        Fall fall = observer.fall(runner, Fall.Ending.NORMAL);

        assertThat(fall.sentence("stops")).isEqualTo("stops 7 processes, 3 of them running jobs");
    }

    @Test
    void a_process_alone_is_one_process() {
        Pid alone =
                node.spawn(() -> {
                    var _ = Process.receive();
                });

        assertThat(observer.fall(alone, Fall.Ending.NORMAL).sentence("stops"))
                .isEqualTo("stops 1 process");
    }

    @Test
    void a_link_ends_the_other_process_unless_the_end_is_normal_or_it_traps_exits() {
        var others = new CompletableFuture<List<Pid>>();
        Pid first =
                node.spawn(() -> {
                    Pid linked =
                            Process.spawnLink(() -> {
                                var _ = Process.receive();
                            });
                    Pid trapping =
                            Process.spawn(() -> {
                                Process.trapExit(true);
                                while (!Process.receive().equals("end")) {}
                            });
                    Process.link(trapping);
                    others.complete(List.of(linked, trapping));
                    var _ = Process.receive();
                });
        assertThat(others.join()).hasSize(2);
        node.awaitQuiet();

        assertThat(observer.fall(first, Fall.Ending.NORMAL).processes()).isEqualTo(1);
        assertThat(observer.fall(first, Fall.Ending.ABNORMAL).processes()).isEqualTo(2);
        assertThat(endedBy(first, ExitReason.KILL)).isEqualTo(2);
    }

    @Test
    void a_job_that_is_done_is_no_running_job() {
        test.shell()
                .run(
                        CommandSource.texts("-c", List.of("start-job sim --ok --id a; await a")),
                        false);
        Optional<Pid> supervisor =
                node.pid(
                        observer.jobber().find("a").orElseThrow().supervisorNumber().orElseThrow());

        assertThat(observer.fall(supervisor.orElseThrow(), Fall.Ending.NORMAL))
                .isEqualTo(new Fall(1, 0));
    }
}
