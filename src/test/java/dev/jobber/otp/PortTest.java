package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class PortTest {
    private final Node node = Node.builder().killGrace(Duration.ofMillis(50)).build();

    /// A port that is closed when the test says so.
    private static final class Gate implements Port {
        final CompletableFuture<Void> closed = new CompletableFuture<>();
        final List<ExitReason> asked = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> firstAsked = new CompletableFuture<>();
        final CompletableFuture<Void> askedAgain = new CompletableFuture<>();

        @Override
        public void close(ExitReason reason) {
            asked.add(reason);
            if (!firstAsked.complete(null)) {
                askedAgain.complete(null);
            }
        }

        @Override
        public CompletionStage<?> closed() {
            return closed;
        }
    }

    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.closed.complete(null);
        node.close();
    }

    private Pid owner(ProcessCode code) throws Exception {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        Pid pid =
                node.spawn(() -> {
                    Process.open(gate);
                    opened.complete(null);
                    code.run();
                });
        opened.get();
        return pid;
    }

    private CompletableFuture<Object> down(Pid pid) throws Exception {
        CompletableFuture<Object> down = new CompletableFuture<>();
        CompletableFuture<Void> watching = new CompletableFuture<>();
        node.spawn(() -> {
            Process.monitor(pid);
            watching.complete(null);
            down.complete(Process.receive());
        });
        watching.get();
        return down;
    }

    private void kill(Pid pid, ExitReason reason) throws Exception {
        node.run(() -> {
            Process.exit(pid, reason);
            return true;
        });
    }

    @Test
    void a_process_that_is_killed_is_dead_when_its_ports_are_closed() throws Exception {
        Pid pid = owner(() -> Process.sleep(Process.INFINITY));
        CompletableFuture<Object> down = down(pid);

        kill(pid, ExitReason.KILL);
        gate.firstAsked.get();

        assertThat(gate.asked).containsExactly(ExitReason.KILL);
        assertThat(down).isNotDone();
        gate.closed.complete(null);
        assertThat(((Down) down.get()).reason()).isEqualTo(ExitReason.KILLED);
    }

    @Test
    void a_kill_while_its_ports_close_makes_them_hurry() throws Exception {
        Pid pid = owner(() -> Process.sleep(Process.INFINITY));
        CompletableFuture<Object> down = down(pid);

        kill(pid, ExitReason.SHUTDOWN);
        gate.firstAsked.get();
        kill(pid, ExitReason.KILL);
        gate.askedAgain.get();

        assertThat(gate.asked).containsExactly(ExitReason.SHUTDOWN, ExitReason.KILL);
        gate.closed.complete(null);
        assertThat(((Down) down.get()).reason()).isEqualTo(ExitReason.SHUTDOWN);
    }

    @Test
    void a_process_that_ends_by_itself_is_dead_when_its_ports_are_closed() throws Exception {
        CompletableFuture<Void> mayEnd = new CompletableFuture<>();
        Pid pid = owner(mayEnd::get);
        CompletableFuture<Object> down = down(pid);

        mayEnd.complete(null);
        gate.firstAsked.get();
        assertThat(down).isNotDone();

        gate.closed.complete(null);
        assertThat(((Down) down.get()).reason()).isEqualTo(ExitReason.NORMAL);
    }

    @Test
    void a_port_that_was_closed_before_holds_nothing_up() throws Exception {
        CompletableFuture<Void> mayEnd = new CompletableFuture<>();
        Pid pid = owner(mayEnd::get);
        CompletableFuture<Object> down = down(pid);

        gate.closed.complete(null);
        mayEnd.complete(null);

        assertThat(((Down) down.get()).reason()).isEqualTo(ExitReason.NORMAL);
        assertThat(gate.asked).isEmpty();
    }

    @Test
    void the_grace_of_a_kill_does_not_end_before_the_ports_are_closed() throws Exception {
        CompletableFuture<Void> mayEnd = new CompletableFuture<>();
        Pid pid =
                owner(() -> {
                    while (!mayEnd.isDone()) {
                        Thread.onSpinWait(); // ignores the interrupt
                    }
                });
        CompletableFuture<Object> down = down(pid);

        kill(pid, ExitReason.KILL);
        gate.firstAsked.get(); // the grace is over
        assertThat(down).isNotDone();
        assertThat(node.lingering()).isEmpty();

        gate.closed.complete(null);
        assertThat(((Down) down.get()).reason()).isEqualTo(ExitReason.KILLED);
        assertThat(node.lingering()).containsExactly(pid);
        mayEnd.complete(null);
        while (!node.lingering().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void an_idle_server_that_owns_a_port_dies_like_any_other() throws Exception {
        Pid pid = node.start(new PortOwner(gate), StartOptions.NONE).pidOrExit();
        CompletableFuture<Object> down = down(pid);

        kill(pid, ExitReason.KILL);
        gate.firstAsked.get();
        assertThat(down).isNotDone();

        gate.closed.complete(null);
        assertThat(((Down) down.get()).reason()).isEqualTo(ExitReason.KILLED);
    }

    /// A port whose close does not return before the test says so.
    private static final class Blocked implements Port {
        final CompletableFuture<Void> mayReturn = new CompletableFuture<>();
        final CompletableFuture<Void> closed = new CompletableFuture<>();
        final CompletableFuture<ExitReason> asked = new CompletableFuture<>();
        final CompletableFuture<ExitReason> askedAgain = new CompletableFuture<>();

        @Override
        public void close(ExitReason reason) {
            if (!asked.complete(reason)) {
                askedAgain.complete(reason);
            }
            mayReturn.join();
        }

        @Override
        public CompletionStage<?> closed() {
            return closed;
        }
    }

    @Test
    void a_close_that_blocks_delays_neither_the_killer_nor_the_other_ports_nor_the_death()
            throws Exception {
        var blocked = new Blocked();
        var idle = new Blocked();
        Pid pid =
                owner(() -> {
                    Process.open(blocked);
                    Process.send(Process.self(), "opened");
                    Process.sleep(Process.INFINITY);
                });
        Pid server = node.start(new PortOwner(idle), StartOptions.NONE).pidOrExit();
        CompletableFuture<Object> down = down(pid);
        CompletableFuture<Object> serverDown = down(server);
        while (node.info(pid).orElseThrow().messageQueueLength() == 0) {
            Thread.onSpinWait();
        }

        kill(pid, ExitReason.SHUTDOWN);
        kill(server, ExitReason.SHUTDOWN);
        gate.firstAsked.get();
        assertThat(blocked.asked.get()).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(idle.asked.get()).isEqualTo(ExitReason.SHUTDOWN);
        kill(pid, ExitReason.KILL);
        assertThat(blocked.askedAgain.get()).isEqualTo(ExitReason.KILL);

        gate.closed.complete(null);
        blocked.closed.complete(null);
        idle.closed.complete(null);
        assertThat(((Down) down.get()).reason()).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(((Down) serverDown.get()).reason()).isEqualTo(ExitReason.SHUTDOWN);
        blocked.mayReturn.complete(null);
        idle.mayReturn.complete(null);
    }

    @Test
    void a_close_that_throws_counts_as_closed() throws Exception {
        Pid pid =
                node.spawn(() -> {
                    Process.open(
                            new Port() {
                                @Override
                                public void close(ExitReason reason) {
                                    throw new IllegalStateException("cannot");
                                }

                                @Override
                                public CompletionStage<?> closed() {
                                    return new CompletableFuture<Void>();
                                }
                            });
                    Process.sleep(Process.INFINITY);
                });
        CompletableFuture<Object> down = down(pid);

        kill(pid, ExitReason.SHUTDOWN);

        assertThat(((Down) down.get()).reason()).isEqualTo(ExitReason.SHUTDOWN);
    }

    /// A port that its owner is about to open when it is killed, and opens all the same.
    private static final class Late implements Port {
        final CompletableFuture<Void> opening = new CompletableFuture<>();
        final CompletableFuture<Void> mayOpen = new CompletableFuture<>();
        final CompletableFuture<Void> closed = new CompletableFuture<>();
        final CompletableFuture<ExitReason> asked = new CompletableFuture<>();

        @Override
        public void close(ExitReason reason) {
            asked.complete(reason);
        }

        @Override
        public CompletionStage<?> closed() {
            opening.complete(null);
            while (!mayOpen.isDone()) {
                Thread.onSpinWait(); // ignores the interrupt
            }
            return closed;
        }
    }

    @Test
    void a_port_that_the_code_of_the_dead_opens_is_closed_at_once() throws Exception {
        var late = new Late();
        Pid pid = node.spawn(() -> Process.open(late));
        CompletableFuture<Object> down = down(pid);
        late.opening.get();

        kill(pid, ExitReason.KILL);
        assertThat(((Down) down.get()).reason()).isEqualTo(ExitReason.KILLED);
        late.mayOpen.complete(null);

        assertThat(late.asked.get()).isEqualTo(ExitReason.KILL);
        late.closed.complete(null);
    }

    @Test
    void a_port_that_is_opened_while_others_close_holds_the_death_up_too() throws Exception {
        var late = new Late();
        Pid pid = owner(() -> Process.open(late));
        CompletableFuture<Object> down = down(pid);
        late.opening.get();

        kill(pid, ExitReason.KILL);
        gate.firstAsked.get(); // the grace is over
        late.mayOpen.complete(null);
        assertThat(late.asked.get()).isEqualTo(ExitReason.KILL);

        gate.closed.complete(null);
        assertThat(down).isNotDone();
        late.closed.complete(null);
        assertThat(((Down) down.get()).reason()).isEqualTo(ExitReason.KILLED);
    }

    @Test
    void the_end_of_a_node_closes_the_ports_of_code_that_goes_on() throws Exception {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        try (Node other =
                Node.builder().clock(new ManualClock()).killGrace(Duration.ofMillis(50)).build()) {
            other.spawn(() -> {
                Process.open(gate);
                opened.complete(null);
                while (!gate.firstAsked.isDone()) {
                    Thread.onSpinWait(); // ignores the interrupt
                }
            });
            opened.get();
        }

        gate.firstAsked.get();
        assertThat(gate.asked).containsExactly(ExitReason.KILL);
    }

    @Test
    void a_process_that_ended_by_itself_does_so_though_its_node_is_closed_meanwhile()
            throws Exception {
        List<ExitReason> reasons = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> mayEnd = new CompletableFuture<>();
        Pid pid = owner(mayEnd::get);
        var _ =
                ExitWatch.atOnce(
                        pid,
                        new ExitWatch.Listener() {
                            @Override
                            public void exited(Pid dead, ExitReason reason) {
                                reasons.add(reason);
                            }

                            @Override
                            public void told(Pid dead) {}
                        });
        mayEnd.complete(null);
        gate.firstAsked.get();

        node.close();

        assertThat(reasons).containsExactly(ExitReason.NORMAL);
    }

    private enum Broken {
        THROWS,
        HAS_NO_STAGE
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("NullAway") // one of them is null where none may be
    void a_port_that_cannot_tell_of_its_end_is_refused_and_holds_nothing_up(Broken broken)
            throws Exception {
        Pid pid =
                node.spawn(() ->
                        Process.open(
                                new Port() {
                                    @Override
                                    public void close(ExitReason reason) {}

                                    @Override
                                    public CompletionStage<?> closed() {
                                        if (broken == Broken.THROWS) {
                                            throw new IllegalStateException("no stage today");
                                        }
                                        return null;
                                    }
                                }));

        CompletableFuture<Object> down = down(pid);

        assertThat(((Down) down.get()).reason())
                .matches(reason ->
                        reason instanceof ExitReason.Crash || reason.equals(ExitReason.NOPROC));
    }
}
