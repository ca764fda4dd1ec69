package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// The same with PostgreSQL, and what only a server can do: be away for a while. Skipped where it
/// is not installed.
class NodeLossPostgresTest extends NodeLossTest {
    private static Optional<PostgresServer> server = Optional.empty();
    private String url = "";

    @BeforeAll
    static void start() {
        Optional<Path> programs = PostgresServer.programs();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed: apt-get install postgresql");
        server = programs.map(PostgresServer::start);
    }

    @AfterAll
    static void end() {
        server.ifPresent(PostgresServer::close);
    }

    @BeforeEach
    void makeDatabase(TestInfo test) {
        String name = "d" + Integer.toUnsignedString(test.getDisplayName().hashCode());
        url = server.orElseThrow().database(name);
    }

    @Override
    String store() {
        return url;
    }

    @Test
    void while_the_database_is_away_jobs_go_on_and_their_ends_are_written_when_it_is_back()
            throws IOException {
        try (StorePeer peer = peer("a")) {
            assertThat(peer.ask("set lease 60s")).contains("\"ok\"");
            assertThat(peer.ask("start-job sh --id a -c 'sleep 1; echo done >> log'"))
                    .contains("#PID<");
            server.orElseThrow().end();

            assertThat(peer.ask("start-job sim --ok --id refused"))
                    .contains("\"store_unavailable\"");
            assertThat(peer.ask("start-job sim --ok --id bare --bare")).contains("\"ok\"");
            while (log().isEmpty()) {
                peer.ask("sleep 50ms");
            }
            server.orElseThrow().begin();

            assertThat(peer.askUntil("job a", "\"outcome\": \"ok\"")).contains("\"done\"");
            assertThat(peer.ask("start-job sim --ok --id later")).contains("\"ok\"");
            assertThat(peer.ask("await later")).contains("\"done\"");
            assertThat(peer.ask("job refused")).contains("\"not_found\"");
            peer.end();

            assertThat(peer.errors())
                    .containsOnlyOnce("the store does not answer")
                    .containsOnlyOnce("the store answers again");
        }
        try (StorePeer next = peer("b")) {
            assertThat(next.ask("job a")).contains("\"status\": \"done\"", "\"attempts\": 1");
        }
    }
}
