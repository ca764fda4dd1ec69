package dev.jobber.store;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The same with PostgreSQL.
@Tag("endurance")
class LongQueueEndurancePostgresTest extends LongQueueEnduranceTest {
    @RegisterExtension private static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Override
    String store() {
        return DATABASE.url();
    }
}
