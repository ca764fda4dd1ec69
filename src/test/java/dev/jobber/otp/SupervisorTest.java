package dev.jobber.otp;

import static dev.jobber.otp.Nursery.HOLDS;
import static dev.jobber.otp.Nursery.IGNORES;
import static dev.jobber.otp.Nursery.LIVES;
import static dev.jobber.otp.Nursery.RAISES;
import static dev.jobber.otp.Nursery.stops;
import static dev.jobber.otp.Nursery.which;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How a supervisor starts its children, and starts them again.
class SupervisorTest extends FourChildren {
    @Nested
    class Order {
        @Test
        void children_start_in_order_and_stop_in_reverse() {
            Pid sup = nursery.start(ONE, a(), b(), c()).pidOrExit();
            assertThat(nursery.seen())
                    .containsExactly("started sup", "started a", "started b", "started c");
            assertThat(which(sup)).containsExactly("c running", "b running", "a running");

            Supervisor.stop(sup);

            assertThat(nursery.seen())
                    .containsExactly(
                            "terminated c :shutdown",
                            "terminated b :shutdown",
                            "terminated a :shutdown");
            assertThat(nursery.node.processCount()).isZero();
        }

        @Test
        void one_for_all_stops_the_others_in_reverse_and_starts_all_in_order() {
            nursery.started(ALL, a(), b(), c(), d());

            nursery.crash("b");

            assertThat(nursery.seen())
                    .containsExactly(
                            "terminated b boom",
                            "terminated d :shutdown",
                            "terminated c :shutdown",
                            "terminated a :shutdown",
                            "started a",
                            "started b",
                            "started c",
                            "started d");
        }

        @Test
        void rest_for_one_leaves_alone_those_before_it() {
            nursery.started(REST, a(), b(), c(), d());

            nursery.crash("b");

            assertThat(nursery.seen())
                    .containsExactly(
                            "terminated b boom",
                            "terminated d :shutdown",
                            "terminated c :shutdown",
                            "started b",
                            "started c",
                            "started d");
        }

        @Test
        void one_for_all_starts_again_a_transient_child_that_had_ended_normally() {
            Pid sup = nursery.started(ALL, transientChild(a()), b());
            nursery.end("a", ExitReason.NORMAL);
            assertThat(which(sup)).containsExactly("b running", "a undefined");

            nursery.crash("b");

            assertThat(which(sup)).containsExactly("b running", "a running");
        }

        @Test
        void a_temporary_child_that_is_stopped_with_its_group_is_forgotten() {
            Pid sup = nursery.started(ALL, temporary(a()), b(), temporary(c()));

            nursery.crash("b");

            assertThat(nursery.seen())
                    .containsExactly(
                            "terminated b boom",
                            "terminated c :shutdown",
                            "terminated a :shutdown",
                            "started b");
            assertThat(which(sup)).containsExactly("b running");
        }

        @Test
        void a_child_added_later_is_the_last() {
            Pid sup = nursery.started(ALL, b());
            Supervisor.startChild(sup, a());
            nursery.seen();

            Supervisor.stop(sup);

            assertThat(nursery.seen())
                    .containsExactly("terminated a :shutdown", "terminated b :shutdown");
        }

        @Test
        void a_supervisor_among_the_children_stops_in_its_place() {
            Pid sup = nursery.started(ONE, a(), nursery.supervisor("in", ONE, b(), c()), d());

            Supervisor.stop(sup);

            assertThat(nursery.seen())
                    .containsExactly(
                            "terminated d :shutdown",
                            "terminated c :shutdown",
                            "terminated b :shutdown",
                            "terminated a :shutdown");
        }
    }

    @Nested
    class FailingStarts {
        @Test
        void a_child_that_cannot_start_stops_those_that_had() {
            StartResult result = nursery.start(ONE, a(), b(stops("nope")), c());

            assertThat(nursery.seen())
                    .containsExactly(
                            "started sup", "started a", "init b stops", "terminated a :shutdown");
            assertThat(result)
                    .isEqualTo(
                            StartResult.failed(
                                    ExitReason.shutdown(
                                            new ExitReason.FailedToStartChild(
                                                    "b", ExitReason.word("nope")))));
            assertThat(nursery.node.processCount()).isZero();
        }

        @Test
        void a_start_function_that_throws_is_a_failed_start_with_exit() {
            RuntimeException problem = new IllegalStateException("start boom");
            StartResult result = nursery.start(ONE, a(new Nursery.Birth.Throws(problem)));

            assertThat(result.toString())
                    .contains(
                            "{:failed_to_start_child, \"a\", {:EXIT,"
                                    + " {%java.lang.IllegalStateException{message: \"start boom\"}, [...]}}}");
        }

