package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;

/// Tests of how processes and nodes end, with code that computes, sleeps or owes an answer
/// meanwhile.
abstract class EndingNode {
    static final Duration LONG = Duration.ofSeconds(30);

    final AtomicBoolean enough = new AtomicBoolean();
    final Queue<String> ended = new ConcurrentLinkedQueue<>();
    final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    final Node node;

    EndingNode() {
        this(Duration.ofMillis(200));
    }

    EndingNode(Duration killGrace) {
        node = Node.builder().fairness(false).killGrace(killGrace).events(events::add).build();
    }

    @AfterEach
    void close() {
        enough.set(true);
        node.close();
    }

    /// What a server does with a request.
    enum Does {
        COMPUTES,
        SLEEPS,
        OWES,
        ANSWERS
    }

    record Ask(Does what) implements Request<String> {}

    final class Server extends GenServer<String, Ask, Object> {
        private final String name;
        private final CountDownLatch begun;

        Server(String name, CountDownLatch begun) {
            this.name = name;
            this.begun = begun;
        }

        Server(String name) {
            this(name, new CountDownLatch(1));
        }

        @Override
        protected InitResult<String> init() {
            Process.trapExit(true);
            return ok(name);
        }

        @Override
        protected CallResult<String> handleCall(Ask ask, From from, String state) throws Exception {
            begun.countDown();
            switch (ask.what()) {
                case COMPUTES -> spin();
                case SLEEPS -> Thread.sleep(LONG);
                case OWES -> {
                    return noreply(state);
                }
                case ANSWERS -> {}
            }
            return reply("answer", state);
        }

        @Override
        protected void terminate(ExitReason reason, String state) {
            ended.add(name + " " + reason);
        }
    }

    void spin() {
        while (!enough.get()) {
            Thread.onSpinWait();
        }
    }

    Pid spinning() throws Exception {
        var begun = new CountDownLatch(1);
        Pid pid =
                node.spawn(() -> {
                    begun.countDown();
                    spin();
                });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        return pid;
    }

    Supervisor.Module tree(String... names) {
        List<ChildSpec> children =
                List.of(names).stream()
                        .map(name ->
                                ChildSpec.worker(
                                        name,
                                        () ->
                                                GenServer.startLink(
                                                        new Server(name), StartOptions.NONE)))
                        .toList();
        return () ->
                new Supervisor.Init.Spec(
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE), children);
    }
}
