package dev.jobber.otp;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskSupervisorTest {
    private static final ExitReason ODD = ExitReason.word("odd");

    private final ManualClock clock = new ManualClock();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Node node =
            Node.builder().fairness(false).clock(clock).events(events::add).build();
    private final Pid tasks = supervisor(DynamicSupervisor.Flags.DEFAULT);

    @AfterEach
    void close() {
        node.close();
    }

    private Pid supervisor(DynamicSupervisor.Flags flags) {
        return TaskSupervisor.start(node, flags, StartOptions.NONE).pidOrExit();
    }

    private static <T> T odd() {
        throw new ExitException(ODD);
    }

    private static <T> T forever() {
        Process.receive(message -> false, Process.INFINITY);
        throw new AssertionError("received what cannot be");
    }

    private static Pid pid(Task<?> task) {
        return task.pid().orElseThrow();
    }

    /// Runs as a process that lives on until it is killed; answers it.
    private Pid owner(Callable<?> code) {
        Pid owner =
                node.spawn(() -> {
                    code.call();
                    forever();
                });
        clock.settle();
        return owner;
    }

    @Test
    void an_async_task_runs_under_the_supervisor_and_is_linked_to_its_owner() {
        AtomicReference<Task<Integer>> task = new AtomicReference<>();
        Pid owner =
                owner(() -> {
                    task.set(TaskSupervisor.async(tasks, TaskSupervisorTest::forever));
                    return true;
                });

        assertThat(TaskSupervisor.children(tasks)).containsExactly(pid(task.get()));
        assertThat(node.info(pid(task.get())).orElseThrow().links())
                .containsExactlyInAnyOrder(owner, tasks);
        Process.exit(owner, ODD);
        clock.settle();
        assertThat(TaskSupervisor.children(tasks)).isEmpty();
    }

    @Test
    void a_crash_of_an_async_task_ends_its_owner_and_not_the_supervisor() {
        Pid owner = owner(() -> TaskSupervisor.async(tasks, TaskSupervisorTest::odd));

        assertThat(owner.isAlive()).isFalse();
        assertThat(tasks.isAlive()).isTrue();
    }

    @Test
    void a_value_is_awaited_as_any_other() throws Exception {
        assertThat(node.run(() -> TaskSupervisor.async(tasks, () -> 3).await())).isEqualTo(3);
        assertThat(node.run(() -> TaskSupervisor.asyncNolink(tasks, () -> 4).await())).isEqualTo(4);
    }

    @Test
    void without_a_link_a_crash_is_a_result_and_its_reason_is_reported() throws Exception {
        node.run(() -> {
            Task<Integer> task = TaskSupervisor.asyncNolink(tasks, TaskSupervisorTest::odd);
            assertThat(task.yield(Process.INFINITY)).contains(new TaskResult.Exit<>(ODD));
            return true;
        });
        clock.settle();
        assertThat(events)
                .filteredOn(Event.TaskTerminating.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(event.message())
                                .startsWith("Task #PID<0.")
                                .endsWith(" terminating\n** (stop) :odd"));
    }

    @Test
    void without_a_link_the_task_outlives_its_owner() {
        Pid owner = owner(() -> TaskSupervisor.asyncNolink(tasks, TaskSupervisorTest::forever));
        Process.exit(owner, ODD);
        clock.settle();
        assertThat(TaskSupervisor.children(tasks)).hasSize(1);
    }

    @Test
    void a_started_task_is_temporary_unless_said_otherwise() throws Exception {
        var runs = new AtomicInteger();
        ProcessCode once =
                () -> {
                    runs.incrementAndGet();
                    odd();
                };
        node.run(() -> TaskSupervisor.startChild(tasks, once).pidOrExit());
        clock.settle();
        assertThat(runs).hasValue(1);

        ProcessCode twice =
                () -> {
                    if (runs.incrementAndGet() < 3) {
                        odd();
                    }
                };
        node.run(() ->
                TaskSupervisor.startChild(
                                tasks,
                                twice,
                                TaskSupervisor.Options.DEFAULT.withRestart(
                                        ChildSpec.Restart.TRANSIENT))
                        .pidOrExit());
        clock.settle();
        assertThat(runs).hasValue(3);
        assertThat(TaskSupervisor.children(tasks)).isEmpty();
    }

    @Test
    void a_task_can_be_stopped_once() throws Exception {
        Pid task =
                node.run(() ->
                        TaskSupervisor.startChild(tasks, TaskSupervisorTest::forever).pidOrExit());
        assertThat(TaskSupervisor.terminateChild(tasks, task))
                .isEqualTo(new Supervisor.Outcome.Ok());
        assertThat(TaskSupervisor.terminateChild(tasks, task))
                .isEqualTo(new Supervisor.Outcome.Refused(ExitReason.NOT_FOUND));
        assertThat(task.isAlive()).isFalse();
    }

    @Test
    void a_full_supervisor_refuses_more() throws Exception {
        Pid one = supervisor(DynamicSupervisor.Flags.DEFAULT.withMaxChildren(1));
        node.run(() -> {
            TaskSupervisor.asyncNolink(one, TaskSupervisorTest::forever);
            assertThat(TaskSupervisor.startChild(one, TaskSupervisorTest::forever))
                    .isEqualTo(StartResult.failed(ExitReason.MAX_CHILDREN));
            assertThatThrownBy(() -> TaskSupervisor.asyncNolink(one, () -> 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "reached the maximum number of tasks for this task supervisor. The maximum number of tasks that"
                                    + " are allowed to run at the same time under this supervisor can be configured with the"
                                    + " maxChildren of its flags");
            return true;
        });
    }

    @Test
    void a_dead_supervisor_starts_nothing() throws Exception {
        GenServer.stop(tasks);
        node.run(() -> {
            assertThatThrownBy(() -> TaskSupervisor.asyncNolink(tasks, () -> 1))
                    .isInstanceOf(ExitException.class)
                    .hasMessageContaining("** (EXIT) no process");
            return true;
        });
    }

    @Test
    void the_end_of_the_supervisor_is_the_end_of_its_tasks() throws Exception {
        Down down =
                node.run(() -> {
                    TaskSupervisor.asyncNolink(tasks, TaskSupervisorTest::forever);
                    GenServer.stop(tasks);
                    return (Down) Process.receive(Down.class::isInstance);
                });
        assertThat(down.reason()).isEqualTo(ExitReason.SHUTDOWN);
    }

    @Test
    void is_a_child_of_a_supervisor() throws Exception {
        Supervisor.start(
                        node,
                        Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                        List.of(
                                TaskSupervisor.childSpec(
                                        "tasks",
                                        DynamicSupervisor.Flags.DEFAULT,
                                        StartOptions.named("tasks")),
                                Task.childSpec("one", TaskSupervisorTest::odd)),
                        StartOptions.NONE)
                .pidOrExit();
        assertThat(
                        node.run(() ->
                                TaskSupervisor.asyncNolink(node.named("tasks"), () -> 7)
                                        .await(ofMillis(100))))
                .isEqualTo(7);
    }

    @Test
    void a_stream_without_links_has_an_exit_for_each_crash() throws Exception {
        List<TaskResult<Integer>> results =
                node.run(() ->
                        TaskSupervisor.asyncStreamNolink(
                                        tasks,
                                        List.of(1, 2, 3),
                                        n -> n == 2 ? TaskSupervisorTest.<Integer>odd() : n * 10,
                                        TaskStream.Options.DEFAULT)
                                .toList());
        assertThat(results)
                .containsExactly(
                        new TaskResult.Ok<>(10),
                        new TaskResult.Exit<>(ODD),
                        new TaskResult.Ok<>(30));
    }

    @Test
    void a_stream_that_finds_the_supervisor_full_ends_the_tasks_it_has() throws Exception {
        Pid one = supervisor(DynamicSupervisor.Flags.DEFAULT.withMaxChildren(1));
        node.run(() -> {
            assertThatThrownBy(() ->
                            TaskSupervisor.asyncStream(
                                            one,
                                            List.of(1, 2),
                                            n -> TaskSupervisorTest.<Integer>forever(),
                                            TaskStream.Options.DEFAULT.withMaxConcurrency(2))
                                    .toList())
                    .hasMessageStartingWith("reached the maximum number of tasks");
            return true;
        });
        clock.settle();
        assertThat(TaskSupervisor.children(one)).isEmpty();
    }

    /// Each time: a task hears of nothing, its owner of its end, and asks the supervisor for the
    /// next one while that stops.
    @Test
    void a_stream_whose_supervisor_stops_finds_no_process() throws Exception {
        for (int i = 0; i < 200; i++) {
            Pid stopping = supervisor(DynamicSupervisor.Flags.DEFAULT);
            ExitReason why =
                    node.run(() -> {
                        Process.trapExit(true);
                        Process.spawn(() -> {
                            awaitOne(stopping);
                            Supervisor.stop(stopping, ExitReason.SHUTDOWN, Process.INFINITY);
                        });
                        try {
                            List<TaskResult<Integer>> results =
                                    TaskSupervisor.asyncStreamNolink(
                                                    stopping,
                                                    List.of(1, 2, 3),
                                                    n -> TaskSupervisorTest.<Integer>forever(),
                                                    TaskStream.Options.DEFAULT
                                                            .withMaxConcurrency(1)
                                                            .withTimeout(Process.INFINITY))
                                            .toList();
                            throw new AssertionError("expected an exit, got: " + results);
                        } catch (ExitException exit) {
                            return exit.reason();
                        }
                    });
            assertThat(why)
                    .isInstanceOfSatisfying(
                            ExitReason.CallFailed.class,
                            stream ->
                                    assertThat(stream.reason())
                                            .isInstanceOfSatisfying(
                                                    ExitReason.CallFailed.class,
                                                    call ->
                                                            assertThat(call.reason())
                                                                    .isEqualTo(ExitReason.NOPROC)));
        }
    }

    private static void awaitOne(Pid supervisor) {
        while (TaskSupervisor.children(supervisor).isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
