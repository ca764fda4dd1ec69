package dev.jobber.store.sql;

import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What differs between the databases.
public enum Dialect {
    /// A file, used by processes of one machine.
    SQLITE(
            "integer primary key autoincrement",
            "blob",
            "",
            "select page_count * page_size from pragma_page_count(), pragma_page_size()"),
    /// A server, used by many machines.
    POSTGRESQL(
            "bigint generated always as identity primary key",
            "bytea",
            " for update",
            "select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class"
                    + " where relkind = 'r' and relname like 'jobber!_%' escape '!'");

    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_NOT_A_DATABASE = 26;

    private final String key;
    private final String bytes;
    private final String lock;
    private final String size;

    Dialect(String key, String bytes, String lock, String size) {
        this.key = key;
        this.bytes = bytes;
        this.lock = lock;
        this.size = size;
    }

    /// A statement in the words of this database: `${key}` is a column that counts, `${bytes}` the
    /// type of bytes, `${lock}` locks the rows that are read. SQLite locks the whole file.
    public String of(String statement) {
        return statement.replace("${key}", key).replace("${bytes}", bytes).replace("${lock}", lock);
    }

    /// Asks how many bytes the store takes.
    public String size() {
        return size;
    }

    /// Whether the file is no database, or is broken.
    public boolean isBroken(SQLException failure) {
        int code = failure.getErrorCode() & 0xFF;
        return this == SQLITE && (code == SQLITE_CORRUPT || code == SQLITE_NOT_A_DATABASE);
    }

    /// Whether there is no room for what was to be written.
    public boolean isFull(SQLException failure) {
        return switch (this) {
            case SQLITE ->
                    failure instanceof SQLiteException written
                            && (written.getResultCode() == SQLiteErrorCode.SQLITE_FULL
                                    || written.getResultCode()
                                            == SQLiteErrorCode.SQLITE_IOERR_WRITE);
            case POSTGRESQL -> "53100".equals(failure.getSQLState());
        };
    }

    /// Whether the same may succeed later, or on another connection.
    public boolean isPassing(SQLException failure) {
        if (this == SQLITE) {
            return switch (failure.getErrorCode() & 0xFF) {
                case 5, 6, 10, 13, 14 ->
                        true; // busy, locked, cannot read or write, full, not opened
                default -> false;
            };
        }
        String state = String.valueOf(failure.getSQLState());
        // A connection that is lost; no resources; an operator; a deadlock or another order.
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("40")
                || state.equals("null");
    }

    /// The word, in lower case.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
