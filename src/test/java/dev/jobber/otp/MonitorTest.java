package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What `demonitor` with `:info` answers, and what is left then.
class MonitorTest {
    private final Node node = Node.builder().build();

    @AfterEach
    void close() {
        node.close();
    }

    private <T> T inProcess(Callable<T> code) throws Exception {
        return node.run(code);
    }

    private static Pid dead() {
        Process.Monitored process = Process.spawnMonitor(() -> {});
        Process.receive(it -> it instanceof Down down && down.ref() == process.ref());
        return process.pid();
    }

    private static boolean isThereADown() {
        return Process.receive(Down.class::isInstance, Duration.ZERO).isPresent();
    }

    @Test
    void a_down_that_its_process_has_not_looked_at_has_not_come() throws Exception {
        assertThat(
                        inProcess(() -> {
                            Pid dead = dead();
                            assertThat(Process.demonitor(Process.monitor(dead))).isTrue();
                            assertThat(Process.demonitorAndFlush(Process.monitor(dead))).isTrue();
                            assertThat(Process.demonitor(Process.monitor(node.named("nobody"))))
                                    .isTrue();
                            return isThereADown();
                        }))
                .isFalse();
    }

    @Test
    void one_that_it_has_looked_past_has_come_and_stays() throws Exception {
        assertThat(
                        inProcess(() -> {
                            MonitorRef ref = Process.monitor(dead());
                            Process.receive("never"::equals, Duration.ZERO);
                            assertThat(Process.demonitor(ref)).isFalse();
                            return isThereADown();
                        }))
                .isTrue();
    }

    @Test
    void flush_takes_it_out() throws Exception {
        assertThat(
                        inProcess(() -> {
                            MonitorRef ref = Process.monitor(dead());
                            Process.receive("never"::equals, Duration.ZERO);
                            assertThat(Process.demonitorAndFlush(ref)).isFalse();
                            return isThereADown();
                        }))
                .isFalse();
    }

    @Test
    void what_lies_beside_it_stays_in_order() throws Exception {
        assertThat(
                        inProcess(() -> {
                            Pid self = Process.self();
                            Pid dead = dead();
                            Process.send(self, "a");
                            Process.receive("never"::equals, Duration.ZERO);
                            Process.send(self, "b");
                            MonitorRef ref = Process.monitor(dead);
                            Process.send(self, "c");
                            assertThat(Process.demonitor(ref)).isTrue();
                            return "" + Process.receive() + Process.receive() + Process.receive();
                        }))
                .isEqualTo("abc");
    }

    @Test
    void the_second_time_it_is_false() throws Exception {
        assertThat(
                        inProcess(() -> {
                            MonitorRef ofDead = Process.monitor(dead());
                            MonitorRef ofLiving =
                                    Process.monitor(
                                            Process.spawn(() -> Process.sleep(Process.INFINITY)));
                            assertThat(Process.demonitor(ofDead)).isTrue();
                            assertThat(Process.demonitor(ofLiving)).isTrue();
                            return Process.demonitor(ofDead) || Process.demonitor(ofLiving);
                        }))
                .isFalse();
    }

    @Test
    void a_monitor_of_oneself_is_none() throws Exception {
        assertThat(
                        inProcess(() -> {
                            Pid self = Process.self();
                            Process.register(self, "me");
                            assertThat(Process.demonitor(Process.monitor(self))).isFalse();
                            assertThat(Process.demonitorAndFlush(Process.monitor(node.named("me"))))
                                    .isFalse();
                            Process.monitor(self);
                            ProcessInfo info = node.info(self).orElseThrow();
                            return info.monitors().size() + info.monitoredBy().size();
                        }))
                .isZero();
    }
}
