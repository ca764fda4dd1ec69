package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Killing for real: real time, real threads.
class KillTest extends EndingNode {
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    KillTest() {
        super(Duration.ofMillis(50));
    }

    private ExitReason killed(Pid victim) throws Exception {
        return killed(node, victim);
    }

    private static ExitReason killed(Node on, Pid victim) throws Exception {
        return on.run(
                        () -> {
                            MonitorRef ref = Process.monitor(victim);
                            Process.exit(victim, ExitReason.KILL);
                            return (Down)
                                    Process.receive(message ->
                                            message instanceof Down down && down.ref() == ref);
                        })
                .reason();
    }

    @Test
    void code_that_ignores_the_interrupt_lingers_after_the_grace_until_it_ends() throws Exception {
        Pid stubborn = spinning();

        assertThat(killed(stubborn)).isEqualTo(ExitReason.KILLED);

        assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOf(Event.Lingering.class);
        assertThat(node.lingering()).containsExactly(stubborn);
        assertThat(node.info(stubborn))
                .get()
                .extracting(ProcessInfo::status)
                .isEqualTo(ProcessStatus.LINGERING);
        assertThat(node.processCount()).isZero();

        enough.set(true);

        assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOf(Event.LingeringEnded.class);
        assertThat(node.lingering()).isEmpty();
        assertThat(node.info(stubborn)).isEmpty();
    }

    @Test
    void what_a_lingering_thread_sends_reaches_no_process() throws Exception {
        var spinning = new CountDownLatch(1);
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        Pid other = node.spawn(() -> received.add(Process.receive()));
        Pid stubborn =
                node.spawn(() -> {
                    spinning.countDown();
                    while (!enough.get()) {
                        Thread.onSpinWait();
                    }
                    Process.send(other, "from the grave");
                });
        assertThat(spinning.await(30, TimeUnit.SECONDS)).isTrue();
        killed(stubborn);
        assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOf(Event.Lingering.class);

        enough.set(true);
        assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOf(Event.LingeringEnded.class);
        Process.send(other, "from the living");

        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("from the living");
    }

