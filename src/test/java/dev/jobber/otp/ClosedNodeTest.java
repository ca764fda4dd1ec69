package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// A node that is closed starts nothing and has no process.
class ClosedNodeTest extends EndingNode {
    private static final String SENTENCE =
            "the node is closed and starts no more processes; build a new one with"
                    + " Node.builder()";

    @Test
    void starts_nothing() {
        node.close();

        for (Callable<Object> start :
                List.<Callable<Object>>of(
                        () -> node.start(new Server("s"), StartOptions.named("s")),
                        () -> node.spawn(() -> {}),
                        () -> node.run(() -> ""),
                        () -> Supervisor.start(node, tree(), StartOptions.NONE),
                        () -> Registry.start(node, Registry.of(Registry.Keys.UNIQUE, "names")))) {
            assertThatThrownBy(start::call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(SENTENCE);
        }
        assertThat(node.processes()).isEmpty();
        assertThat(node.registered()).isEmpty();
    }

    @Test
    void has_no_process_to_call() throws Exception {
        Pid server = node.start(new Server("s"), StartOptions.named("s")).pidOrExit();
        node.close();

        Process.send(server, "hello");
        GenServer.cast(server, "hello");
        assertThat(server.isAlive()).isFalse();
        assertThatThrownBy(() ->
                        GenServer.call(node.named("s"), new Ask(Does.ANSWERS), Process.INFINITY))
                .isInstanceOf(ExitException.class)
                .hasMessageContaining("no process");
    }
}
