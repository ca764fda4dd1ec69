package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// When a stream is closed, or ends otherwise, its tasks are gone and their supervisor knows: on
/// real threads, again and again under a supervisor that has room for no task more.
class HaltedStreamTest {
    private static final int OFTEN = 50;
    private static final int ROOM = 4;
    private static final TaskStream.Options OPTIONS =
            TaskStream.Options.DEFAULT.withMaxConcurrency(ROOM);

    private final Node node = Node.builder().build();
    private final Pid supervisor =
            TaskSupervisor.start(
                            node,
                            DynamicSupervisor.Flags.DEFAULT.withMaxChildren(ROOM),
                            StartOptions.NONE)
                    .pidOrExit();

    @AfterEach
    void close() {
        node.close();
    }

    private static int onlyTheFirstEnds(int item) {
        if (item > 1) {
            Process.sleep(Process.INFINITY);
        }
        return item;
    }

    private Stream<TaskResult<Integer>> stream(
            Iterable<Integer> items, Function<Integer, Integer> code) {
        return TaskSupervisor.asyncStreamNolink(supervisor, items, code, OPTIONS);
    }

    private void leavesNothing(Runnable code) throws Exception {
        node.run(() -> {
            for (int i = 0; i < OFTEN; i++) {
                code.run();
                if (i % 2 == 1) {
                    assertThat(TaskSupervisor.children(supervisor)).isEmpty();
                }
            }
            return true;
        });
    }

    @Test
    void one_of_which_only_the_first_result_is_taken() throws Exception {
        leavesNothing(() -> {
            try (Stream<TaskResult<Integer>> results =
                    stream(List.of(1, 2, 3, 4), HaltedStreamTest::onlyTheFirstEnds)) {
                assertThat(results.limit(1).count()).isEqualTo(1);
            }
        });
    }

    @Test
    void one_whose_source_raises() throws Exception {
        leavesNothing(() -> {
            Iterable<Integer> source =
                    () ->
                            Stream.of(2, 3, 0)
                                    .map(item -> {
                                        if (item == 0) {
                                            throw new IllegalStateException("the source");
                                        }
                                        return item;
                                    })
                                    .iterator();
            assertThatThrownBy(() -> stream(source, HaltedStreamTest::onlyTheFirstEnds).toList())
                    .hasMessage("the source");
        });
    }

    @Test
    void one_whose_consumer_raises_anything() throws Exception {
        leavesNothing(() ->
                assertThatThrownBy(() ->
                                stream(List.of(1, 2, 3, 4), HaltedStreamTest::onlyTheFirstEnds)
                                        .forEach(result -> {
                                            throw new AssertionError("the consumer");
                                        }))
                        .isInstanceOf(AssertionError.class)
                        .hasMessage("the consumer"));
    }

    @Test
    void one_for_which_there_is_no_room() throws Exception {
        leavesNothing(() ->
                assertThatThrownBy(() ->
                                TaskSupervisor.asyncStreamNolink(
                                                supervisor,
                                                List.of(2, 3, 4, 5, 6),
                                                HaltedStreamTest::onlyTheFirstEnds,
                                                OPTIONS.withMaxConcurrency(ROOM + 1))
                                        .toList())
                        .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void one_whose_tasks_take_too_long() throws Exception {
        TaskStream.Options hurried = OPTIONS.withTimeout(java.time.Duration.ofMillis(1));
        leavesNothing(() ->
                assertThatThrownBy(() ->
                                TaskSupervisor.asyncStreamNolink(
                                                supervisor,
                                                List.of(2, 3, 4, 5),
                                                HaltedStreamTest::onlyTheFirstEnds,
                                                hurried)
                                        .toList())
                        .isInstanceOf(ExitException.class));
        leavesNothing(() ->
                assertThat(
                                TaskSupervisor.asyncStreamNolink(
                                                supervisor,
                                                List.of(2, 3, 4, 5, 6, 7, 8, 9),
                                                HaltedStreamTest::onlyTheFirstEnds,
                                                hurried.withOnTimeout(
                                                        TaskStream.OnTimeout.KILL_TASK))
                                        .toList())
                        .hasSize(8));
    }
}
