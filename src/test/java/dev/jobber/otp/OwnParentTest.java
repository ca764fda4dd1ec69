package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A server that was started without a link is its own parent: an exit of its own ends it.
class OwnParentTest {
    private static final ExitReason BOOM = ExitReason.word("boom");

    private final Node node = Node.builder().build();

    @AfterEach
    void close() {
        node.close();
    }

    /// Traps exits, and sends itself the exit that it is cast.
    private static final class Server extends GenServer<Pid, Request<?>, ExitReason> {
        private final Pid tell;

        Server(Pid tell) {
            this.tell = tell;
        }

        @Override
        protected InitResult<Pid> init() {
            Process.trapExit(true);
            return ok(tell);
        }

        @Override
        protected Result<Pid> handleCast(ExitReason reason, Pid state) {
            Process.exit(Process.self(), reason);
            return noreply(state);
        }

        @Override
        protected Result<Pid> handleInfo(Object message, Pid state) {
            Process.send(tell, "handle_info " + ((Exit) message).reason());
            return noreply(state);
        }

        @Override
        protected void terminate(ExitReason reason, Pid state) {
            Process.send(tell, "terminate " + reason);
        }
    }

    private String unlinked(ExitReason reason) throws Exception {
        return node.run(() -> {
            Pid server = GenServer.start(new Server(Process.self()), StartOptions.NONE).pidOrExit();
            GenServer.cast(server, reason);
            return (String) Process.receive();
        });
    }

    @Test
    void its_own_exit_ends_it() throws Exception {
        assertThat(unlinked(BOOM)).isEqualTo("terminate :boom");
        assertThat(unlinked(ExitReason.NORMAL)).isEqualTo("terminate :normal");
    }

    @Test
    void the_exit_of_another_does_not() throws Exception {
        String heard =
                node.run(() -> {
                    Pid server =
                            GenServer.start(new Server(Process.self()), StartOptions.NONE)
                                    .pidOrExit();
                    Process.exit(server, BOOM);
                    return (String) Process.receive();
                });
        assertThat(heard).isEqualTo("handle_info :boom");
    }

    @Test
    void one_with_a_parent_is_not_its_own() throws Exception {
        String heard =
                node.run(() -> {
                    Process.trapExit(true);
                    Pid server = GenServer.startLink(new Server(Process.self())).pidOrExit();
                    GenServer.cast(server, BOOM);
                    return (String) Process.receive(String.class::isInstance);
                });
        assertThat(heard).isEqualTo("handle_info :boom");
    }

    @Test
    void a_message_that_looks_like_its_own_exit_ends_it_too() throws Exception {
        String heard =
                node.run(() -> {
                    Pid server =
                            GenServer.start(new Server(Process.self()), StartOptions.NONE)
                                    .pidOrExit();
                    Process.send(server, new Exit(server, BOOM));
                    return (String) Process.receive();
                });
        assertThat(heard).isEqualTo("terminate :boom");
    }
}
