package dev.jobber.otp;

import static dev.jobber.otp.Nursery.IGNORES;
import static dev.jobber.otp.Nursery.LIVES;
import static dev.jobber.otp.Nursery.stops;
import static dev.jobber.otp.Nursery.which;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How a supervisor stops its children, and what it does when it is asked.
class SupervisorRequestsTest extends FourChildren {
    @Nested
    class Stopping {
        @Test
        void a_child_to_be_killed_brutally_does_not_terminate() {
            Pid sup = nursery.started(ONE, a().withShutdown(new ChildSpec.Shutdown.BrutalKill()));
            Supervisor.terminateChild(sup, "a");
            assertThat(nursery.seen()).isEmpty();
            assertThat(nursery.pid("a").isAlive()).isFalse();
            assertThat(which(sup)).containsExactly("a undefined");
        }

        @Test
        void a_child_that_takes_too_long_is_killed() throws Exception {
            ChildSpec slow =
                    nursery.child("a", Nursery.Manner.slow(ofSeconds(3)))
                            .withShutdown(new ChildSpec.Shutdown.Within(ofMillis(30)));
            Pid sup = nursery.started(ONE, slow);
            nursery.node.spawn(() -> Supervisor.terminateChild(sup, "a"));

            nursery.clock.advance(ofMillis(29));
            assertThat(nursery.seen()).containsExactly("terminated a :shutdown");
            assertThat(nursery.pid("a").isAlive()).isTrue();
            nursery.clock.advance(ofMillis(1));

            assertThat(nursery.pid("a").isAlive()).isFalse();
            assertThat(which(sup)).containsExactly("a undefined");
            assertThat(nursery.events(Event.ShutdownFailed.class))
                    .extracting(Event::message)
                    .containsExactly(
                            "Child \"a\" of Supervisor "
                                    + sup
                                    + ", "
                                    + nursery.pid("a")
                                    + ", was stopped and ended with :killed");
        }

        @Test
        void a_child_with_all_the_time_in_the_world_is_waited_for() {
            ChildSpec slow =
                    nursery.child("a", Nursery.Manner.slow(ofSeconds(3_600)))
                            .withShutdown(new ChildSpec.Shutdown.Infinity());
            Pid sup = nursery.started(ONE, slow);
            nursery.node.spawn(() -> Supervisor.stop(sup));

            nursery.clock.advance(ofSeconds(3_599));
            assertThat(sup.isAlive()).isTrue();
            nursery.clock.advance(ofSeconds(1));

            assertThat(sup.isAlive()).isFalse();
            assertThat(nursery.events(Event.ShutdownFailed.class)).isEmpty();
        }

        @Test
        void a_child_that_raises_in_terminate_holds_no_process_up() {
            Pid sup = nursery.started(ONE, nursery.child("a", Nursery.Manner.RAISES), b());

            Supervisor.stop(sup);

            assertThat(nursery.seen())
                    .containsExactly("terminated b :shutdown", "terminated a :shutdown");
        }

        @Test
        void a_child_that_has_unlinked_itself_is_stopped_all_the_same() {
            Pid sup =
                    nursery.started(
                            ONE,
                            ChildSpec.worker(
                                    "loner",
                                    () -> {
                                        StartResult result = GenServer.startLink(new Counter(0));
                                        Process.unlink(result.pidOrExit());
                                        return result;
                                    }));
            assertThat(Supervisor.terminateChild(sup, "loner"))
                    .isEqualTo(new Supervisor.Outcome.Ok());
            assertThat(nursery.node.processCount()).isEqualTo(1);
        }

        @Test
        void the_exit_of_its_parent_ends_it_with_the_reason() throws Exception {
            nursery.node.run(() -> {
                Process.trapExit(true);
                Pid sup = Supervisor.startLink(ONE, List.of(a()), StartOptions.NONE).pidOrExit();
                Process.exit(sup, ExitReason.word("bye"));
                assertThat(Process.receive()).isEqualTo(new Exit(sup, ExitReason.word("bye")));
                return true;
            });
            assertThat(nursery.seen()).containsExactly("started a", "terminated a :shutdown");
        }

