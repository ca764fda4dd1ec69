package dev.jobber.otp;

import static dev.jobber.otp.Nursery.HOLDS;
import static dev.jobber.otp.Nursery.IGNORES;
import static dev.jobber.otp.Nursery.LIVES;
import static dev.jobber.otp.Nursery.RAISES;
import static dev.jobber.otp.Nursery.stops;
import static dev.jobber.otp.Nursery.which;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.Collected;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DynamicSupervisorTest {
    private static final DynamicSupervisor.Flags FLAGS = DynamicSupervisor.Flags.DEFAULT;

    private final Nursery nursery = new Nursery();

    @AfterEach
    void close() {
        nursery.close();
    }

    private Pid supervisor(DynamicSupervisor.Flags flags, ChildSpec... children) {
        Pid sup = DynamicSupervisor.start(nursery.node, flags, StartOptions.NONE).pidOrExit();
        for (ChildSpec child : children) {
            DynamicSupervisor.startChild(sup, child).pidOrExit();
        }
        nursery.seen();
        return sup;
    }

    private static String failure(StartResult result) {
        return ((StartResult.Failed) result).reason().toString();
    }

    @Test
    void start_child_tells_what_became_of_the_start_and_keeps_only_who_lives() {
        Pid sup = supervisor(FLAGS);

        assertThat(DynamicSupervisor.startChild(sup, nursery.child("a")))
                .isEqualTo(StartResult.started(nursery.pid("a")));
        assertThat(
                        DynamicSupervisor.startChild(
                                sup, nursery.child("b", new Nursery.Birth.LivesWith("more"))))
                .isEqualTo(StartResult.started(nursery.pid("b"), "more"));
        assertThat(DynamicSupervisor.startChild(sup, nursery.child("c", IGNORES)))
                .isEqualTo(StartResult.ignored());
        assertThat(failure(DynamicSupervisor.startChild(sup, nursery.child("d", stops("nope")))))
                .isEqualTo(":nope");
        assertThat(failure(DynamicSupervisor.startChild(sup, nursery.child("e", RAISES))))
                .isEqualTo("{%java.lang.IllegalStateException{message: \"init boom\"}, [...]}");
        assertThat(which(sup)).containsExactly(":undefined running", ":undefined running");
        assertThat(DynamicSupervisor.countChildren(sup))
                .isEqualTo(new Supervisor.ChildCounts(2, 2, 0, 2));
    }

    @Test
    void what_a_start_function_throws_is_the_bare_reason() {
        Pid sup = supervisor(FLAGS);

        assertThat(failure(startThrowing(sup, new IllegalStateException("start boom"))))
                .isEqualTo("{%java.lang.IllegalStateException{message: \"start boom\"}, [...]}");
        assertThat(failure(startThrowing(sup, new ExitException(ExitReason.word("odd")))))
                .isEqualTo(":odd");
        assertThat(failure(startThrowing(sup, new Thrown("ball"))))
                .isEqualTo("{:nocatch, \"ball\"}");
        assertThat(which(sup)).isEmpty();
    }

    private StartResult startThrowing(Pid sup, Exception problem) {
        return DynamicSupervisor.startChild(
                sup, nursery.child("a", new Nursery.Birth.Throws(problem)));
    }

    @Test
    void the_same_child_may_be_started_any_number_of_times() {
        ChildSpec spec = nursery.child("a");
        Pid sup = supervisor(FLAGS, spec, spec, spec);
        assertThat(DynamicSupervisor.countChildren(sup).active()).isEqualTo(3);
    }

    @Test
    void max_children_counts_who_lives_or_is_being_restarted() {
        Pid sup = supervisor(FLAGS.withMaxChildren(2), nursery.child("a"), nursery.child("b"));
        var full = StartResult.failed(ExitReason.MAX_CHILDREN);

        assertThat(DynamicSupervisor.startChild(sup, nursery.child("c"))).isEqualTo(full);
        assertThat(DynamicSupervisor.startChild(sup, nursery.child("c", IGNORES))).isEqualTo(full);
        DynamicSupervisor.terminateChild(sup, nursery.pid("a"));
        assertThat(DynamicSupervisor.startChild(sup, nursery.child("c", IGNORES)))
                .isEqualTo(StartResult.ignored());
        assertThat(DynamicSupervisor.startChild(sup, nursery.child("d")))
                .isEqualTo(StartResult.started(nursery.pid("d")));
        assertThat(DynamicSupervisor.startChild(sup, nursery.child("e"))).isEqualTo(full);
    }

    @Test
    void extra_arguments_are_given_at_every_start() {
        supervisor(FLAGS.withExtraArguments("x", 1), nursery.child("a"));

        nursery.exit("a [x, 1]", ExitReason.KILL);

        assertThat(nursery.seen()).containsExactly("started a [x, 1]");
    }

    @Test
    void a_child_is_known_by_its_last_pid_only() {
        Pid sup = supervisor(FLAGS, nursery.child("a"));
        Pid first = nursery.pid("a");
        nursery.crash("a");
        var notFound = new Supervisor.Outcome.Refused(ExitReason.NOT_FOUND);

        assertThat(DynamicSupervisor.terminateChild(sup, first)).isEqualTo(notFound);
        assertThat(DynamicSupervisor.terminateChild(sup, nursery.pid("a")))
                .isEqualTo(new Supervisor.Outcome.Ok());
        assertThat(DynamicSupervisor.terminateChild(sup, nursery.pid("a"))).isEqualTo(notFound);
        assertThat(DynamicSupervisor.terminateChild(sup, sup)).isEqualTo(notFound);
    }

    @Test
    void to_terminate_a_child_by_its_last_pid_ends_the_tries_to_restart_it() throws Exception {
        Pid sup = supervisor(FLAGS, nursery.child("a", LIVES, HOLDS));
        Pid last = nursery.pid("a");
        nursery.crash("a");
        AtomicReference<Object> answer = new AtomicReference<>();
        nursery.node.spawn(() -> answer.set(DynamicSupervisor.terminateChild(sup, last)));
        nursery.clock.settle();

        nursery.release("a");

        assertThat(answer).hasValue(new Supervisor.Outcome.Ok());
        assertThat(which(sup)).isEmpty();
        assertThat(nursery.seen()).containsExactly("terminated a boom", "init a holds");
    }

    @Test
    void between_two_tries_a_child_is_shown_as_restarting_and_others_can_be_started()
            throws Exception {
        Pid sup = supervisor(FLAGS, nursery.child("a", LIVES, HOLDS));
        nursery.crash("a");
        AtomicReference<List<String>> children = new AtomicReference<>();
        nursery.node.spawn(() -> DynamicSupervisor.startChild(sup, nursery.child("b")));
        nursery.clock.settle();
        nursery.node.spawn(() -> children.set(which(sup)));
        nursery.clock.settle();

        nursery.release("a");

        assertThat(nursery.seen())
                .containsExactly("terminated a boom", "init a holds", "started b", "started a");
        assertThat(children).hasValue(List.of(":undefined restarting", ":undefined running"));
        assertThat(which(sup)).containsExactly(":undefined running", ":undefined running");
    }

    @Test
    void a_child_that_ignores_its_restart_is_forgotten() {
        Pid sup = supervisor(FLAGS, nursery.child("a", LIVES, IGNORES));
        nursery.crash("a");
        assertThat(which(sup)).isEmpty();
    }

    @Test
    void failing_restarts_are_tried_again_at_once_and_each_counts() {
        Pid sup = supervisor(FLAGS, nursery.child("a", LIVES, RAISES, stops("no")));
        nursery.crash("a");
        assertThat(nursery.seen())
                .containsExactly("terminated a boom", "init a raises", "init a stops", "started a");
        nursery.crash("a");
        assertThat(sup.isAlive()).isFalse();
    }

    @Test
    void more_restarts_than_allowed_stop_all_children() {
        Pid sup =
                supervisor(
                        FLAGS.withMaxRestarts(1),
                        nursery.trapping("a"),
                        nursery.trapping("b"),
                        nursery.child("c"));
        AtomicReference<ExitReason> fate = nursery.fateOf(sup);

        nursery.crash("a");
        nursery.crash("a");

        assertThat(nursery.seen())
                .containsExactly(
                        "terminated a boom",
                        "started a",
                        "terminated a boom",
                        "terminated b :shutdown");
        assertThat(fate).hasValue(ExitReason.SHUTDOWN);
        assertThat(nursery.node.processCount()).isZero();
    }

    @Test
    void restarts_are_forgotten_after_max_seconds() {
        Pid sup = supervisor(FLAGS.withMaxRestarts(1).withMaxSeconds(1), nursery.child("a"));
        for (int i = 0; i < 5; i++) {
            nursery.crash("a");
            nursery.clock.advance(ofSeconds(2));
        }
        assertThat(sup.isAlive()).isTrue();
    }

    @Test
    void all_children_are_stopped_at_once_and_each_has_its_own_time() {
        Pid sup =
                supervisor(
                        FLAGS,
                        slow("a", ofSeconds(10), new ChildSpec.Shutdown.Within(ofSeconds(2))),
                        slow("b", ofSeconds(4), new ChildSpec.Shutdown.Infinity()),
                        slow("c", ofSeconds(10), new ChildSpec.Shutdown.Within(ofSeconds(3))),
                        slow("d", ofSeconds(10), new ChildSpec.Shutdown.BrutalKill()),
                        slow("e", ofSeconds(1), new ChildSpec.Shutdown.Within(ofSeconds(2))));
        AtomicReference<ExitReason> fate = nursery.fateOf(sup);
        nursery.node.spawn(() -> DynamicSupervisor.stop(sup));
        nursery.clock.settle();
        assertThat(nursery.seen())
                .containsExactlyInAnyOrder(
                        "terminated a :shutdown",
                        "terminated b :shutdown",
                        "terminated c :shutdown",
                        "terminated e :shutdown");

        assertThat(alive()).isEqualTo("abce");
        nursery.clock.advance(ofSeconds(1));
        assertThat(alive()).isEqualTo("abc");
        nursery.clock.advance(ofSeconds(1));
        assertThat(alive()).isEqualTo("bc");
        nursery.clock.advance(ofSeconds(1));
        assertThat(alive()).isEqualTo("b");
        nursery.clock.advance(ofSeconds(1));
        assertThat(alive()).isEmpty();
        assertThat(fate).hasValue(ExitReason.NORMAL);
        assertThat(nursery.events(Event.ShutdownFailed.class))
                .extracting(Event.ShutdownFailed::child)
                .containsExactly(nursery.pid("a"), nursery.pid("c"));
    }

    private ChildSpec slow(String name, Duration time, ChildSpec.Shutdown how) {
        return nursery.child(name, Nursery.Manner.slow(time)).withShutdown(how);
    }

    private String alive() {
        var names = new StringBuilder();
        for (String name : List.of("a", "b", "c", "d", "e")) {
            if (nursery.pid(name).isAlive()) {
                names.append(name);
            }
        }
        return names.toString();
    }

    @Test
    void a_child_that_raises_in_terminate_holds_no_process_up() {
        Pid sup =
                supervisor(FLAGS, nursery.child("a", Nursery.Manner.RAISES), nursery.trapping("b"));
        DynamicSupervisor.stop(sup, ExitReason.word("boom"), ofSeconds(30));
        assertThat(nursery.node.processCount()).isZero();
    }

    @Test
    void many_children_are_found_by_their_pids() {
        Pid sup = supervisor(FLAGS.withMaxRestarts(1_000));
        ChildSpec spec = nursery.child("a");
        for (int i = 0; i < 500; i++) {
            DynamicSupervisor.startChild(sup, spec);
        }
        List<Pid> pids =
                DynamicSupervisor.whichChildren(sup).stream()
                        .map(child -> ((Supervisor.ChildState.Running) child.state()).pid())
                        .toList();
        for (int i = 0; i < pids.size(); i++) {
            if (i % 2 == 0) {
                DynamicSupervisor.terminateChild(sup, pids.get(i));
            } else {
                Process.exit(pids.get(i), ExitReason.KILL);
            }
        }
        nursery.clock.settle();
        assertThat(DynamicSupervisor.countChildren(sup))
                .isEqualTo(new Supervisor.ChildCounts(250, 250, 0, 250));
        DynamicSupervisor.stop(sup);
        assertThat(nursery.node.processCount()).isZero();
    }

    @Test
    void a_temporary_childs_start_function_is_let_go() throws Exception {
        Pid sup = supervisor(FLAGS);
        WeakReference<Object> held = new WeakReference<>(startHolding(sup, new Object()));
        assertThat(DynamicSupervisor.countChildren(sup).active()).isEqualTo(1);
        Collected.awaitLetGo("what its start function holds", held);
    }

    private Object startHolding(Pid sup, Object what) throws Exception {
        DynamicSupervisor.startChild(
                        sup,
                        ChildSpec.worker(
                                        "a",
                                        () -> GenServer.startLink(new Counter(what.hashCode())))
                                .withRestart(ChildSpec.Restart.TEMPORARY))
                .pidOrExit();
        return what;
    }

    @Test
    void what_only_a_supervisor_with_ids_can_do_is_refused() {
        Pid sup = supervisor(FLAGS, nursery.child("a"));
        var noIds = ExitReason.word("simple_one_for_one");

        assertThat(Supervisor.restartChild(sup, "a")).isEqualTo(StartResult.failed(noIds));
        assertThat(Supervisor.deleteChild(sup, "a"))
                .isEqualTo(new Supervisor.Outcome.Refused(noIds));
        assertThat(Supervisor.terminateChild(sup, "a"))
                .isEqualTo(new Supervisor.Outcome.Refused(noIds));
    }

    @Test
    void what_is_no_request_is_dropped_and_only_a_message_is_told() {
        Pid sup = supervisor(FLAGS);
        GenServer.cast(sup, "what?");
        Process.send(sup, "what?");
        nursery.clock.settle();
        assertThat(nursery.events(Event.UnexpectedMessage.class))
                .extracting(Event::message)
                .containsExactly(
                        "DynamicSupervisor "
                                + sup
                                + " received unexpected message in handleInfo: \"what?\"");
        assertThat(sup.isAlive()).isTrue();
    }

    @Test
    void refuses_flags_and_shutdowns_that_cannot_be() {
        assertThat(failure(start(FLAGS.withMaxRestarts(-1))))
                .isEqualTo("{:supervisor_data, {:invalid_intensity, -1}}");
        assertThat(failure(start(FLAGS.withMaxSeconds(0))))
                .isEqualTo("{:supervisor_data, {:invalid_period, 0}}");
        assertThat(failure(start(FLAGS.withMaxChildren(-1))))
                .isEqualTo("{:supervisor_data, {:invalid_max_children, -1}}");
        assertThat(
                        failure(
                                DynamicSupervisor.startChild(
                                        supervisor(FLAGS),
                                        nursery.child("a")
                                                .withShutdown(
                                                        new ChildSpec.Shutdown.Within(
                                                                ofMillis(-5))))))
                .isEqualTo("{:invalid_shutdown, -5}");
        assertThat(nursery.seen()).isEmpty();
    }

    private StartResult start(DynamicSupervisor.Flags flags) {
        return DynamicSupervisor.start(nursery.node, flags, StartOptions.NONE);
    }

    @Test
    void a_module_may_want_no_supervisor() {
        assertThat(
                        DynamicSupervisor.start(
                                nursery.node, DynamicSupervisor.Ignore::new, StartOptions.NONE))
                .isEqualTo(StartResult.ignored());
    }

    @Test
    void a_supervisor_around_each_child_keeps_its_failure_from_the_others() {
        Supervisor.Flags strict =
                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE).withMaxRestarts(0);
        Pid sup =
                supervisor(
                        FLAGS,
                        nursery.supervisor("one", strict, nursery.child("a"))
                                .withRestart(ChildSpec.Restart.TEMPORARY),
                        nursery.supervisor("two", strict, nursery.child("b"))
                                .withRestart(ChildSpec.Restart.TEMPORARY));
        assertThat(DynamicSupervisor.countChildren(sup))
                .isEqualTo(new Supervisor.ChildCounts(2, 2, 2, 0));

        nursery.crash("a");

        assertThat(nursery.pid("one").isAlive()).isFalse();
        assertThat(which(nursery.pid("two"))).containsExactly("b running");
        assertThat(DynamicSupervisor.countChildren(sup))
                .isEqualTo(new Supervisor.ChildCounts(1, 1, 1, 0));
    }
}
