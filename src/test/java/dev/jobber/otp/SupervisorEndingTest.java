package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A supervisor that is to end waits for its children, and has no thread meanwhile.
@Timeout(60)
class SupervisorEndingTest {
    private final ManualClock clock = new ManualClock();
    private final Node node = Node.builder().clock(clock).build();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        node.close();
    }

    /// Which kind of supervisor.
    enum Kind {
        IN_ORDER,
        AT_ONCE
    }

    /// A child that tells what it hears, and ends when it is sent a message.
    private ChildSpec child(String name, ChildSpec.Shutdown shutdown) {
        return ChildSpec.worker(
                        name,
                        () ->
                                StartResult.started(
                                        Process.spawnLink(() -> {
                                            Process.trapExit(true);
                                            Process.register(Process.self(), name);
                                            while (Process.receive() instanceof Exit exit) {
                                                heard.add(name + " " + exit.reason());
                                            }
                                        })))
                .withShutdown(shutdown);
    }

    private ProcessCell supervisor(Kind kind, ChildSpec... children) {
        Pid pid =
                switch (kind) {
                    case IN_ORDER ->
                            Supervisor.start(
                                            node,
                                            Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                            List.of(children),
                                            StartOptions.NONE)
                                    .pidOrExit();
                    case AT_ONCE -> {
                        Pid dynamic =
                                DynamicSupervisor.start(
                                                node,
                                                DynamicSupervisor.Flags.DEFAULT,
                                                StartOptions.NONE)
                                        .pidOrExit();
                        for (ChildSpec each : children) {
                            DynamicSupervisor.startChild(dynamic, each).pidOrExit();
                        }
                        yield dynamic;
                    }
                };
        node.awaitQuiet();
        return (ProcessCell) pid;
    }

    private static final ChildSpec.Shutdown UNLIMITED = new ChildSpec.Shutdown.Infinity();

    private String next() throws InterruptedException {
        String next = heard.poll(30, TimeUnit.SECONDS);
        return next == null ? "nothing within 30 s" : next;
    }

    private BlockingQueue<ExitReason> end(Pid pid) {
        BlockingQueue<ExitReason> end = new LinkedBlockingQueue<>();
        node.spawn(() -> {
            MonitorRef ref = Process.monitor(pid);
            end.add(
                    ((Down) Process.receive(it -> it instanceof Down down && down.ref() == ref))
                            .reason());
        });
        node.awaitQuiet();
        return end;
    }

    private void stop(Pid supervisor) {
        node.spawn(() -> Supervisor.stop(supervisor, ExitReason.SHUTDOWN, Process.INFINITY));
    }

    @ParameterizedTest
    @EnumSource
    void it_has_no_thread_while_it_waits(Kind kind) throws Exception {
        ProcessCell supervisor = supervisor(kind, child("a", UNLIMITED));
        BlockingQueue<ExitReason> end = end(supervisor);
        stop(supervisor);
        assertThat(next()).isEqualTo("a :shutdown");

        node.awaitQuiet();
        assertThat(supervisor.isIdle()).isTrue();
        assertThat(supervisor.isAlive()).isTrue();
        assertThat(node.info(supervisor).orElseThrow().status()).isEqualTo(ProcessStatus.WAITING);
        assertThat(clock.pending()).isZero();

        Process.send(node.named("a"), "end");
        assertThat(end.poll(30, TimeUnit.SECONDS)).isEqualTo(ExitReason.SHUTDOWN);
    }

    @ParameterizedTest
    @EnumSource
    void it_looks_as_before_while_it_waits(Kind kind) throws Exception {
        ProcessCell supervisor = supervisor(kind, child("a", UNLIMITED));
        String before = node.info(supervisor).orElseThrow().what();
        stop(supervisor);
        assertThat(next()).isEqualTo("a :shutdown");

        assertThat(node.info(supervisor).orElseThrow().what()).isEqualTo(before);
        assertThat(node.restartIntensity(supervisor)).isPresent();
    }

    @Test
    void who_ended_it_is_told_as_of_any_server() throws Exception {
        List<Event.Exited> exited = new CopyOnWriteArrayList<>();
        try (Node told =
                Node.builder()
                        .events(event -> {
                            if (event instanceof Event.Exited it) {
                                exited.add(it);
                            }
                        })
                        .lifeEvents()
                        .build()) {
            ChildSpec worker = worker(() -> Process.sleep(Process.INFINITY));
            Supervisor.Flags flags = Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE);
            Supervisor.Module inner = () -> new Supervisor.Init.Spec(flags, List.of(worker));
            ChildSpec sub =
                    ChildSpec.supervisor(
                            "sub", () -> Supervisor.startLink(inner, StartOptions.NONE));
            Pid top = Supervisor.start(told, flags, List.of(sub), StartOptions.NONE).pidOrExit();

            Supervisor.terminateChild(top, "sub");

            told.awaitQuiet();
            assertThat(exited)
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.reason()).isEqualTo(ExitReason.SHUTDOWN);
                        assertThat(it.by()).contains(top);
                    });
        }
    }

    private static ChildSpec worker(ProcessCode code) {
        return ChildSpec.worker("worker", () -> StartResult.started(Process.spawnLink(code)));
    }

    @Test
    void a_child_that_may_take_no_time_is_killed_at_once() throws Exception {
        ProcessCell supervisor =
                supervisor(Kind.IN_ORDER, child("a", new ChildSpec.Shutdown.Within(Duration.ZERO)));
        BlockingQueue<ExitReason> end = end(supervisor);
        stop(supervisor);

        assertThat(end.poll(30, TimeUnit.SECONDS)).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(node.whereis("a")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_it_is_sent_meanwhile_stays_and_who_asks_it_hears_of_its_end(Kind kind)
            throws Exception {
        ProcessCell supervisor = supervisor(kind, child("a", UNLIMITED));
        stop(supervisor);
        assertThat(next()).isEqualTo("a :shutdown");
        Process.send(supervisor, "hello");
        BlockingQueue<ExitReason> asked = new LinkedBlockingQueue<>();
        node.spawn(() -> {
            try {
                Supervisor.countChildren(supervisor);
            } catch (ExitException exit) {
                asked.add(exit.reason());
            }
        });

        node.awaitQuiet();
        assertThat(node.info(supervisor).orElseThrow().messageQueueLength()).isEqualTo(2);
        assertThat(asked).isEmpty();

        Process.send(node.named("a"), "end");
        ExitReason reason = asked.poll(30, TimeUnit.SECONDS);
        assertThat(reason)
                .isInstanceOfSatisfying(
                        ExitReason.CallFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ExitReason.SHUTDOWN));
    }

    @ParameterizedTest
    @EnumSource
    void a_child_whose_time_is_over_is_killed(Kind kind) throws Exception {
        ProcessCell supervisor =
                supervisor(kind, child("a", new ChildSpec.Shutdown.Within(Duration.ofSeconds(3))));
        BlockingQueue<ExitReason> end = end(supervisor);
        stop(supervisor);
        assertThat(next()).isEqualTo("a :shutdown");

        clock.advance(Duration.ofMillis(2_999));
        assertThat(node.whereis("a")).isPresent();
        clock.advance(Duration.ofMillis(1));

        assertThat(node.whereis("a")).isEmpty();
        assertThat(end.poll(30, TimeUnit.SECONDS)).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(clock.pending()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void one_that_is_killed_meanwhile_leaves_no_alarm(Kind kind) throws Exception {
        ProcessCell supervisor =
                supervisor(kind, child("a", new ChildSpec.Shutdown.Within(Duration.ofSeconds(3))));
        BlockingQueue<ExitReason> end = end(supervisor);
        stop(supervisor);
        assertThat(next()).isEqualTo("a :shutdown");
        node.awaitQuiet();

        node.run(() -> {
            Process.exit(supervisor, ExitReason.KILL);
            return true;
        });

        assertThat(end.poll(30, TimeUnit.SECONDS)).isEqualTo(ExitReason.KILLED);
        node.awaitQuiet();
        assertThat(clock.pending()).isZero();
    }

    @Test
    void children_in_order_are_asked_one_after_the_other_and_each_has_all_its_time()
            throws Exception {
        var three = new ChildSpec.Shutdown.Within(Duration.ofSeconds(3));
        ProcessCell supervisor =
                supervisor(Kind.IN_ORDER, child("a", three), child("b", three), child("c", three));
        BlockingQueue<ExitReason> end = end(supervisor);
        stop(supervisor);
        assertThat(next()).isEqualTo("c :shutdown");
        clock.advance(Duration.ofSeconds(2));
        Process.send(node.named("c"), "end");
        assertThat(next()).isEqualTo("b :shutdown");
        node.awaitQuiet();

        clock.advance(Duration.ofSeconds(2));
        assertThat(node.whereis("b")).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(node.whereis("b")).isEmpty();
        assertThat(next()).isEqualTo("a :shutdown");
        Process.send(node.named("a"), "end");

        assertThat(end.poll(30, TimeUnit.SECONDS)).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void one_that_is_traced_ends_its_children_too(Kind kind) throws Exception {
        ProcessCell supervisor = supervisor(kind, child("a", UNLIMITED));
        BlockingQueue<ExitReason> end = end(supervisor);
        List<Object> traced = new ArrayList<>();
        Sys.trace(supervisor, (server, event) -> traced.add(event));
        stop(supervisor);

        assertThat(next()).isEqualTo("a :shutdown");
        Process.send(node.named("a"), "end");
        assertThat(end.poll(30, TimeUnit.SECONDS)).isEqualTo(ExitReason.SHUTDOWN);
    }

    /// The end of a child comes at any moment of its supervisor's last steps: many end at once.
    @Test
    void it_misses_the_end_of_no_child() {
        ChildSpec.StartFunction brief =
                () -> StartResult.started(Process.spawnLink(Process::receive));
        Supervisor.Flags flags = Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE);
        var init =
                new Supervisor.Init.Spec(
                        flags,
                        List.of(
                                ChildSpec.worker("first", brief),
                                ChildSpec.worker("second", brief)));
        ChildSpec family =
                ChildSpec.supervisor(
                        "family", () -> Supervisor.startLink(() -> init, StartOptions.NONE));
        for (int round = 0; round < 40; round++) {
            Pid all = supervisor(Kind.AT_ONCE);
            for (int i = 0; i < 250; i++) {
                DynamicSupervisor.startChild(all, family).pidOrExit();
            }
            GenServer.stop(all, ExitReason.SHUTDOWN, Process.INFINITY);
        }
        node.awaitQuiet();
        assertThat(node.processes()).isEmpty();
    }
}
