package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which starts and ends of servers a node tells, and which process has ended them.
@Timeout(60)
class LifeEventsTest {
    private final List<Event> told = new CopyOnWriteArrayList<>();
    private final ManualClock clock = new ManualClock();
    private final Node node =
            Node.builder()
                    .fairness(false)
                    .clock(clock)
                    .events(told::add, EventDelivery.AT_ONCE)
                    .lifeEvents()
                    .build();

    @AfterEach
    void close() {
        node.close();
    }

    private static final class Idle extends GenServer<String, Request<?>, Object> {
        private final boolean traps;

        Idle(boolean traps) {
            this.traps = traps;
        }

        @Override
        protected InitResult<String> init() {
            Process.trapExit(traps);
            return ok("idle");
        }
    }

    private List<Event> ends() {
        clock.settle();
        return told.stream().filter(Event.Exited.class::isInstance).toList();
    }

    private static Event.Exited exited(Pid pid, ExitReason reason, Pid by) {
        return new Event.Exited(pid, Optional.empty(), reason, Optional.of(by));
    }

    @Test
    void the_start_of_a_server_is_told_with_its_name_and_its_parent() throws Exception {
        Pid named = node.start(new Idle(false), StartOptions.named("idle")).pidOrExit();
        Pid sup =
                Supervisor.start(
                                node,
                                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                List.of(
                                        ChildSpec.worker(
                                                "a",
                                                () ->
                                                        GenServer.startLink(
                                                                new Idle(false),
                                                                StartOptions.NONE))),
                                StartOptions.NONE)
                        .pidOrExit();
        Pid child =
                ((Supervisor.ChildState.Running) Supervisor.whichChildren(sup).getFirst().state())
                        .pid();

        assertThat(told)
                .containsExactly(
                        new Event.Started(named, Optional.of("idle"), Optional.empty()),
                        new Event.Started(child, Optional.empty(), Optional.of(sup)),
                        new Event.Started(sup, Optional.empty(), Optional.empty()));
    }

    @Test
    void an_end_by_itself_has_no_other_process_in_it() {
        Pid server = node.start(new Idle(false), StartOptions.named("idle")).pidOrExit();

        GenServer.stop(server);

        assertThat(ends())
                .containsExactly(
                        new Event.Exited(
                                server, Optional.of("idle"), ExitReason.NORMAL, Optional.empty()));
    }

    @Test
    void an_end_by_an_exit_signal_names_the_process_that_sent_it() throws Exception {
        Pid server = node.start(new Idle(false), StartOptions.NONE).pidOrExit();
        Pid killer =
                node.run(() -> {
                    Process.exit(server, ExitReason.KILL);
                    return Process.self();
                });

        assertThat(ends()).containsExactly(exited(server, ExitReason.KILLED, killer));
    }

    @Test
    void a_signal_from_outside_names_no_process() {
        Pid server = node.start(new Idle(false), StartOptions.NONE).pidOrExit();

        Process.exit(server, ExitReason.word("boom"));

        assertThat(ends())
                .containsExactly(
                        new Event.Exited(
                                server,
                                Optional.empty(),
                                ExitReason.word("boom"),
                                Optional.empty()));
    }

    @Test
    void an_end_with_a_linked_process_names_that_one_and_comes_after_it() throws Exception {
        Pid server = node.start(new Idle(false), StartOptions.NONE).pidOrExit();
        Pid linked =
                node.spawn(() -> {
                    Process.link(server);
                    throw new ExitException(ExitReason.word("boom"));
                });

        assertThat(ends()).containsExactly(exited(server, ExitReason.word("boom"), linked));
    }

    @Test
    void children_end_because_of_their_supervisor_whether_they_trap_exits_or_not() {
        for (boolean traps : List.of(false, true)) {
            told.clear();
            Pid sup =
                    DynamicSupervisor.start(
                                    node, DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                            .pidOrExit();
            Pid child =
                    DynamicSupervisor.startChild(
                                    sup,
                                    ChildSpec.worker(
                                            "a",
                                            () ->
                                                    GenServer.startLink(
                                                            new Idle(traps), StartOptions.NONE)))
                            .pidOrExit();

            Supervisor.stop(sup, ExitReason.SHUTDOWN, Process.INFINITY);

            assertThat(ends())
                    .containsExactly(
                            exited(child, ExitReason.SHUTDOWN, sup),
                            new Event.Exited(
                                    sup, Optional.empty(), ExitReason.SHUTDOWN, Optional.empty()));
        }
    }

    @Test
    void processes_that_are_no_servers_are_not_told() throws Exception {
        node.spawn(() -> {});
        node.run(() -> 1);

        assertThat(ends()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void a_node_that_was_not_asked_to_tells_neither() {
        List<Event> other = new CopyOnWriteArrayList<>();
        try (Node quiet =
                Node.builder().fairness(false).events(other::add, EventDelivery.AT_ONCE).build()) {
            GenServer.stop(quiet.start(new Idle(false), StartOptions.NONE).pidOrExit());

            assertThat(other).isEmpty();
        }
    }
}
