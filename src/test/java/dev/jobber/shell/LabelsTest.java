package dev.jobber.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Agent;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import dev.jobber.shell.script.CommandSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a process calls itself is shown wherever a user meets the process.
@Timeout(60)
class LabelsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TestSession test = TestSession.on(out);
    private final Node node = test.session().observer().node();

    @BeforeEach
    void start() {
        Supervisor.start(
                        node,
                        () -> {
                            Process.setLabel("all orders");
                            return new Supervisor.Init.Spec(
                                    Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                                    List.of(
                                            Agent.childSpec(
                                                    "hits",
                                                    () -> {
                                                        Process.setLabel("order\t<7>");
                                                        return 0;
                                                    },
                                                    StartOptions.named("hits"))));
                        },
                        StartOptions.named("orders"))
                .pidOrExit();
    }

    @AfterEach
    void close() {
        test.session().log().close();
        node.close();
    }

    private String answer(String line) {
        out.reset();
        assertThat(test.shell().run(CommandSource.texts("-c", List.of(line)), false))
                .as(line)
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private Pid hits() {
        return node.whereis("hits").orElseThrow();
    }

    private void crash() {
        Agent.<Integer>at(hits())
                .cast(n -> {
                    throw new IllegalStateException("boom");
                });
        node.awaitQuiet();
    }

    @Test
    void in_info() {
        assertThat(answer("info hits")).containsPattern("label +order\\\\t<7>\\n");
        assertThat(answer("info hits -o json")).contains("\"label\": \"order\\t<7>\"");
        assertThat(answer("info JobRunner -o json")).doesNotContain("label");
    }

    @Test
    void in_the_tree_and_its_pictures() {
        assertThat(answer("tree orders"))
                .containsSubsequence(
                        "orders (all orders)  #PID<",
                        "hits (order\\t<7>)  " + hits() + "  waiting");
        assertThat(answer("tree --all")).contains("orders (all orders)", "hits (order\\t<7>)");
        assertThat(answer("tree orders --format json"))
                .contains("\"name\": \"hits\", \"label\": \"order\\t<7>\", \"pid\"");
        assertThat(answer("tree orders --format svg"))
                .contains(">orders (all orders)</text>", ">hits (order\t&lt;7&gt;)</text>");
        assertThat(answer("tree orders --format dot"))
                .contains("label=\"hits (order\\\\t<7>)\\n#PID<");
        assertThat(answer("tree orders --format mermaid"))
                .contains("hits (order\\t#lt;7#gt;)<br/>#35;PID");
    }

    @Test
    void of_a_process_that_is_under_no_supervisor() {
        node.spawn(() -> {
            Process.setLabel("watchman");
            Process.receive();
        });
        node.awaitQuiet();

        assertThat(answer("tree --all")).contains(" (watchman)  #PID<");
    }

    @Test
    void in_the_log() {
        Process.send(hits(), "odd");
        node.awaitQuiet();
        assertThat(answer("logs")).contains("Agent hits (order");
        crash();

        assertThat(answer("logs"))
                .containsSubsequence("GenServer hits terminating", "Process Label: \"order\t<7>\"");
    }

    @Test
    void where_a_story_is_told() {
        crash();

        assertThat(answer("why " + hits())).contains(hits() + "  hits (order\\t<7>)  waiting\n");
        assertThat(answer("why " + hits() + " -o json"))
                .contains("\"name\": \"hits\", \"label\": \"order\\t<7>\", \"status\"");
    }
}
