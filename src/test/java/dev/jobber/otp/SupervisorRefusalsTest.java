package dev.jobber.otp;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a supervisor refuses: flags, children and names that cannot be.
class SupervisorRefusalsTest extends FourChildren {
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
        assertThat(Supervisor.start(nursery.node, Supervisor.Init.Ignore::new, StartOptions.NONE))
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
                Supervisor.start(nursery.node, ONE, List.of(), StartOptions.named("top"))
                        .pidOrExit();
        assertThat(Supervisor.start(nursery.node, ONE, List.of(), StartOptions.named("top")))
                .isEqualTo(StartResult.failed(new ExitReason.AlreadyStarted(first)));
        assertThat(nursery.node.whereis("top")).isEqualTo(Optional.of(first));
    }
}
