package dev.jobber.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test as people write it.
@ExtendWith(NodeExtension.class)
class NodeExtensionTest {
    /// Tells another process when an hour is over.
    private static final class Reminder extends GenServer<Pid, Request<?>, Object> {
        private final Pid whom;

        Reminder(Pid whom) {
            this.whom = whom;
        }

        @Override
        protected InitResult<Pid> init() {
            Process.sendAfter(Process.self(), "ring", Duration.ofHours(1));
            return ok(whom);
        }

        @Override
        protected CallResult<Pid> handleCall(Request<?> request, From from, Pid state) {
            throw new IllegalStateException("boom");
        }

        @Override
        protected Result<Pid> handleInfo(Object message, Pid state) {
            Process.send(state, "an hour is over");
            return noreply(state);
        }
    }

    private record Crash() implements Request<String> {}

    private TestNode before = new TestNode();

    @BeforeEach
    void keep(TestNode node) {
        before.close();
        before = node;
    }

    private static ChildSpec child(TestNode.Probe probe) {
        return ChildSpec.worker(
                "reminder",
                () ->
                        GenServer.startLink(
                                new Reminder(probe.pid()), StartOptions.named("reminder")));
    }

    @Test
    void reminds_after_an_hour(TestNode node) {
        TestNode.Probe probe = node.probe();
        Pid reminder = node.start(new Reminder(probe.pid()));

        node.tick(Duration.ofMinutes(59));
        probe.assertMessages();
        node.tick(Duration.ofMinutes(1));

        probe.assertMessages("an hour is over");
        assertThat(node.assertAlive(reminder)).isEqualTo(reminder);
        node.assertNoCrash();
        assertThat(before).isSameAs(node);
    }

    @Test
    void tells_what_has_crashed_and_what_was_restarted(TestNode node) throws Exception {
        TestNode.Probe probe = node.probe();
        node.start(() ->
                Supervisor.startLink(
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                        List.of(child(probe)),
                        StartOptions.NONE));
        node.assertDead(node.node().named("reminder")); // its starter has ended, and so has it

        Pid reminder = node.start(new Reminder(probe.pid()));
        assertThatThrownBy(() -> GenServer.call(reminder, new Crash()))
                .isInstanceOf(dev.jobber.otp.ExitException.class);

        node.assertDead(reminder);
        node.assertRestarts(0);
        assertThatThrownBy(node::assertNoCrash)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("boom");
        assertThatThrownBy(() -> node.assertRestarts(1)).hasMessage("expected 1 restarts, got: 0");
        assertThatThrownBy(() -> node.assertAlive(reminder))
                .hasMessageStartingWith("expected a live process, got: " + reminder);
        assertThatThrownBy(() -> node.assertDead(probe.pid()))
                .hasMessageStartingWith("expected no live process, got: ");
        assertThatThrownBy(() -> probe.assertMessages("x"))
                .hasMessage("expected the messages [x], got: []");
    }

    @Test
    void counts_what_supervisors_start_again_and_what_comes_to_a_probe(TestNode node) {
        TestNode.Probe probe = node.probe();
        Supervisor.start(
                        node.node(),
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                        List.of(child(probe)),
                        StartOptions.NONE)
                .pidOrExit();
        Pid first = node.assertAlive(node.node().named("reminder"));
        node.tick(Duration.ofMinutes(30));

        Process.exit(first, ExitReason.KILL);

        node.assertRestarts(1);
        node.assertDead(first);
        node.tick(Duration.ofMinutes(30));
        probe.assertMessages(); // the new one began anew
        node.tick(Duration.ofMinutes(30));
        Process.send(probe.pid(), 7);
        probe.assertMessages("an hour is over", 7);
        assertThatThrownBy(() -> probe.assertMessages(7, "an hour is over"))
                .hasMessage(
                        "expected the messages [7, an hour is over], got: [an hour is over, 7]");
        assertThatThrownBy(() -> node.assertRestarts(0))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("expected 0 restarts, got: 1\n    Child \"reminder\"");
    }

    @Test
    void a_thread_that_goes_on_fails_the_test() throws Exception {
        var stuck = new TestNode();
        var over = new AtomicBoolean();
        var begun = new CountDownLatch(1);
        stuck.node()
                .spawn(() -> {
                    begun.countDown();
                    while (!over.get()) {
                        Thread.onSpinWait();
                    }
                });

        begun.await(); // killed before, it would not begin at all
        try {
            assertThatThrownBy(stuck::close)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("expected no thread to outlive the test, got: ");
        } finally {
            over.set(true);
        }
    }
}
