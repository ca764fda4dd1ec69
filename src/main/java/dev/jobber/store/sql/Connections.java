package dev.jobber.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// Connects to databases.
public final class Connections {
    /// What it says on standard error is in the exceptions too. The reference keeps the level.
    private static final Logger QUIET = Logger.getLogger("org.postgresql");

    static {
        QUIET.setLevel(Level.OFF);
    }

    private static final int BUSY_MILLIS = 2_000;
    private static final int CONNECT_SECONDS = 2;
    private static final int ANSWER_SECONDS = 10;

    private Connections() {}

    static DataSource of(Address address) {
        return switch (address) {
            case Address.File(var path) -> {
                var config = new SQLiteConfig();
                config.setJournalMode(SQLiteConfig.JournalMode.WAL);
                config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
                config.setBusyTimeout(BUSY_MILLIS);
                var source = new SQLiteDataSource(config);
                source.setUrl("jdbc:sqlite:" + path);
                yield source;
            }
            case Address.Server(var url, var user, var password) -> {
                var source = new PGSimpleDataSource();
                source.setUrl(url);
                user.ifPresent(source::setUser);
                password.ifPresent(source::setPassword);
                source.setApplicationName("jobber");
                source.setConnectTimeout(CONNECT_SECONDS);
                source.setLoginTimeout(CONNECT_SECONDS);
                source.setSocketTimeout(ANSWER_SECONDS);
                source.setTcpKeepAlive(true);
                // A pooler in transaction mode gives each transaction another session.
                source.setPrepareThreshold(0);
                yield source;
            }
        };
    }

    /// Does work in a transaction of its own, on the calling thread.
    public static <T> T alone(Address address, Work<T> work) throws SQLException {
        try (Connection connection = of(address).getConnection()) {
            var frame = new Frame(connection, address.dialect());
            frame.begin();
            T answer = work.in(new Transaction(connection, address.dialect()));
            frame.commit();
            return answer;
        }
    }

    /// Looks at a file without changing anything of it, on the calling thread.
    public static <T> T look(Address.File file, Work<T> work) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.path());
        try (Connection connection = source.getConnection()) {
            return work.in(new Transaction(connection, Dialect.SQLITE));
        }
    }
}
