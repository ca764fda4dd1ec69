package dev.jobber.otp;

import static dev.jobber.otp.ExitReason.KILL;
import static dev.jobber.otp.ExitReason.NOPROC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signals keep their order: what a process does to another after it has ended it finds no process,
/// on real threads and as often as one likes.
class SignalOrderTest {
    private static final int OFTEN = 200;

    private final Node node = Node.builder().build();

    @AfterEach
    void close() {
        node.close();
    }

    /// A process that waits, with a number of links to others that wait.
    private static Pid victim(int links) {
        Pid victim =
                Process.spawn(() -> {
                    for (int i = 0; i < links; i++) {
                        Process.spawnLink(() -> Process.sleep(Process.INFINITY));
                    }
                    Process.receive("go"::equals);
                    Process.sleep(Process.INFINITY);
                });
        Process.send(victim, "go");
        return victim;
    }

    private void often(Callable<ExitReason> heard) throws Exception {
        for (int i = 0; i < OFTEN; i++) {
            assertThat(
                            node.run(() -> {
                                Process.trapExit(true);
                                return heard.call();
                            }))
                    .isEqualTo(NOPROC);
        }
    }

    private static ExitReason failed(Runnable request) {
        try {
            request.run();
            return ExitReason.NORMAL;
        } catch (ExitException exit) {
            return ((ExitReason.CallFailed) exit.reason()).reason();
        }
    }

    private static ExitReason down(MonitorRef ref) {
        return ((Down) Process.receive(it -> it instanceof Down down && down.ref() == ref))
                .reason();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void a_monitor_after_an_exit_tells_that_there_is_no_process(int links) throws Exception {
        often(() -> {
            Pid victim = victim(links);
            Process.exit(victim, ExitReason.word("boom"));
            return down(Process.monitor(victim));
        });
        often(() -> {
            Pid victim = victim(links);
            Process.exit(victim, KILL);
            return down(Process.monitor(victim));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_link_after_an_exit_tells_that_there_is_no_process(int links) throws Exception {
        often(() -> {
            Pid victim = victim(links);
            Process.exit(victim, KILL);
            Process.link(victim);
            return ((Exit) Process.receive(it -> it instanceof Exit exit && exit.from() == victim))
                    .reason();
        });
    }

    @Test
    void one_that_does_not_trap_exits_ends_with_noproc_by_such_a_link() throws Exception {
        for (int i = 0; i < OFTEN; i++) {
            assertThat(
                            node.run(() -> {
                                Process.Monitored linking =
                                        Process.spawnMonitor(() -> {
                                            Pid victim = victim(1);
                                            Process.exit(victim, KILL);
                                            try {
                                                Process.link(victim);
                                            } catch (NoSuchProcessException gone) {
                                                throw new ExitException(NOPROC);
                                            }
                                            Process.sleep(Process.INFINITY);
                                        });
                                return down(linking.ref());
                            }))
                    .isEqualTo(NOPROC);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_call_after_an_exit_finds_no_process(int links) throws Exception {
        often(() -> {
            Pid victim = victim(links);
            Process.exit(victim, KILL);
            return failed(() -> GenServer.call(victim, new Counter.Get()));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_stop_and_a_look_after_an_exit_find_no_process(int links) throws Exception {
        often(() -> {
            Pid victim = victim(links);
            Process.exit(victim, KILL);
            return failed(() -> GenServer.stop(victim));
        });
        often(() -> {
            Pid victim = victim(links);
            Process.exit(victim, KILL);
            return failed(() -> Sys.getState(victim));
        });
    }

    @Test
    void an_unlink_after_such_a_link_leaves_nothing() throws Exception {
        assertThat(
                        node.run(() -> {
                            Process.trapExit(true);
                            Pid victim = victim(1);
                            MonitorRef before = Process.monitor(victim);
                            Process.exit(victim, KILL);
                            Process.link(victim);
                            Process.unlink(victim);
                            return down(before);
                        }))
                .isEqualTo(ExitReason.KILLED);
    }
}
