package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Code of a killed process that goes on whatever it is told.
class CondemnedTest {
    private final AtomicBoolean enough = new AtomicBoolean();
    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final Node node =
            Node.builder().fairness(false).killGrace(Duration.ofMillis(50)).build();
    private final Node another = Node.builder().fairness(false).build();
    private final int before = Condemned.count();

    @AfterEach
    void close() {
        enough.set(true);
        node.close();
        another.close();
    }

    private Pid listener(Node home) {
        return home.spawn(() -> {
            while (received.add(Process.receive())) {
                Thread.onSpinWait();
            }
        });
    }

    /// A process that is killed while it computes, and goes on with this.
    private void killedButGoesOn(ProcessCode code) throws Exception {
        var computes = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        Pid stubborn =
                node.spawn(() -> {
                    computes.countDown();
                    while (!enough.get()) {
                        Thread.onSpinWait();
                    }
                    try {
                        code.run();
                    } finally {
                        over.countDown();
                    }
                });
        assertThat(computes.await(30, TimeUnit.SECONDS)).isTrue();
        Process.exit(stubborn, ExitReason.KILL);
        enough.set(true);
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /// Tries on and on, whatever comes of it.
    private static void thrice(Runnable attempt) {
        for (int i = 0; i < 3; i++) {
            try {
                attempt.run();
            } catch (Throwable swallowed) {
                Thread.interrupted();
            }
        }
    }

    @Test
    void what_it_sends_reaches_no_process_of_its_own_node() throws Exception {
        Pid other = listener(node);

        killedButGoesOn(() -> thrice(() -> Process.send(other, "from the killed")));

        Process.send(other, "from the living");
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("from the living");
    }

    @Test
    void what_it_sends_reaches_no_process_of_another_node() throws Exception {
        Pid other = listener(another);

        killedButGoesOn(() -> thrice(() -> Process.send(other, "from the killed")));

        Process.send(other, "from the living");
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("from the living");
    }

    @Test
    void what_it_casts_reaches_no_server() throws Exception {
        class Ear extends GenServer<String, Request<String>, String> {
            @Override
            protected InitResult<String> init() {
                return ok("");
            }

            @Override
            protected Result<String> handleCast(String message, String state) {
                received.add(message);
                return noreply(state);
            }
        }
        Pid server = another.start(new Ear(), StartOptions.NONE).pidOrExit();

        killedButGoesOn(() -> thrice(() -> GenServer.cast(server, "from the killed")));

        GenServer.cast(server, "from the living");
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("from the living");
    }

    @Test
    void a_process_that_kills_itself_and_goes_on_sends_nothing_more() throws Exception {
        Pid other = listener(node);
        var over = new CountDownLatch(1);
        node.spawn(() -> {
            thrice(() -> Process.exit(Process.self(), ExitReason.KILL));
            thrice(() -> Process.send(other, "from the killed"));
            over.countDown();
        });
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();

        Process.send(other, "from the living");
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("from the living");
    }

    @Test
    void a_parent_killed_while_its_childs_init_runs_sends_nothing_more() throws Exception {
        class Slow extends GenServer<String, Request<String>, String> {
            @Override
            protected InitResult<String> init() {
                Process.trapExit(true);
                Process.receive();
                return stop(ExitReason.NORMAL);
            }
        }
        Pid other = listener(node);
        var over = new CountDownLatch(1);
        Pid parent =
                node.spawn(() -> {
                    thrice(() -> GenServer.startLink(new Slow()));
                    thrice(() -> Process.send(other, "from the killed"));
                    over.countDown();
                });
        while (node.processCount() < 3) { // the listener, the parent and the child
            Thread.onSpinWait();
        }
        Process.exit(parent, ExitReason.KILL);
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();

        Process.send(other, "from the living");
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("from the living");
    }

    @Test
    void one_whose_code_has_run_out_costs_those_who_send_nothing() throws Exception {
        killedButGoesOn(() -> {});
        Pid idle =
                node.run(() -> {
                    Process.trapExit(true);
                    Pid waits = Process.spawnLink(Process::receive);
                    Process.exit(waits, ExitReason.KILL);
                    Process.receive();
                    return waits;
                });

        assertThat(condemnedAtLast()).isLessThanOrEqualTo(0);
        assertThat(idle.isAlive()).isFalse();
    }

    /// How many more are condemned than before; waits until there are none, or long enough.
    private int condemnedAtLast() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Condemned.count() > before && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return Condemned.count() - before;
    }

    /// A port that is closed when the test says so.
    private record Gate(CompletableFuture<Void> asked, CompletableFuture<Void> gone)
            implements Port {
        @Override
        public void close(ExitReason reason) {
            asked.complete(null);
        }

        @Override
        public CompletionStage<?> closed() {
            return gone;
        }
    }

    @Test
    void one_that_is_killed_while_its_ports_close_has_no_code_any_more() throws Exception {
        var gate = new Gate(new CompletableFuture<>(), new CompletableFuture<>());
        Pid owner = node.spawn(() -> Process.open(gate));
        var ended = new CountDownLatch(1);
        node.spawn(() -> {
            Process.monitor(owner);
            Process.receive();
            ended.countDown();
        });
        gate.asked().get(30, TimeUnit.SECONDS);

        Process.exit(owner, ExitReason.KILL);

        assertThat(condemnedAtLast()).isLessThanOrEqualTo(0);
        gate.gone().complete(null);
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(condemnedAtLast()).isLessThanOrEqualTo(0);
    }
}
