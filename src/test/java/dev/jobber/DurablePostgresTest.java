package dev.jobber;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jobber.store.PostgresServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/// The same with PostgreSQL; skipped where that is not installed.
class DurablePostgresTest extends DurableProgramTest {
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

    @Override
    String kind() {
        return "postgresql";
    }
}
