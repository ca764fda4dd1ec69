package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.attach.Frame;
import dev.jobber.attach.Hello;
import dev.jobber.attach.SocketFolder;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.parse.CommandProvider;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// An application with a node of its own, to which shells attach.
class AttachableShellTest {
    private static final String NAME = "test-" + ProcessHandle.current().pid();

    /// A server of the application.
    private static final class Shop extends GenServer<Integer, Shop.Query, Void> {
        private record Query() implements Request<Integer> {}

        @Override
        protected InitResult<Integer> init() {
            return ok(7);
        }

        @Override
        protected CallResult<Integer> handleCall(Query query, From from, Integer stock) {
            return reply(stock, stock);
        }
    }

    /// Commands of the application; `META-INF/services` names this class.
    public static final class ShopCommands implements CommandProvider {
        @Override
        public CommandGroup commands(Node node) {
            return CommandGroup.of(
                    "The shop", CommandGroup.command("stock", () -> new Stock(node)));
        }
    }

    /// `stock ITEM`
    @Command(name = "stock", description = "Says how many of an item there are.")
    private static final class Stock implements ShellCommand {
        private final Node node;

        @Parameters(paramLabel = "ITEM", description = "The item.")
        private String item = "";

        Stock(Node node) {
            this.node = node;
        }

        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public Answer run() {
            return Answer.text(item + ": " + GenServer.call(node.named("shop"), new Shop.Query()));
        }
    }

    private static Node node() {
        Node node = Node.builder().fairness(false).build();
        var _ =
                Supervisor.start(
                                node,
                                Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                List.of(
                                        ChildSpec.worker(
                                                "shop",
                                                () ->
                                                        GenServer.startLink(
                                                                new Shop(),
                                                                StartOptions.named("shop")))),
                                StartOptions.named("ShopSupervisor"))
                        .pidOrExit();
        return node;
    }

    private static TestVisit visit(String... words) throws IOException {
        return new TestVisit(
                SocketFolder.of(System.getenv()),
                NAME,
                new Hello.Place(Map.of("USER", "ada"), "/", 1),
                TestVisit.NO_TERMINAL,
                List.of(words));
    }

    private static String run(String... words) throws IOException {
        try (TestVisit visit = visit(words)) {
            return visit.exitCode() + "\n" + visit.out() + visit.err();
        }
    }

    @Test
    void its_own_processes_and_commands_are_there() throws IOException {
        try (Node node = node();
                var _ = AttachableShell.open(node, NAME)) {
            assertThat(run("tree")).contains("ShopSupervisor", "shop", "Jobber.Supervisor");
            assertThat(run("-o", "json", "stock", "tea")).isEqualTo("0\n{\"ok\": \"tea: 7\"}\n");
            assertThat(run("help")).contains("The shop\n  stock ");
            assertThat(run("stock")).startsWith("2\n");
            assertThat(run("-c", "start-job sim --ok --id a; await a; logs"))
                    .contains("Job completed a");
            assertThat(run("info", "shop")).contains("shop");
        }
    }

    @Test
    @SuppressWarnings("try") // closed before the end of the block, which is what is tested
    void a_visitor_does_not_end_the_application() throws IOException {
        try (Node node = node();
                var shell = AttachableShell.open(node, NAME)) {
            assertThat(run("shutdown", "--yes")).contains("belongs to an application");
            try (TestVisit waiting = visit("-c", "sleep 1h")) {
                shell.close();
                assertThat(waiting.ending())
                        .isEqualTo(
                                new Frame.Ending(
                                        1, "the application '" + NAME + "' has closed its shell"));
            }
            assertThat(GenServer.<Integer>call(node.named("shop"), new Shop.Query())).isEqualTo(7);
            AttachableShell.open(node, NAME).close();
        }
    }

    @Test
    @SuppressWarnings("try") // closed before the end of the block, which is what is tested
    void it_ends_with_the_node() throws Exception {
        try (Node node = node()) {
            var shell = AttachableShell.open(node, NAME);
            try (TestVisit waiting = visit("-c", "sleep 1h")) {
                node.close();
                assertThat(waiting.exitCode()).isEqualTo(1);
            }
            shell.close();
        }
        assertThatThrownBy(() -> visit("jobs")).hasMessageContaining("noproc");
    }

    @Test
    void it_opens_a_job_system_that_is_there() throws IOException {
        try (Node node = node()) {
            var jobber = Jobber.start(node, JobberOptions.defaults());
            try (var shell = AttachableShell.open(jobber, NAME)) {
                assertThat(shell.name()).isEqualTo(NAME);
                assertThat(run("count-children")).startsWith("0\n");
            }
        }
    }

    @Test
    void the_applications_streams_stay_its_own() throws IOException {
        PrintStream out = System.out;
        var seen = new ByteArrayOutputStream();
        System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try (Node node = node();
                var _ = AttachableShell.open(node, NAME)) {
            assertThat(run("-c", "start-job sim --raise Boom --max-retries 0; await"))
                    .startsWith("0\n");
        } finally {
            System.setOut(out);
        }
        assertThat(seen.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