        @Test
        void the_exit_of_a_stranger_means_nothing_to_it() {
            Pid sup = nursery.started(ONE, a());
            nursery.node.spawn(() -> Process.exit(sup, ExitReason.SHUTDOWN));
            nursery.clock.settle();
            assertThat(which(sup)).containsExactly("a running");
        }

        @Test
        void a_killed_supervisor_takes_its_children_with_it() {
            Pid sup = nursery.started(ONE, a(), nursery.child("plain"));

            Process.exit(sup, ExitReason.KILL);

            assertThat(nursery.seen()).containsExactly("terminated a :killed");
            assertThat(nursery.node.processCount()).isZero();
        }
    }

    @Nested
    class Requests {
        @Test
        void start_child_tells_what_became_of_the_start() {
            Pid sup = nursery.started(ONE);

            assertThat(Supervisor.startChild(sup, a()))
                    .isEqualTo(StartResult.started(nursery.pid("a")));
            assertThat(Supervisor.startChild(sup, b(new Nursery.Birth.LivesWith("more"))))
                    .isEqualTo(StartResult.started(nursery.pid("b"), "more"));
            assertThat(Supervisor.startChild(sup, c(IGNORES))).isEqualTo(StartResult.ignored());
            assertThat(Supervisor.startChild(sup, temporary(d(IGNORES))))
                    .isEqualTo(StartResult.ignored());
            ChildSpec failing = nursery.child("e", stops("nope"));
            assertThat(Supervisor.startChild(sup, failing))
                    .isEqualTo(
                            StartResult.failed(
                                    new ExitReason.ChildFailed(ExitReason.word("nope"), failing)));
            assertThat(which(sup)).containsExactly("c undefined", "b running", "a running");
        }

        @Test
        void start_child_refuses_an_id_that_is_taken() {
            Pid sup = nursery.started(ONE, a());

            assertThat(Supervisor.startChild(sup, a()))
                    .isEqualTo(StartResult.failed(new ExitReason.AlreadyStarted(nursery.pid("a"))));
            Supervisor.terminateChild(sup, "a");
            assertThat(Supervisor.startChild(sup, a()))
                    .isEqualTo(StartResult.failed(ExitReason.ALREADY_PRESENT));
        }

        @Test
        void a_child_goes_through_all_the_requests() {
            Pid sup = nursery.started(ONE, a(LIVES, stops("no"), IGNORES, LIVES));
            var ok = new Supervisor.Outcome.Ok();

            assertThat(Supervisor.restartChild(sup, "a"))
                    .isEqualTo(StartResult.failed(ExitReason.RUNNING));
            assertThat(Supervisor.deleteChild(sup, "a"))
                    .isEqualTo(new Supervisor.Outcome.Refused(ExitReason.RUNNING));
            assertThat(Supervisor.terminateChild(sup, "a")).isEqualTo(ok);
            assertThat(Supervisor.terminateChild(sup, "a")).isEqualTo(ok);
            assertThat(Supervisor.restartChild(sup, "a"))
                    .isEqualTo(StartResult.failed(ExitReason.word("no")));
            assertThat(Supervisor.restartChild(sup, "a")).isEqualTo(StartResult.ignored());
            assertThat(which(sup)).containsExactly("a undefined");
            assertThat(Supervisor.restartChild(sup, "a"))
                    .isEqualTo(StartResult.started(nursery.pid("a")));
            Supervisor.terminateChild(sup, "a");
            assertThat(Supervisor.deleteChild(sup, "a")).isEqualTo(ok);
            assertThat(which(sup)).isEmpty();
        }

