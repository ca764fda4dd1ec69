package dev.jobber.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A PostgreSQL for the tests of a class, with a database for each of them. The tests are skipped
/// where it is not installed.
public final class PostgresDatabase
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final String MISSING = "PostgreSQL is not installed: apt-get install postgresql";

    private Optional<PostgresServer> server = Optional.empty();
    private String name = "";
    private String url = "";

    @Override
    public void beforeAll(ExtensionContext tests) {
        Optional<Path> programs = PostgresServer.programs();
        if (programs.isEmpty()) {
            System.err.println(tests.getDisplayName() + " is left out: " + MISSING);
        }
        assumeTrue(programs.isPresent(), MISSING);
        server = programs.map(PostgresServer::start);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        name = "d" + Integer.toUnsignedString(test.getUniqueId().hashCode());
        url = server().database(name);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        server.ifPresent(PostgresServer::close);
    }

    PostgresServer server() {
        return server.orElseThrow();
    }

    String name() {
        return name;
    }

    /// Where the database of the test is.
    public String url() {
        return url;
    }
}
