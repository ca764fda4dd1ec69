package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What [Sys] does beside what the recordings show.
class SysTest {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Node node = Node.builder().fairness(false).events(events::add).build();
    private final Pid counter = node.start(new Counter(0), StartOptions.NONE).pidOrExit();

    @AfterEach
    void close() {
        node.close();
    }

    private int count() {
        return GenServer.call(counter, new Counter.Get());
    }

    @Test
    void a_trace_listener_that_throws_is_removed_and_an_event_tells_it() throws Exception {
        Sys.trace(
                counter,
                (_, _) -> {
                    throw new IllegalStateException("no");
                });

        GenServer.cast(counter, new Counter.Add(2));

        assertThat(count()).isEqualTo(2);
        assertThat(events.poll(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Event.CodeFailed.class,
                        it -> assertThat(it.what()).isEqualTo("The trace listener of " + counter));
        GenServer.cast(counter, new Counter.Add(1));
        assertThat(count()).isEqualTo(3);
        assertThat(events).isEmpty();
    }

    @Test
    void a_listener_takes_the_place_of_the_one_before() {
        List<Traced> first = Collections.synchronizedList(new ArrayList<>());
        List<Traced> second = Collections.synchronizedList(new ArrayList<>());
        Sys.trace(counter, (_, event) -> first.add(event));
        Sys.trace(counter, (_, event) -> second.add(event));

        count();

        assertThat(first).isEmpty();
        assertThat(second)
                .hasSize(2)
                .last()
                .isEqualTo(new Traced.Out(0, Optional.empty(), Optional.of(0)));
    }

    @Test
    void a_server_that_is_not_watched_any_more_is_the_server_itself() {
        Sys.trace(counter, (_, _) -> {});
        Sys.statistics(counter, true);
        Sys.noTrace(counter);
        count();
        assertThat(Sys.statistics(counter)).get().extracting("messagesIn").isEqualTo(1L);

        Sys.statistics(counter, false);

        assertThat(Sys.statistics(counter)).isEmpty();
        assertThat(((ProcessCell) counter).body())
                .isInstanceOfSatisfying(
                        ServerLoop.class,
                        loop -> assertThat(loop.server()).isInstanceOf(Counter.class));
    }

    @Test
    void the_state_of_a_supervisor_cannot_be_replaced() {
        Pid supervisor =
                DynamicSupervisor.start(
                                node, () -> DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                        .pidOrExit();

        assertThatThrownBy(() -> Sys.replaceState(supervisor, state -> state))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the state is what it was")
                .cause()
                .hasMessageContaining("the state of a supervisor cannot be replaced");
        assertThat(supervisor.isAlive()).isTrue();
    }

    @Test
    void a_watched_supervisor_is_a_supervisor() {
        Pid supervisor =
                DynamicSupervisor.start(
                                node, () -> DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                        .pidOrExit();
        Sys.statistics(supervisor, true);

        assertThat(((ProcessCell) supervisor).body())
                .isNotNull()
                .matches(body -> body.isSupervisor());
        assertThat(node.info(supervisor)).get().extracting("what").isEqualTo("DynamicSupervisor");
        assertThat(DynamicSupervisor.countChildren(supervisor).active()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway") // what is not allowed is the point
    void a_null_is_no_state() {
        assertThatThrownBy(() -> Sys.replaceState(counter, _ -> null))
                .hasCauseInstanceOf(NullPointerException.class);
        assertThat(count()).isZero();
    }
}