        @Test
        void of_an_unknown_child_are_refused() {
            Pid sup = nursery.started(ONE);
            var notFound = new Supervisor.Outcome.Refused(ExitReason.NOT_FOUND);

            assertThat(Supervisor.terminateChild(sup, "zz")).isEqualTo(notFound);
            assertThat(Supervisor.deleteChild(sup, "zz")).isEqualTo(notFound);
            assertThat(Supervisor.restartChild(sup, "zz"))
                    .isEqualTo(StartResult.failed(ExitReason.NOT_FOUND));
        }

        @Test
        void a_terminated_temporary_child_is_forgotten() {
            Pid sup = nursery.started(ONE, temporary(a()));
            Supervisor.terminateChild(sup, "a");
            assertThat(which(sup)).isEmpty();
        }

        @Test
        void find_their_child_among_many() {
            var many = new ChildSpec[100];
            for (int i = 0; i < many.length; i++) {
                many[i] = nursery.child("child " + i);
            }
            Pid sup = nursery.started(ONE.withMaxRestarts(100), many);

            for (int i = 0; i < many.length; i += 2) {
                Supervisor.terminateChild(sup, "child " + i);
                Supervisor.deleteChild(sup, "child " + i);
            }
            for (int i = 1; i < many.length; i += 2) {
                nursery.exit("child " + i, ExitReason.KILL);
            }

            assertThat(Supervisor.countChildren(sup))
                    .isEqualTo(new Supervisor.ChildCounts(50, 50, 0, 50));
            assertThat(which(sup)).startsWith("child 99 running").endsWith("child 1 running");
        }

        @Test
        void count_supervisors_apart() {
            Pid sup =
                    nursery.started(
                            ONE, a(), nursery.supervisor("in", ONE, b()), transientChild(c()));
            nursery.end("c", ExitReason.NORMAL);

            assertThat(Supervisor.countChildren(sup))
                    .isEqualTo(new Supervisor.ChildCounts(2, 3, 1, 2));
        }

        @Test
        void to_a_supervisor_that_is_gone_exit_with_noproc_and_what_was_asked() {
            Pid sup = nursery.started(ONE);
            Supervisor.stop(sup);

            assertThatThrownBy(() -> Supervisor.countChildren(sup))
                    .isInstanceOf(ExitException.class)
                    .hasMessageStartingWith(
                            "exited in: GenServer.call("
                                    + sup
                                    + ", :count_children, :infinity)\n    ** (EXIT) no process");
            assertThatThrownBy(() -> Supervisor.stop(sup))
                    .isInstanceOf(ExitException.class)
                    .hasMessageStartingWith("exited in: GenServer.stop(" + sup);
        }

        @Test
        void a_message_that_is_no_request_is_told_and_dropped() {
            Pid sup = nursery.started(ONE, a());
            Process.send(sup, "what?");
            nursery.clock.settle();

            assertThat(nursery.events(Event.UnexpectedMessage.class))
                    .extracting(Event::message)
                    .containsExactly(
                            "Supervisor "
                                    + sup
                                    + " received unexpected message in handleInfo: \"what?\"");
            assertThat(which(sup)).containsExactly("a running");
        }
    }

    @Nested
    class Significant {
        private final Supervisor.Flags any =
                ONE.withAutoShutdown(Supervisor.AutoShutdown.ANY_SIGNIFICANT);
        private final Supervisor.Flags all =
                ONE.withAutoShutdown(Supervisor.AutoShutdown.ALL_SIGNIFICANT);

        private ChildSpec significant(ChildSpec spec) {
            return spec.withSignificant(true);
        }

        @Test
        void any_the_first_that_ends_by_itself_ends_the_supervisor() {
            Pid sup =
                    nursery.started(
                            any,
                            a(),
                            significant(transientChild(b())),
                            significant(temporary(c())),
                            d());

            nursery.end("b", ExitReason.NORMAL);

            assertThat(nursery.seen())
                    .containsExactly(
                            "terminated b :normal",
                            "terminated d :shutdown",
                            "terminated c :shutdown",
                            "terminated a :shutdown");
            assertThat(sup.isAlive()).isFalse();
        }