    @Test
    void a_blocked_thread_is_gone_at_once_and_nothing_lingers() throws Exception {
        var blocked = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        List<Event> told = new CopyOnWriteArrayList<>();
        try (Node patient =
                Node.builder()
                        .fairness(false)
                        .killGrace(Duration.ofSeconds(30))
                        .events(told::add)
                        .build()) {
            Pid sleeper =
                    patient.spawn(() -> {
                        blocked.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } finally {
                            interrupted.countDown();
                        }
                    });
            assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(killed(patient, sleeper)).isEqualTo(ExitReason.KILLED);

            assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(patient.lingering()).isEmpty();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void a_process_that_is_killed_while_its_childs_init_runs_is_dead_at_once() throws Exception {
        class Waiting extends GenServer<String, Request<String>, String> {
            @Override
            protected InitResult<String> init() {
                Process.trapExit(true);
                Process.send(node.named("test"), Process.self());
                seen.add(Process.receive());
                seen.add(Process.receive());
                return stop(ExitReason.NORMAL);
            }
        }
        ExitReason reason =
                node.run(() -> {
                    Process.register(Process.self(), "test");
                    Pid parent =
                            node.spawn(() -> {
                                GenServer.startLink(new Waiting());
                                seen.add("the parent's code went on");
                            });
                    var child = (Pid) Process.receive();
                    MonitorRef gone = Process.monitor(child);
                    ExitReason killed = killed(parent);
                    Process.send(child, "go on");
                    Process.receive(message -> message instanceof Down it && it.ref() == gone);
                    return killed;
                });

        assertThat(reason).isEqualTo(ExitReason.KILLED);
        assertThat(seen)
                .hasSize(2)
                .satisfies(all -> assertThat(all.getFirst()).isInstanceOf(Exit.class))
                .endsWith("go on");
        assertThat(events).isEmpty();
    }

    /// Counts what it hears.
    private static final class Sink extends GenServer<Integer, Request<?>, Object> {
        @Override
        protected InitResult<Integer> init() {
            return ok(0);
        }

        @Override
        protected Result<Integer> handleCast(Object message, Integer heard) {
            return noreply(heard + 1);
        }

        @Override
        protected Result<Integer> handleInfo(Object message, Integer heard) {
            return noreply(heard + 1);
        }
    }

    @Test
    void a_killed_process_that_swallows_everything_sends_nothing_more() throws Exception {
        BlockingQueue<Throwable> refused = new LinkedBlockingQueue<>();
        try (Node patient =
                Node.builder().fairness(false).killGrace(Duration.ofSeconds(30)).build()) {
            Pid sink = patient.start(new Sink(), StartOptions.NONE).pidOrExit();
            Pid other = patient.spawn(Process::receive);
            var sending = new CountDownLatch(1);
            Pid stubborn =
                    patient.spawn(() -> {
                        while (!enough.get()) {
                            for (Runnable effect :
                                    List.<Runnable>of(
                                            () -> Process.send(sink, "x"),
                                            () -> GenServer.cast(sink, "x"),
                                            () -> Process.exit(other, ExitReason.NORMAL),
                                            () -> Process.spawn(() -> {}))) {
                                try {
                                    effect.run();
                                } catch (Throwable swallowed) {
                                    refused.add(swallowed);
                                }
                            }
                            sending.countDown();
                        }
                    });
            assertThat(sending.await(30, TimeUnit.SECONDS)).isTrue();
            Process.exit(stubborn, ExitReason.KILL);
            assertThat(refused.poll(30, TimeUnit.SECONDS)).isNotNull();
            Object heard = Sys.getState(sink); // asked after all that was sent before the kill
            for (int i = 0; i < 100; i++) {
                assertThat(refused.poll(30, TimeUnit.SECONDS)).isNotNull();
            }

            assertThat(Sys.getState(sink)).isEqualTo(heard);
            assertThat(stubborn.isAlive()).isFalse();
            enough.set(true);
        }
    }

    /// Its init ignores everything.
    private final class Stubborn extends GenServer<Integer, Request<?>, Object> {
        private final CountDownLatch begun;

        Stubborn(CountDownLatch begun) {
            this.begun = begun;
        }

        @Override
        protected InitResult<Integer> init() {
            begun.countDown();
            while (!enough.get()) {
                Thread.onSpinWait();
            }
            return ok(0);
        }
    }

    @Test
    void an_init_on_the_thread_of_its_supervisor_that_ignores_a_kill_lingers_until_it_returns()
            throws Exception {
        var begun = new CountDownLatch(1);
        Pid top =
                DynamicSupervisor.start(node, DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                        .pidOrExit();
        Thread starting =
                Thread.ofPlatform()
                        .daemon()
                        .start(() ->
                                seen.add(
                                        DynamicSupervisor.startChild(
                                                top,
                                                ChildSpec.worker(
                                                                "s",
                                                                () ->
                                                                        GenServer.startLink(
                                                                                new Stubborn(begun),
                                                                                StartOptions.named(
                                                                                        "s")))
                                                        .withRestart(
                                                                ChildSpec.Restart.TEMPORARY))));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        Pid stubborn = node.whereis("s").orElseThrow();
        Process.exit(stubborn, ExitReason.KILL);
        assertThat(events.poll(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Event.Lingering.class, it -> assertThat(it.pid()).isEqualTo(stubborn));
        assertThat(node.lingering()).containsExactly(stubborn);

        enough.set(true);

        starting.join(30_000);
        assertThat(seen).containsExactly(StartResult.failed(ExitReason.KILLED));
        assertThat(node.lingering()).isEmpty();
        assertThat(node.info(stubborn)).isEmpty();
        assertThat(DynamicSupervisor.countChildren(top).active()).isZero();
    }

    @Test
    void a_start_whose_caller_is_interrupted_leaves_no_process() throws Exception {
        var begun = new CountDownLatch(1);
        Thread starting =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                node.start(new Stubborn(begun), StartOptions.named("orphan"));
                            } catch (CancellationException interrupted) {
                                seen.add(interrupted);
                            }
                        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        starting.interrupt();

        starting.join(30_000);
        assertThat(seen)
                .singleElement()
                .hasToString(
                        "java.util.concurrent.CancellationException:"
                                + " interrupted while waiting for the init of a server");
        assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOf(Event.Lingering.class);
        // that is told first, and then it is dead
        long begin = System.nanoTime();
        while (!node.processes().isEmpty() || node.whereis("orphan").isPresent()) {
            assertThat(System.nanoTime() - begin).isLessThan(Duration.ofSeconds(30).toNanos());
            Thread.onSpinWait();
        }
    }
}
