package dev.jobber.shell.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.Jobber;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private final TreeOfProcesses tree = new TreeOfProcesses();
    private final Sampler sampler = new Sampler(tree.observer());

    @AfterEach
    void close() {
        tree.close();
    }

    @Test
    void all_processes_are_there_in_the_order_of_their_starts_under_their_parents() {
        Pid idle = tree.idle();

        Snapshot snapshot = sampler.next();

        assertThat(snapshot.lives())
                .extracting(Life::pid)
                .isEqualTo(tree.observer().node().processes());
        Life runner = snapshot.find(tree.registered(Jobber.RUNNER).id()).orElseThrow();
        assertThat(runner.parent()).isEqualTo(tree.registered(Jobber.SUPERVISOR).id());
        assertThat(snapshot.find(idle.id()).orElseThrow().parent()).isZero();
        assertThat(snapshot.sum().alive()).isEqualTo(tree.observer().node().processCount());
    }

    @Test
    void a_new_process_is_there_at_the_next_look() {
        sampler.next();
        Pid idle = tree.idle();

        assertThat(sampler.next().find(idle.id())).isPresent();
    }

    @Test
    void the_dead_stay_for_ten_seconds_and_are_marked() {
        Pid idle = tree.idle();
        sampler.next();
        tree.kill(idle);

        Snapshot first = sampler.next();
        assertThat(first.find(idle.id()).orElseThrow().isDead()).isTrue();
        assertThat(first.sum().alive()).isEqualTo(tree.observer().node().processCount());
        tree.pass(Duration.ofSeconds(9));
        assertThat(sampler.next().find(idle.id())).isPresent();
        tree.pass(Duration.ofSeconds(1));
        assertThat(sampler.next().find(idle.id())).isEmpty();
    }

    @Test
    void of_very_many_dead_the_last_thousand_stay() {
        List<Pid> all = Stream.generate(tree::idle).limit(1_100).toList();
        sampler.next();
        all.forEach(tree::kill);

        List<Life> dead = sampler.next().lives().stream().filter(Life::isDead).toList();

        assertThat(dead)
                .extracting(Life::pid)
                .containsExactlyElementsOf(all.subList(100, all.size()));
    }

    @Test
    void what_a_process_does_a_second_is_the_difference_of_two_looks() {
        Pid runner = tree.registered(Jobber.RUNNER);
        sampler.next();
        for (int i = 0; i < 10; i++) {
            var _ = tree.observer().jobber().countChildren();
        }
        tree.observer().node().awaitQuiet();
        tree.pass(Duration.ofSeconds(1));

        Trend trend = sampler.next().find(runner.id()).orElseThrow().trend();

        assertThat(trend.perSecond())
                .isBetween(10, 40); // each call is a message, and may be a wake
        assertThat(trend.drawn(true)).hasSize(Trend.LENGTH).doesNotEndWith(" ");
        tree.pass(Duration.ofSeconds(1));
        assertThat(sampler.next().find(runner.id()).orElseThrow().trend().perSecond()).isZero();
    }

    @Test
    void a_process_that_does_nothing_costs_no_new_object() {
        Pid idle = tree.idle();
        tree.observer().node().awaitQuiet();
        Life before = sampler.next().find(idle.id()).orElseThrow();
        tree.pass(Duration.ofSeconds(1));

        assertThat(sampler.next().find(idle.id())).containsSame(before);
        assertThat(before.glance().status()).isEqualTo(ProcessStatus.WAITING);
    }
}