        @Test
        void any_one_that_is_started_again_has_not_ended() {
            Pid sup = nursery.started(any, significant(transientChild(a())));
            nursery.crash("a");
            assertThat(which(sup)).containsExactly("a running");
        }

        @Test
        void any_one_that_is_stopped_by_request_has_not_ended_by_itself() {
            Pid sup = nursery.started(any, significant(transientChild(a())));
            Supervisor.terminateChild(sup, "a");
            assertThat(sup.isAlive()).isTrue();
        }

        @Test
        void any_one_that_is_stopped_with_its_group_has_not_ended_by_itself() {
            Pid sup =
                    nursery.started(
                            ALL.withAutoShutdown(Supervisor.AutoShutdown.ANY_SIGNIFICANT),
                            a(),
                            significant(temporary(b())));
            nursery.crash("a");
            assertThat(which(sup)).containsExactly("a running");
        }

        @Test
        void all_only_the_last_ends_the_supervisor() {
            Pid sup =
                    nursery.started(
                            all,
                            a(),
                            significant(transientChild(b())),
                            significant(temporary(c())));

            nursery.end("b", ExitReason.NORMAL);
            assertThat(sup.isAlive()).isTrue();
            nursery.crash("c");

            assertThat(sup.isAlive()).isFalse();
        }

        @Test
        void all_one_stopped_by_request_does_not_hold_the_others_up() {
            Pid sup =
                    nursery.started(
                            all,
                            significant(transientChild(a())),
                            significant(transientChild(b())));
            Supervisor.terminateChild(sup, "a");
            nursery.end("b", ExitReason.SHUTDOWN);
            assertThat(sup.isAlive()).isFalse();
        }

        @Test
        void a_child_that_is_not_changes_nothing() {
            Pid sup = nursery.started(any, transientChild(a()));
            nursery.end("a", ExitReason.NORMAL);
            assertThat(sup.isAlive()).isTrue();
        }
    }

    @Nested
    class Refusals {
        private String failure(Supervisor.Flags flags, ChildSpec... children) {
            return switch (nursery.start(flags, children)) {
                case StartResult.Failed(var reason) -> reason.toString();
                case StartResult other -> other.toString();
            };
        }

        @Test
        void name_the_flag_that_cannot_be() {
            assertThat(failure(ONE.withMaxRestarts(-1)))
                    .isEqualTo("{:supervisor_data, {:invalid_intensity, -1}}");
            assertThat(failure(ONE.withMaxSeconds(0)))
                    .isEqualTo("{:supervisor_data, {:invalid_period, 0}}");
        }

        @Test
        void name_the_id_that_two_children_have_before_anything_starts() {
            assertThat(failure(ONE, a(), a()))
                    .isEqualTo("{:start_spec, {:duplicate_child_name, \"a\"}}");
            assertThat(nursery.seen()).containsExactly("started sup");
        }

        @Test
        void name_the_shutdown_that_cannot_be() {
            ChildSpec.Shutdown negative = new ChildSpec.Shutdown.Within(ofMillis(-5));
            assertThat(failure(ONE, a().withShutdown(negative)))
                    .isEqualTo("{:start_spec, {:invalid_shutdown, -5}}");
            assertThat(Supervisor.startChild(nursery.started(ONE), a().withShutdown(negative)))
                    .hasToString("Failed[reason={:invalid_shutdown, -5}]");
        }

        @Test
        void name_the_settings_that_contradict_each_other() {
            assertThat(failure(ONE, transientChild(a()).withSignificant(true)))
                    .isEqualTo(
                            "{:start_spec, {:bad_combination, [auto_shutdown: :never, significant: true]}}");
            assertThat(
                            failure(
                                    ONE.withAutoShutdown(Supervisor.AutoShutdown.ANY_SIGNIFICANT),
                                    a().withSignificant(true)))
                    .isEqualTo(
                            "{:start_spec, {:bad_combination, [restart: :permanent, significant: true]}}");
        }