        @Test
        void a_start_function_that_exits_is_a_failed_start_with_exit() {
            StartResult result =
                    nursery.start(
                            ONE,
                            a(new Nursery.Birth.Throws(new ExitException(ExitReason.word("odd")))));

            assertThat(result.toString())
                    .contains("{:failed_to_start_child, \"a\", {:EXIT, :odd}}");
        }

        @Test
        void what_a_start_function_throws_as_a_value_counts_as_what_it_returned() {
            StartResult result =
                    nursery.start(ONE, a(new Nursery.Birth.Throws(new Thrown("junk"))));

            assertThat(result.toString()).contains("{:failed_to_start_child, \"a\", \"junk\"}");
        }

        @Test
        void a_child_that_ignores_is_known_and_a_temporary_one_forgotten() {
            Pid sup = nursery.started(ONE, a(IGNORES), temporary(b(IGNORES)), c());

            assertThat(which(sup)).containsExactly("c running", "a undefined");
            assertThat(Supervisor.countChildren(sup))
                    .isEqualTo(new Supervisor.ChildCounts(1, 2, 0, 2));
        }

        @Test
        void each_failed_try_of_a_restart_counts() {
            Pid sup = nursery.started(ONE, a(LIVES, RAISES, stops("no")));
            nursery.crash("a");
            assertThat(nursery.seen())
                    .containsExactly(
                            "terminated a boom", "init a raises", "init a stops", "started a");

            nursery.crash("a");

            assertThat(sup.isAlive()).isFalse();
        }

        @Test
        void a_child_that_never_starts_again_ends_its_supervisor() {
            Pid sup = nursery.started(ONE, b(), a(LIVES, RAISES, RAISES, RAISES, RAISES), c());

            nursery.crash("a");

            assertThat(nursery.seen())
                    .containsExactly(
                            "terminated a boom",
                            "init a raises",
                            "init a raises",
                            "init a raises",
                            "terminated c :shutdown",
                            "terminated b :shutdown");
            assertThat(sup.isAlive()).isFalse();
        }

        @Test
        void a_group_that_fails_halfway_is_stopped_and_tried_again_whole() {
            nursery.started(ALL.withMaxRestarts(5), a(), b(LIVES, RAISES), c());

            nursery.crash("c");

            assertThat(nursery.seen())
                    .containsExactly(
                            "terminated c boom",
                            "terminated b :shutdown",
                            "terminated a :shutdown",
                            "started a",
                            "init b raises",
                            "terminated a :shutdown",
                            "started a",
                            "started b",
                            "started c");
        }

        @Test
        void rest_for_one_tries_again_from_the_one_that_failed() {
            nursery.started(REST.withMaxRestarts(5), a(), b(), c(LIVES, RAISES), d());

            nursery.crash("b");

            assertThat(nursery.seen())
                    .containsExactly(
                            "terminated b boom",
                            "terminated d :shutdown",
                            "terminated c :shutdown",
                            "started b",
                            "init c raises",
                            "started c",
                            "started d");
        }

        @Test
        void a_child_that_ignores_its_restart_stays_known() {
            Pid sup = nursery.started(ONE, a(LIVES, IGNORES));

            nursery.crash("a");

            assertThat(which(sup)).containsExactly("a undefined");
        }
    }

    @Nested
    class BetweenTwoTries {
        private Pid restarting(Supervisor.Flags flags, ChildSpec... children) {
            Pid sup = nursery.started(flags.withMaxRestarts(9), children);
            nursery.crash("a");
            assertThat(nursery.seen()).endsWith("init a holds");
            return sup;
        }

        /// What is asked while an init is held, and answered before the next try.
        private <R> R held(Callable<R> request) throws Exception {
            FutureTask<R> asking = new FutureTask<>(request);
            nursery.node.spawn(asking::run);
            nursery.clock.settle();
            nursery.release("a");
            return asking.get(30, TimeUnit.SECONDS);
        }

        @Test
        void the_child_is_shown_as_restarting_and_is_not_active() throws Exception {
            Pid sup = restarting(ONE, a(LIVES, HOLDS), b());
            assertThat(held(() -> which(sup))).containsExactly("b running", "a restarting");
            assertThat(which(sup)).containsExactly("b running", "a running");
        }

        @Test
        void it_does_not_count_as_active() throws Exception {
            Pid sup = restarting(ONE, a(LIVES, RAISES, HOLDS), b());
            assertThat(held(() -> Supervisor.countChildren(sup)))
                    .isEqualTo(new Supervisor.ChildCounts(1, 2, 0, 2));
        }

