package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GenServerTest {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final ManualClock clock = new ManualClock();
    private final Node node =
            Node.builder().fairness(false).clock(clock).events(events::add).build();

    @AfterEach
    void close() {
        node.close();
    }

    private Pid counter(int first) {
        return node.start(new Counter(first), StartOptions.NONE).pidOrExit();
    }

    @Test
    void answers_what_it_counted() {
        Pid counter = counter(40);

        GenServer.cast(counter, new Counter.Add(2));

        assertThat(GenServer.call(counter, new Counter.Get())).isEqualTo(42);
    }

    @Test
    void keeps_the_order_of_a_sender_over_many_wakes() throws Exception {
        Pid counter = counter(0);
        int n = 200_000;
        node.run(() -> {
            for (int i = 0; i < n; i++) {
                GenServer.cast(counter, new Counter.Add(1));
            }
            return true;
        });
        assertThat(GenServer.call(counter, new Counter.Get())).isEqualTo(n);
    }

    @Test
    void a_call_to_the_dead_exits_with_noproc_and_says_what_was_called() {
        Pid counter = counter(0);
        GenServer.stop(counter);

        assertThat(counter.isAlive()).isFalse();
        assertThatThrownBy(() -> GenServer.call(counter, new Counter.Get()))
                .isInstanceOf(ExitException.class)
                .hasMessage(
                        "exited in: GenServer.call("
                                + counter
                                + ", %Get{}, 5000)\n    ** (EXIT) no process: "
                                + "the process is not alive or there's no process currently associated with the given name, "
                                + "possibly because its application isn't started");
    }

    @Test
    void a_crash_tells_the_caller_and_the_log() {
        Pid counter = counter(1);

        GenServer.cast(counter, "not a change");
        clock.settle();

        assertThat(counter.isAlive()).isFalse();
        assertThat(events)
                .singleElement()
                .satisfies(event ->
                        assertThat(event.message())
                                .startsWith(
                                        "GenServer "
                                                + counter
                                                + " terminating\n** (java.lang.ClassCastException) ")
                                .contains(
                                        "\nLast message: {:\"$gen_cast\", \"not a change\"}\nState: 1"));
    }

    @Test
    void a_killed_process_leaves_its_sleep_at_once() throws Exception {
        Pid sleeper = node.spawn(() -> Process.sleep(Duration.ofDays(1)));
        Down down =
                node.run(() -> {
                    MonitorRef ref = Process.monitor(sleeper);
                    Process.exit(sleeper, ExitReason.KILL);
                    return (Down)
                            Process.receive(
                                    message -> message instanceof Down it && it.ref() == ref);
                });
        assertThat(down.reason()).isEqualTo(ExitReason.KILLED);
    }

    @Test
    void a_linked_server_is_started_on_the_thread_of_its_parent_and_lives_on_its_own()
            throws Exception {
        int answer =
                node.run(() -> {
                    Pid child = GenServer.startLink(new Counter(7)).pidOrExit();
                    return GenServer.call(child, new Counter.Get());
                });
        assertThat(answer).isEqualTo(7);
    }

    @Test
    void time_passes_only_when_the_clock_is_moved() throws Exception {
        Pid sleeper = node.spawn(() -> Process.sleep(Duration.ofSeconds(5)));

        clock.advance(Duration.ofMillis(4_999));
        assertThat(sleeper.isAlive()).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(sleeper.isAlive()).isFalse();
    }
}
