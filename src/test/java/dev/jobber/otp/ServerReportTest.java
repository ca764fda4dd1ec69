package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Under which name the crash of a server is reported, and what of it is told.
class ServerReportTest {
    private static final String SECRET = "hunter2";
    private static final Consumer<Node> NOTHING = node -> {};

    private final BlockingQueue<Event.ServerTerminating> reports = new LinkedBlockingQueue<>();
    private final Node node =
            Node.builder()
                    .fairness(false)
                    .events(event -> {
                        if (event instanceof Event.ServerTerminating report) {
                            reports.add(report);
                        }
                    })
                    .build();

    @AfterEach
    void close() {
        node.close();
    }

    private Event.ServerTerminating report() throws InterruptedException {
        return Optional.ofNullable(reports.poll(30, TimeUnit.SECONDS)).orElseThrow();
    }

    // ---- the name

    /// Does something to its names in init, and crashes when it is cast to.
    private final class Renaming extends GenServer<String, Request<?>, Object> {
        private final Consumer<Node> inInit;

        Renaming(Consumer<Node> inInit) {
            this.inInit = inInit;
        }

        @Override
        protected InitResult<String> init() {
            inInit.accept(node);
            return ok("state");
        }

        @Override
        protected Result<String> handleCast(Object message, String state) {
            throw new IllegalStateException("boom");
        }
    }

    private String crashOf(StartOptions options, Consumer<Node> inInit) throws Exception {
        Pid server = node.start(new Renaming(inInit), options).pidOrExit();
        GenServer.cast(server, "crash");
        return report().who().replace(server.toString(), "PID");
    }

    @Test
    void a_crash_is_reported_under_the_name_the_server_was_started_under() throws Exception {
        var registry = Registry.of(Registry.Keys.UNIQUE, "R");
        Registry.start(node, registry);

        assertThat(crashOf(StartOptions.named("x"), NOTHING)).isEqualTo("x");
        assertThat(crashOf(StartOptions.named(registry.via("k")), NOTHING)).isEqualTo("{R, \"k\"}");
        assertThat(crashOf(StartOptions.NONE, NOTHING)).isEqualTo("PID");
    }

    @Test
    void a_name_taken_in_init_is_not_told() throws Exception {
        assertThat(crashOf(StartOptions.NONE, it -> Process.register(Process.self(), "taken")))
                .isEqualTo("PID");
    }

    @Test
    void a_name_given_up_in_init_is_told() throws Exception {
        assertThat(crashOf(StartOptions.named("x"), it -> Process.unregister(it.named("x"))))
                .isEqualTo("x");
    }

    @Test
    void of_two_names_the_one_it_was_started_under_is_told() throws Exception {
        var registry = Registry.of(Registry.Keys.UNIQUE, "R");
        Registry.start(node, registry);

        assertThat(
                        crashOf(
                                StartOptions.named(registry.via("k")),
                                it -> Process.register(Process.self(), "second")))
                .isEqualTo("{R, \"k\"}");
    }

    /// Has no callbacks of its own.
    private static final class Plain extends GenServer<String, Request<?>, Object> {
        @Override
        protected InitResult<String> init() {
            return ok("state");
        }
    }

    @Test
    void what_is_said_of_a_message_names_the_registered_name_of_now() throws Exception {
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        try (Node other =
                Node.builder().fairness(false).events(event -> said.add(event.message())).build()) {
            Pid server = other.start(new Plain(), StartOptions.named("x")).pidOrExit();
            Process.send(server, "hello");
            assertThat(said.poll(30, TimeUnit.SECONDS))
                    .isEqualTo("Plain x received unexpected message in handleInfo: \"hello\"");
            Process.unregister(other.named("x"));
            Process.send(server, "hello");
            assertThat(said.poll(30, TimeUnit.SECONDS))
                    .isEqualTo(
                            "Plain "
                                    + server
                                    + " received unexpected message in handleInfo: \"hello\"");
            Process.register(server, "y");
            GenServer.cast(server, "hello");
            assertThat(said.poll(30, TimeUnit.SECONDS))
                    .startsWith("GenServer x terminating")
                    .contains("attempted to cast GenServer y but no handleCast was provided");
        }
    }

