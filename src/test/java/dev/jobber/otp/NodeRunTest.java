package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

/// What the code of [Node#run] comes to is what its caller gets.
@Timeout(60)
class NodeRunTest {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Node node = Node.builder().fairness(false).events(events::add).build();

    @AfterEach
    void close() {
        node.close();
    }

    private static <T extends Throwable> Object fail(Throwable problem) throws T {
        @SuppressWarnings("unchecked") // so that any Throwable can be thrown
        var any = (T) problem;
        throw any;
    }

    static Stream<Throwable> whatever_is_thrown() {
        return Stream.of(
                new IllegalStateException("unchecked"),
                new IOException("checked"),
                new InterruptedException("by itself"),
                new ExitException(ExitReason.word("odd")),
                new Thrown("ball"),
                new AssertionError("expected this, got that"),
                new StackOverflowError(),
                new LinkageError("of a library"));
    }

    @ParameterizedTest
    @MethodSource("whatever_is_thrown")
    void what_the_code_throws_reaches_the_caller(Throwable problem) {
        assertThat(catchThrowable(() -> node.run(() -> NodeRunTest.<Exception>fail(problem))))
                .isSameAs(problem);
        assertThat(events).as("what the caller knows is not reported").isEmpty();
    }

    @Test
    void a_failed_assertion_keeps_what_was_expected_and_what_came() {
        assertThatThrownBy(() -> node.run(() -> assertThat("that").isEqualTo("this")))
                .isInstanceOfSatisfying(
                        AssertionFailedError.class,
                        failure -> {
                            assertThat(failure.getExpected().getStringRepresentation())
                                    .isEqualTo("\"this\"");
                            assertThat(failure.getActual().getStringRepresentation())
                                    .isEqualTo("\"that\"");
                        });
    }

    @Test
    void a_throwable_of_no_known_kind_is_the_cause_of_an_exit() {
        var odd = new Throwable("odd");

        assertThatThrownBy(() -> node.run(() -> NodeRunTest.<RuntimeException>fail(odd)))
                .isInstanceOf(ExitException.class)
                .cause()
                .isSameAs(odd);
    }

    @Test
    void what_the_code_throws_ends_what_is_linked_to_it() {
        AtomicReference<Pid> linked = new AtomicReference<>();

        assertThatThrownBy(() ->
                        node.run(() -> {
                            linked.set(GenServer.startLink(new Counter(0)).pidOrExit());
                            throw new AssertionError("failed");
                        }))
                .hasMessage("failed");

        node.awaitQuiet();
        assertThat(linked.get().isAlive()).isFalse();
    }

    @Test
    void a_null_is_refused() {
        assertThatThrownBy(() -> node.run(NodeRunTest::nothing))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("expected a value from the code of Node.run, got: null");
    }

    @SuppressWarnings("NullAway") // a caller that does not check nulls
    private static String nothing() {
        return null;
    }

    @Test
    void a_process_that_is_killed_is_an_exit_with_the_reason() {
        assertThatThrownBy(() ->
                        node.run(() -> {
                            Process.exit(Process.self(), ExitReason.word("stop"));
                            return Process.receive(message -> true, Duration.ofDays(1));
                        }))
                .isInstanceOfSatisfying(
                        ExitException.class,
                        exit -> assertThat(exit.reason()).isEqualTo(ExitReason.word("stop")));
    }

    @Test
    void what_the_code_makes_of_being_killed_has_no_effect() {
        assertThatThrownBy(() ->
                        node.run(() -> {
                            killMyself();
                            throw new IllegalStateException("after the end");
                        }))
                .isInstanceOf(ExitException.class)
                .hasMessage("killed");
        assertThatThrownBy(() ->
                        node.run(() -> {
                            killMyself();
                            return "after the end";
                        }))
                .isInstanceOf(ExitException.class)
                .hasMessage("killed");
    }

    private static void killMyself() {
        Pid self = Process.self();
        Thread killer = Thread.ofPlatform().start(() -> Process.exit(self, ExitReason.KILL));
        while (killer.isAlive()) {
            try {
                killer.join();
            } catch (InterruptedException swallowed) {
                // as careless code does
            }
        }
    }
}
