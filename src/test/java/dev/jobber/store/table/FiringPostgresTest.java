package dev.jobber.store.table;

import dev.jobber.store.PostgresDatabase;
import dev.jobber.store.sql.Address;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The same with PostgreSQL, where nodes wait for one another at the row of a schedule; skipped
/// where it is not installed.
class FiringPostgresTest extends FiringTest {
    @RegisterExtension private static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Override
    Address address() {
        String[] parts = DATABASE.url().split("\\?user=");
        return new Address.Server(parts[0], Optional.of(parts[1]), Optional.empty());
    }
}
