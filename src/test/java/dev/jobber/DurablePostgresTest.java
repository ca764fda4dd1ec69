package dev.jobber;

import dev.jobber.store.PostgresDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The same with PostgreSQL; skipped where that is not installed.
class DurablePostgresTest extends DurableProgramTest {
    @RegisterExtension private static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Override
    String store() {
        return DATABASE.url();
    }

    @Override
    String kind() {
        return "postgresql";
    }
}
