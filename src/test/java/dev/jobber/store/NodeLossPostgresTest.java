package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The same with PostgreSQL, and what only a server can do: be away for a while. Skipped where it
/// is not installed.
class NodeLossPostgresTest extends NodeLossTest {
    @RegisterExtension private static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Override
    String store() {
        return DATABASE.url();
    }

    @Test
    void while_the_database_is_away_jobs_go_on_and_their_ends_are_written_when_it_is_back()
            throws IOException {
        try (StorePeer peer = peer("a")) {
            assertThat(peer.ask("set lease 60s")).contains("\"ok\"");
            assertThat(peer.ask("start-job sh --id a -c 'sleep 1; echo done >> log'"))
                    .contains("#PID<");
            DATABASE.server().end();

            assertThat(peer.ask("start-job sim --ok --id refused"))
                    .contains("\"store_unavailable\"");
            assertThat(peer.ask("start-job sim --ok --id bare --bare")).contains("\"ok\"");
            while (log().isEmpty()) {
                peer.ask("sleep 50ms");
            }
            DATABASE.server().begin();

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
