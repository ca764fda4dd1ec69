package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Start functions that answer a process that runs already: "already started" turned into ok.
class SharedChildTest {
    private static final DynamicSupervisor.Flags FLAGS = DynamicSupervisor.Flags.DEFAULT;

    private final Node node = Node.builder().build();

    @AfterEach
    void close() {
        node.close();
    }

    private static StartResult theOne(String name) {
        StartResult result = GenServer.startLink(new Counter(0), StartOptions.named(name));
        return result instanceof StartResult.Failed(ExitReason.AlreadyStarted(var pid))
                ? StartResult.started(pid)
                : result;
    }

    private static ChildSpec child(String name, ChildSpec.Restart restart) {
        return ChildSpec.worker(name, () -> theOne(name)).withRestart(restart);
    }

    private Pid supervisor(DynamicSupervisor.Flags flags) {
        return DynamicSupervisor.start(node, flags, StartOptions.NONE).pidOrExit();
    }

    private static List<Integer> counts(Pid supervisor) {
        Supervisor.ChildCounts counts = DynamicSupervisor.countChildren(supervisor);
        return List.of(counts.specs(), counts.active(), counts.supervisors(), counts.workers());
    }

    private void kill(String name) throws Exception {
        Pid pid = node.whereis(name).orElseThrow();
        node.run(() -> {
            MonitorRef ref = Process.monitor(pid);
            Process.exit(pid, ExitReason.KILL);
            return Process.receive(it -> it instanceof Down down && down.ref() == ref);
        });
    }

    @ParameterizedTest
    @EnumSource(ChildSpec.Restart.class)
    void a_dynamic_supervisor_knows_one_process_as_one_child(ChildSpec.Restart restart) {
        Pid supervisor = supervisor(FLAGS.withMaxChildren(2));
        for (int i = 0; i < 3; i++) {
            assertThat(DynamicSupervisor.startChild(supervisor, child("a", restart)))
                    .isInstanceOf(StartResult.Started.class);
        }
        assertThat(counts(supervisor)).containsExactly(1, 1, 0, 1);
        assertThat(DynamicSupervisor.whichChildren(supervisor)).hasSize(1);

        assertThat(DynamicSupervisor.terminateChild(supervisor, node.whereis("a").orElseThrow()))
                .isEqualTo(new Supervisor.Outcome.Ok());
        assertThat(counts(supervisor)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void the_specification_that_came_last_counts() throws Exception {
        Pid supervisor = supervisor(FLAGS);
        DynamicSupervisor.startChild(supervisor, child("a", ChildSpec.Restart.PERMANENT));
        DynamicSupervisor.startChild(
                supervisor,
                ChildSpec.supervisor("s", () -> theOne("a"))
                        .withRestart(ChildSpec.Restart.TEMPORARY));
        assertThat(counts(supervisor)).containsExactly(1, 1, 1, 0);

        kill("a");

        assertThat(counts(supervisor)).containsExactly(0, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void of_many_children_only_the_same_process_is_one(int others) throws Exception {
        Pid supervisor = supervisor(FLAGS);
        DynamicSupervisor.startChild(supervisor, child("a", ChildSpec.Restart.PERMANENT));
        IntStream.range(0, others)
                .forEach(i ->
                        DynamicSupervisor.startChild(
                                supervisor, child("other" + i, ChildSpec.Restart.PERMANENT)));
        DynamicSupervisor.startChild(supervisor, child("a", ChildSpec.Restart.PERMANENT));
        assertThat(counts(supervisor)).containsExactly(others + 1, others + 1, 0, others + 1);

        kill("a");

        assertThat(counts(supervisor)).containsExactly(others + 1, others + 1, 0, others + 1);
        assertThat(node.whereis("a")).isPresent();
    }

    @Test
    void a_restart_that_answers_another_child_leaves_one() throws Exception {
        Pid supervisor = supervisor(FLAGS);
        DynamicSupervisor.startChild(supervisor, child("a", ChildSpec.Restart.PERMANENT));
        var again = new boolean[1];
        DynamicSupervisor.startChild(
                supervisor,
                ChildSpec.worker(
                        "b",
                        () -> {
                            String name = again[0] ? "a" : "b";
                            again[0] = true;
                            return theOne(name);
                        }));
        assertThat(counts(supervisor)).containsExactly(2, 2, 0, 2);

        kill("b");

        assertThat(counts(supervisor)).containsExactly(1, 1, 0, 1);
    }

    @Test
    void a_supervisor_keeps_both_ids_and_starts_one_of_them_again() throws Exception {
        Pid supervisor =
                Supervisor.start(
                                node,
                                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                List.of(
                                        ChildSpec.worker("a", () -> theOne("x")),
                                        ChildSpec.worker("b", () -> theOne("x"))),
                                StartOptions.NONE)
                        .pidOrExit();
        assertThat(Supervisor.countChildren(supervisor).active()).isEqualTo(2);

        kill("x");

        Supervisor.ChildCounts counts = Supervisor.countChildren(supervisor);
        assertThat(counts.specs()).isEqualTo(2);
        assertThat(counts.active()).isEqualTo(1);
    }

    @Test
    void no_time_at_all_to_shut_down_is_refused_by_a_dynamic_supervisor_alone() {
        ChildSpec spec =
                child("a", ChildSpec.Restart.PERMANENT)
                        .withShutdown(new ChildSpec.Shutdown.Within(java.time.Duration.ZERO));
        assertThat(DynamicSupervisor.startChild(supervisor(FLAGS), spec).toString())
                .contains("{:invalid_shutdown, 0}");
        Pid supervisor =
                Supervisor.start(
                                node,
                                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                List.of(),
                                StartOptions.NONE)
                        .pidOrExit();
        assertThat(Supervisor.startChild(supervisor, spec)).isInstanceOf(StartResult.Started.class);
    }
}