        @Test
        void it_can_be_neither_restarted_nor_deleted_nor_added() throws Exception {
            Pid sup = restarting(ONE, a(LIVES, HOLDS, HOLDS, HOLDS));
            assertThat(held(() -> Supervisor.restartChild(sup, "a")))
                    .isEqualTo(StartResult.failed(ExitReason.RESTARTING));
            assertThat(held(() -> Supervisor.deleteChild(sup, "a")))
                    .isEqualTo(new Supervisor.Outcome.Refused(ExitReason.RESTARTING));
            assertThat(held(() -> Supervisor.startChild(sup, a())))
                    .isEqualTo(StartResult.failed(ExitReason.ALREADY_PRESENT));
            assertThat(which(sup)).containsExactly("a running");
        }

        @Test
        void to_terminate_it_ends_the_tries() throws Exception {
            Pid sup = restarting(ONE, a(LIVES, HOLDS), b());
            assertThat(held(() -> Supervisor.terminateChild(sup, "a")))
                    .isEqualTo(new Supervisor.Outcome.Ok());
            assertThat(nursery.seen()).isEmpty();
            assertThat(which(sup)).containsExactly("b running", "a undefined");
        }

        @Test
        void the_rest_of_a_group_is_down() throws Exception {
            Pid sup = restarting(ALL, b(), a(LIVES, HOLDS), c());
            assertThat(held(() -> which(sup)))
                    .containsExactly("c undefined", "a restarting", "b running");
            assertThat(which(sup)).containsExactly("c running", "a running", "b running");
        }

        @Test
        void to_terminate_the_failing_one_of_a_group_leaves_the_others_as_they_are()
                throws Exception {
            Pid sup = restarting(ALL, b(), a(LIVES, HOLDS), c());
            held(() -> Supervisor.terminateChild(sup, "a"));
            assertThat(which(sup)).containsExactly("c undefined", "a undefined", "b running");
        }
    }

    @Nested
    class Intensity {
        @Test
        void counts_the_restarts_of_all_children_together() {
            Pid sup = nursery.started(ONE.withMaxRestarts(2), a(), b(), c());

            nursery.crash("a");
            nursery.crash("b");
            assertThat(sup.isAlive()).isTrue();
            nursery.crash("c");

            assertThat(sup.isAlive()).isFalse();
        }

        @Test
        void counts_normal_ends_of_permanent_children_and_no_end_without_a_restart() {
            Pid sup =
                    nursery.started(
                            ONE.withMaxRestarts(1), a(), transientChild(b()), temporary(c()));

            nursery.end("b", ExitReason.NORMAL);
            nursery.crash("c");
            nursery.end("a", ExitReason.NORMAL);
            assertThat(sup.isAlive()).isTrue();
            nursery.end("a", ExitReason.NORMAL);

            assertThat(sup.isAlive()).isFalse();
        }

        @Test
        void counts_the_restart_of_a_group_once() {
            Pid sup = nursery.started(ALL.withMaxRestarts(2), a(), b(), c());

            nursery.crash("a");
            nursery.crash("b");
            assertThat(sup.isAlive()).isTrue();
            nursery.crash("c");

            assertThat(sup.isAlive()).isFalse();
        }

        @Test
        void does_not_count_what_is_done_by_hand() {
            Pid sup = nursery.started(ONE.withMaxRestarts(0), a());
            for (int i = 0; i < 3; i++) {
                Supervisor.terminateChild(sup, "a");
                Supervisor.restartChild(sup, "a").pidOrExit();
            }
            assertThat(sup.isAlive()).isTrue();
        }

        @Test
        void is_measured_in_whole_seconds_both_ends_included() {
            Pid sup = nursery.started(ONE.withMaxRestarts(1).withMaxSeconds(1), a());

            nursery.clock.advance(ofMillis(500));
            nursery.crash("a");
            nursery.clock.advance(ofMillis(1_500)); // from second 0 to second 2
            nursery.crash("a");
            assertThat(sup.isAlive()).isTrue();
            nursery.clock.advance(ofMillis(1_999)); // to second 3: nearly two seconds later
            nursery.crash("a");

            assertThat(sup.isAlive()).isFalse();
        }

        @Test
        void one_too_many_ends_the_supervisor_with_shutdown_and_says_so() {
            Pid sup = nursery.started(ONE.withMaxRestarts(0), a());
            AtomicReference<ExitReason> fate = nursery.fateOf(sup);

            nursery.exit("a", ExitReason.KILL);

            assertThat(fate).hasValue(ExitReason.SHUTDOWN);
            assertThat(nursery.events(Event.GaveUp.class))
                    .extracting(Event::message)
                    .containsExactly(
                            "Supervisor "
                                    + sup
                                    + " gives up: its child \"a\" ended with :killed after 0 restarts within 5 s. It ends");
        }
    }
}