    // ---- formatStatus

    record Login(String user, String password) {}

    /// Hides its password and what it is told.
    private static class Account extends GenServer<Login, Request<?>, Object> {
        @Override
        protected InitResult<Login> init() {
            return ok(new Login("ann", SECRET));
        }

        @Override
        protected Result<Login> handleCast(Object message, Login state) {
            return stop(new ExitReason.Term(message), state);
        }

        @Override
        protected Status<?> formatStatus(Status<Login> status) {
            return status.withState(new Login(status.state().user(), "…"))
                    .withMessage("hidden")
                    .withReason(ExitReason.word("hidden"));
        }
    }

    /// Fails to hide it.
    private static final class Clumsy extends Account {
        @Override
        protected Status<?> formatStatus(Status<Login> status) {
            throw new IllegalStateException(status.state().password());
        }
    }

    @Test
    void the_report_of_a_crash_tells_what_format_status_makes_of_it() throws Exception {
        Pid account = node.start(new Account(), StartOptions.NONE).pidOrExit();

        GenServer.cast(account, SECRET);

        Event.ServerTerminating report = report();
        assertThat(report.state()).isEqualTo(new Login("ann", "…"));
        assertThat(report.last().message()).isEqualTo("hidden");
        assertThat(report.reason()).isEqualTo(ExitReason.word("hidden"));
        assertThat(report.message()).doesNotContain(SECRET);
    }

    @Test
    void format_status_changes_no_reason_that_a_process_hears() throws Exception {
        Pid account = node.start(new Account(), StartOptions.NONE).pidOrExit();

        assertThat(
                        node.run(() -> {
                            MonitorRef ref = Process.monitor(account);
                            GenServer.cast(account, SECRET);
                            return ((Down)
                                            Process.receive(it ->
                                                    it instanceof Down down && down.ref() == ref))
                                    .reason();
                        }))
                .isEqualTo(new ExitReason.Term(SECRET));
    }

    @Test
    void a_look_at_the_status_tells_what_format_status_makes_of_it_and_one_at_the_state_all()
            throws Exception {
        Pid account = node.start(new Account(), StartOptions.NONE).pidOrExit();

        assertThat(Sys.getStatus(account))
                .isEqualTo(
                        new Sys.Status(
                                account,
                                "Account",
                                Sys.SysState.RUNNING,
                                account,
                                new Login("ann", "…")));
        assertThat(Sys.getState(account)).isEqualTo(new Login("ann", SECRET));
    }

    @Test
    void a_format_status_that_fails_shows_nothing_of_what_it_may_have_hidden() throws Exception {
        Pid clumsy = node.start(new Clumsy(), StartOptions.NONE).pidOrExit();

        assertThat(Sys.getStatus(clumsy).state().toString())
                .endsWith("Clumsy.formatStatus crashed");
        GenServer.cast(clumsy, SECRET);

        Event.ServerTerminating report = report();
        assertThat(report.state().toString()).endsWith("Clumsy.formatStatus crashed");
        assertThat(report.last().message().toString()).endsWith("Clumsy.formatStatus crashed");
    }

    @Test
    void the_status_of_a_server_tells_its_parent() throws Exception {
        Pid[] both =
                node.run(() -> {
                    Pid child = GenServer.startLink(new Account()).pidOrExit();
                    return new Pid[] {Process.self(), Sys.getStatus(child).parent()};
                });
        assertThat(both[1]).isEqualTo(both[0]);
    }

    @Test
    void a_supervisor_shows_its_children_in_its_status() throws Exception {
        Pid supervisor =
                DynamicSupervisor.start(node, DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                        .pidOrExit();
        assertThat(Sys.getStatus(supervisor).state()).isEqualTo(Sys.getState(supervisor));
    }
}