        @Test
        void a_module_may_want_no_supervisor() {
            assertThat(
                            Supervisor.start(
                                    nursery.node, Supervisor.Init.Ignore::new, StartOptions.NONE))
                    .isEqualTo(StartResult.ignored());
            assertThat(nursery.node.processCount()).isZero();
        }

        @Test
        void an_init_that_raises_is_a_failed_start() {
            var problem = new IllegalStateException("init boom");
            assertThat(
                            Supervisor.start(
                                    nursery.node,
                                    () -> {
                                        throw problem;
                                    },
                                    StartOptions.NONE))
                    .isEqualTo(StartResult.failed(new ExitReason.Crash(problem)));
        }

        @Test
        void a_name_that_is_taken_is_refused() {
            Pid first =
                    Supervisor.start(
                                    nursery.node,
                                    () -> new Supervisor.Init.Spec(ONE, List.of()),
                                    StartOptions.named("top"))
                            .pidOrExit();
            assertThat(
                            Supervisor.start(
                                    nursery.node,
                                    () -> new Supervisor.Init.Spec(ONE, List.of()),
                                    StartOptions.named("top")))
                    .isEqualTo(StartResult.failed(new ExitReason.AlreadyStarted(first)));
            assertThat(nursery.node.whereis("top")).isEqualTo(Optional.of(first));
        }
    }

    @Nested
    class Told {
        @Test
        void that_a_child_terminated_and_was_restarted() {
            Pid sup = nursery.started(ONE, a());
            Pid before = nursery.pid("a");

            nursery.exit("a", ExitReason.KILL);

            assertThat(nursery.events)
                    .containsExactly(
                            new Event.ChildTerminated(sup, "a", before, ExitReason.KILLED),
                            new Event.Restarted(
                                    sup,
                                    "a",
                                    nursery.pid("a"),
                                    ExitReason.KILLED,
                                    new RestartIntensity(1, 3, 5)));
            assertThat(nursery.events)
                    .extracting(Event::message)
                    .containsExactly(
                            "Child \"a\" of Supervisor "
                                    + sup
                                    + ", "
                                    + before
                                    + ", terminated: :killed",
                            "Child \"a\" of Supervisor "
                                    + sup
                                    + " restarted as "
                                    + nursery.pid("a")
                                    + " after :killed");
        }

        @Test
        void what_it_is_and_has_to_a_process_that_looks_into_it() {
            Pid sup = nursery.started(ONE, a(), transientChild(b(IGNORES)));

            assertThat(Sys.getState(sup))
                    .hasToString(
                            "State[flags="
                                    + ONE
                                    + ", children=ChildCounts[active=1, specs=2, supervisors=0, workers=2]]");
            assertThat(nursery.node.info(sup))
                    .get()
                    .extracting(ProcessInfo::what)
                    .isEqualTo("Supervisor");
        }

        @Test
        void of_which_supervisor_by_its_name_a_child_could_not_be_started() {
            Pid sup =
                    nursery.node
                            .start(
                                    new SupervisorServer(
                                            () -> new Supervisor.Init.Spec(ONE, List.of())),
                                    StartOptions.named("top"))
                            .pidOrExit();

            assertThat(new Event.ChildStartFailed(sup, "a", ExitReason.word("no"), true).message())
                    .isEqualTo("Child \"a\" of top " + sup + " failed to restart: :no");
        }

        @Test
        void that_a_child_could_not_be_started() {
            Pid sup = nursery.started(ONE, a(LIVES, stops("no")));

            nursery.exit("a", ExitReason.KILL);

            assertThat(nursery.events(Event.ChildStartFailed.class))
                    .extracting(Event::message)
                    .containsExactly(
                            "Child \"a\" of Supervisor " + sup + " failed to restart: :no");
            assertThat(nursery.events(Event.Restarted.class))
                    .extracting(Event.Restarted::after)
                    .containsExactly(ExitReason.word("no"));
        }
    }
}
