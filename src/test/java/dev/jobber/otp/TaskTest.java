package dev.jobber.otp;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaskTest {
    private static final ExitReason ODD = ExitReason.word("odd");

    private final ManualClock clock = new ManualClock();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Node node =
            Node.builder().fairness(false).clock(clock).events(events::add).build();

    @AfterEach
    void close() {
        node.close();
    }

    /// Waits for `"go"` and computes then.
    private static <T> Callable<T> held(Callable<T> code) {
        return () -> {
            Process.receive("go"::equals);
            return code.call();
        };
    }

    private static <T> Callable<T> forever() {
        return held(() -> {
            throw new ExitException(ODD);
        });
    }

    private static <T> Callable<T> exits(ExitReason reason) {
        return () -> {
            throw new ExitException(reason);
        };
    }

    private static <T> Task<T> ended(Task<T> task) {
        MonitorRef watch = Process.monitor(task.pid().orElseThrow());
        Process.receive(message -> message instanceof Down down && down.ref() == watch);
        return task;
    }

    /// What lies in the mailbox of the calling process.
    private static List<Object> mailbox() {
        List<Object> all = new ArrayList<>();
        Optional<Object> next = Process.receive(message -> true, Duration.ZERO);
        while (next.isPresent()) {
            all.add(next.get());
            next = Process.receive(message -> true, Duration.ZERO);
        }
        return all;
    }

    /// Runs as an owner that traps exits.
    private <T> T owner(Callable<T> code) throws Exception {
        return node.run(() -> {
            Process.trapExit(true);
            return code.call();
        });
    }

    /// What an owner that waits for time to pass comes to in the end.
    private <T> T after(Duration time, Callable<T> code) {
        AtomicReference<T> result = new AtomicReference<>();
        node.spawn(() -> result.set(code.call()));
        clock.advance(time);
        return result.get();
    }

    @Nested
    class Await {
        @Test
        void answers_the_value_and_leaves_nothing_behind() throws Exception {
            List<Object> left =
                    node.run(() -> {
                        assertThat(Task.async(() -> 42).await()).isEqualTo(42);
                        return mailbox();
                    });
            assertThat(left).isEmpty();
        }

        @Test
        void finds_the_value_and_the_end_in_the_mailbox() throws Exception {
            node.run(() -> {
                Task<Integer> task = ended(Task.async(() -> 42));
                assertThat(mailbox())
                        .containsExactly(
                                new Task.Reply(task.ref(), 42),
                                new Down(task.ref(), task.pid().orElseThrow(), ExitReason.NORMAL));
                return true;
            });
        }

        @Test
        void leaves_other_messages_where_they_are() throws Exception {
            List<Object> left =
                    node.run(() -> {
                        Process.send(Process.self(), "other");
                        Task.async(() -> 1).await();
                        return mailbox();
                    });
            assertThat(left).containsExactly("other");
        }

        @Test
        void exits_with_the_reason_of_a_task_that_ended_without_a_value() throws Exception {
            owner(() -> {
                Task<Integer> task = Task.async(exits(ODD));
                assertThatThrownBy(task::await)
                        .isInstanceOf(ExitException.class)
                        .hasMessageStartingWith("exited in: Task.await(%Task{pid: #PID<0.")
                        .hasMessageEndingWith(", 5000)\n    ** (EXIT) :odd");
                return true;
            });
        }

        @Test
        void exits_when_the_time_is_over_and_no_late_value_comes() {
            List<Object> left =
                    after(
                            ofSeconds(20),
                            () -> {
                                Task<Integer> task = Task.async(held(() -> 1));
                                assertThatThrownBy(task::await)
                                        .hasMessageEndingWith("** (EXIT) time out");
                                Pid pid = task.pid().orElseThrow();
                                assertThat(pid.isAlive()).isTrue();
                                Process.send(pid, "go");
                                ended(task);
                                return mailbox();
                            });
            assertThat(left).isEmpty();
            assertThat(clock.pending()).isZero();
        }

        @Test
        void twice_exits_with_a_time_out() {
            ExitReason reason =
                    after(
                            ofSeconds(20),
                            () -> {
                                Task<Integer> task = Task.async(() -> 1);
                                task.await();
                                return catchThrowableOfType(ExitException.class, task::await)
                                        .reason();
                            });
            assertThat(reason)
                    .isInstanceOfSatisfying(
                            ExitReason.CallFailed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(ExitReason.TIMEOUT));
        }

        @Test
        void is_for_the_owner_only() throws Exception {
            node.run(() -> {
                Task<Integer> task = Task.async(forever());
                Pid owner = Process.self();
                Task<String> other =
                        Task.async(() -> {
                            try {
                                return "" + task.await();
                            } catch (IllegalArgumentException refused) {
                                return refused.getMessage();
                            }
                        });
                assertThat(other.await())
                        .isEqualTo(
                                "task %Task{pid: "
                                        + task.pid().orElseThrow()
                                        + ", ref: "
                                        + task.ref()
                                        + ", owner: "
                                        + owner
                                        + "} must be queried from the owner but was queried from "
                                        + other.pid().orElseThrow());
                return true;
            });
        }

        @Test
        void of_a_completed_task_answers_at_once() throws Exception {
            assertThat(node.run(() -> Task.completed("ready").await())).isEqualTo("ready");
        }

        @Test
        void of_a_task_without_a_value_says_what_was_expected() throws Exception {
            owner(() -> {
                assertThatThrownBy(() -> Task.async(() -> (String) null).await())
                        .hasMessageContaining("expected a value from the task, got: null");
                return true;
            });
        }
    }

    @Test
    void is_a_task_to_people_who_look() throws Exception {
        Pid task = node.run(() -> Task.start(() -> Process.receive(message -> false)));
        assertThat(node.info(task).orElseThrow().what()).isEqualTo("Task");
    }

    @Nested
    class Links {
        @Test
        void a_crash_of_the_task_ends_its_owner() throws Exception {
            Pid owner =
                    node.spawn(() -> {
                        Task.async(exits(ODD));
                        Process.receive();
                    });
            clock.settle();
            assertThat(owner.isAlive()).isFalse();
        }

        @Test
        void a_crash_of_the_owner_ends_the_task_and_its_normal_end_does_not() throws Exception {
            AtomicReference<Pid> first = new AtomicReference<>();
            AtomicReference<Pid> second = new AtomicReference<>();
            node.spawn(() -> {
                first.set(Task.async(forever()).pid().orElseThrow());
                throw new ExitException(ODD);
            });
            node.spawn(() -> second.set(Task.async(forever()).pid().orElseThrow()));
            clock.settle();

            assertThat(first.get().isAlive()).isFalse();
            assertThat(second.get().isAlive()).isTrue();
        }
    }

    @Nested
    class Yield {
        @Test
        void answers_nothing_while_the_task_runs_then_the_value_then_nothing_again() {
            List<Optional<TaskResult<Integer>>> answers =
                    after(
                            ofSeconds(1),
                            () -> {
                                Task<Integer> task = Task.async(held(() -> 5));
                                Optional<TaskResult<Integer>> early = task.yield(ofMillis(20));
                                Process.send(task.pid().orElseThrow(), "go");
                                return List.of(
                                        early, task.yield(ofMillis(20)), task.yield(ofMillis(20)));
                            });
            assertThat(answers)
                    .containsExactly(
                            Optional.empty(),
                            Optional.of(new TaskResult.Ok<>(5)),
                            Optional.empty());
        }

        @Test
        void answers_why_a_task_ended() throws Exception {
            owner(() -> {
                Task<Integer> task = Task.async(exits(ODD));
                assertThat(task.yield(Process.INFINITY)).contains(new TaskResult.Exit<>(ODD));
                return true;
            });
        }

        @Test
        void of_many_waits_for_them_together() {
            List<Optional<TaskResult<Integer>>> answers =
                    after(
                            ofMillis(20),
                            () ->
                                    Task.yieldMany(
                                            List.of(
                                                    Task.async(forever()),
                                                    Task.async(() -> 3),
                                                    Task.async(forever())),
                                            ofMillis(20)));
            assertThat(answers)
                    .containsExactly(
                            Optional.empty(),
                            Optional.of(new TaskResult.Ok<>(3)),
                            Optional.empty());
        }
    }

    @Nested
    class AwaitMany {
        @Test
        void answers_the_values_in_the_order_of_the_tasks() throws Exception {
            List<Integer> values =
                    node.run(() -> {
                        Task<Integer> slow = Task.async(held(() -> 1));
                        Task<Integer> quick = Task.async(() -> 2);
                        Process.send(slow.pid().orElseThrow(), "go");
                        return Task.awaitMany(List.of(slow, quick));
                    });
            assertThat(values).containsExactly(1, 2);
        }

        @Test
        void exits_as_soon_as_one_fails_and_leaves_nothing_of_the_others() throws Exception {
            owner(() -> {
                Task<Integer> done = ended(Task.async(() -> 1));
                Task<Integer> odd = Task.async(exits(ODD));
                Task<Integer> slow = Task.async(forever());
                assertThatThrownBy(() -> Task.awaitMany(List.of(done, slow, odd)))
                        .hasMessageStartingWith("exited in: Task.await_many([%Task{")
                        .hasMessageEndingWith("** (EXIT) :odd");
                assertThat(mailbox()).allMatch(message -> message instanceof Exit);
                return true;
            });
        }

        @Test
        void exits_when_the_time_for_all_is_over() {
            String message =
                    after(
                            ofSeconds(6),
                            () -> {
                                Task<Integer> quick = Task.async(() -> 1);
                                Task<Integer> slow = Task.async(forever());
                                return catchThrowableOfType(
                                                ExitException.class,
                                                () -> Task.awaitMany(List.of(quick, slow)))
                                        .getMessage();
                            });
            assertThat(message).endsWith(", 5000)\n    ** (EXIT) time out");
        }

        @Test
        void of_no_tasks_answers_no_values() throws Exception {
            assertThat(node.run(() -> Task.awaitMany(List.of()))).isEmpty();
        }
    }

    @Nested
    class Shutdown {
        @Test
        void ends_a_task_that_runs_and_answers_nothing() throws Exception {
            node.run(() -> {
                Task<Integer> task = Task.async(forever());
                assertThat(task.shutdown()).isEmpty();
                assertThat(task.pid().orElseThrow().isAlive()).isFalse();
                assertThat(mailbox()).isEmpty();
                return true;
            });
        }

        @Test
        void answers_the_value_of_one_that_had_it() throws Exception {
            node.run(() -> {
                assertThat(ended(Task.async(() -> 5)).shutdown()).contains(new TaskResult.Ok<>(5));
                assertThat(mailbox()).isEmpty();
                return true;
            });
        }

        @Test
        void answers_why_one_had_ended_before() throws Exception {
            owner(() -> {
                assertThat(ended(Task.async(exits(ODD))).shutdown())
                        .contains(new TaskResult.Exit<>(ODD));
                return true;
            });
        }

        @Test
        void twice_finds_no_process() throws Exception {
            node.run(() -> {
                Task<Integer> task = Task.async(forever());
                task.shutdown();
                assertThat(task.shutdown()).contains(new TaskResult.Exit<>(ExitReason.NOPROC));
                return true;
            });
        }

        @Test
        void kills_one_that_traps_exits_when_the_time_is_over() {
            Optional<TaskResult<Integer>> result =
                    after(
                            ofMillis(30),
                            () -> {
                                Pid owner = Process.self();
                                Task<Integer> task =
                                        Task.async(() -> {
                                            Process.trapExit(true);
                                            Process.send(owner, "trapping");
                                            return TaskTest.<Integer>forever().call();
                                        });
                                Process.receive("trapping"::equals);
                                return task.shutdown(ofMillis(30));
                            });
            assertThat(result).contains(new TaskResult.Exit<>(ExitReason.KILLED));
        }

        @Test
        void can_be_brutal() throws Exception {
            owner(() -> {
                Task<Integer> task = Task.async(forever());
                assertThat(task.shutdown(new ChildSpec.Shutdown.BrutalKill())).isEmpty();
                assertThat(mailbox()).isEmpty();
                return true;
            });
        }

        @Test
        void needs_a_process() throws Exception {
            node.run(() -> {
                assertThatThrownBy(() -> Task.completed(1).shutdown())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("expected a task with a process, got: %Task{");
                return true;
            });
        }
    }

    @Nested
    class Ignore {
        @Test
        void answers_the_value_that_is_there_and_drops_the_one_that_comes_late() throws Exception {
            List<Object> left =
                    node.run(() -> {
                        assertThat(ended(Task.async(() -> 5)).ignore())
                                .contains(new TaskResult.Ok<>(5));
                        Task<Integer> late = Task.async(held(() -> 6));
                        assertThat(late.ignore()).isEmpty();
                        Process.send(late.pid().orElseThrow(), "go");
                        ended(late);
                        return mailbox();
                    });
            assertThat(left).isEmpty();
        }

        @Test
        void unlinks_so_that_a_late_crash_does_no_harm() throws Exception {
            node.run(() -> {
                Task<Integer> task = Task.async(forever());
                task.ignore();
                Process.send(task.pid().orElseThrow(), "go");
                ended(task);
                return true;
            });
        }
    }

    @Nested
    class Report {
        private String reported(ExitReason reason) {
            node.spawn(() -> {
                Process.trapExit(true);
                Task.async(exits(reason));
                Process.receive(message -> false, Process.INFINITY);
            });
            clock.settle();
            return events.isEmpty() ? "nothing" : events.getFirst().message();
        }

        @Test
        void of_an_odd_exit_names_the_task_and_its_owner() {
            assertThat(reported(ODD))
                    .matches(
                            "Task #PID<0\\.\\d+\\.0> started from #PID<0\\.\\d+\\.0> terminating\n\\*\\* \\(stop\\) :odd");
        }

        @Test
        void is_not_made_of_an_orderly_end() {
            assertThat(reported(ExitReason.NORMAL)).isEqualTo("nothing");
            assertThat(reported(ExitReason.SHUTDOWN)).isEqualTo("nothing");
            assertThat(reported(ExitReason.shutdown("done"))).isEqualTo("nothing");
        }

        @Test
        void is_made_of_a_started_task_that_no_process_waits_for_too() throws Exception {
            node.run(() ->
                    Task.start(() -> {
                        throw new IllegalStateException("boom");
                    }));
            clock.settle();
            assertThat(events)
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.message())
                                    .contains(
                                            "terminating\n** (java.lang.IllegalStateException) boom\n    at "));
        }
    }
}
