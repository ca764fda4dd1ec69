package dev.jobber.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Begins and ends the transactions of a connection.
///
/// SQLite is told so by statements: its driver would begin the next transaction, and lock the file,
/// as soon as one ends. Its transactions are immediate: one that reads first and writes later could
/// find that another has written in between, and would have to begin again.
final class Frame {
    private final Connection connection;
    private final Dialect dialect;

    Frame(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    void begin() throws SQLException {
        switch (dialect) {
            case SQLITE -> run("begin immediate");
            case POSTGRESQL -> connection.setAutoCommit(false);
        }
    }

    void commit() throws SQLException {
        switch (dialect) {
            case SQLITE -> run("commit");
            case POSTGRESQL -> connection.commit();
        }
    }

    /// Undoes all of it. A problem of this is added to the one that is the cause.
    void rollBack(Throwable cause) {
        try {
            switch (dialect) {
                case SQLITE -> run("rollback");
                case POSTGRESQL -> connection.rollback();
            }
        } catch (SQLException broken) {
            cause.addSuppressed(broken);
        }
    }

    void mark() throws SQLException {
        run("savepoint task");
    }

    void forgetMark() throws SQLException {
        run("release savepoint task");
    }

    void backToMark() throws SQLException {
        run("rollback to savepoint task");
    }

    private void run(String statement) throws SQLException {
        try (Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
