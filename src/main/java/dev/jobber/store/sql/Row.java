package dev.jobber.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// A row that a question has found; read before the next one is.
public final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    /// Makes a value of a row.
    ///
    /// @param <T> the value
    @FunctionalInterface
    public interface Mapper<T> {
        /// The value.
        T of(Row row) throws SQLException;
    }

    /// A text.
    public String text(String column) throws SQLException {
        return String.valueOf(results.getString(column));
    }

    /// A text, or nothing.
    public Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(results.getString(column));
    }

    /// A number.
    public long number(String column) throws SQLException {
        return results.getLong(column);
    }

    /// A number, or nothing.
    public Optional<Long> optionalNumber(String column) throws SQLException {
        long number = results.getLong(column);
        return results.wasNull() ? Optional.empty() : Optional.of(number);
    }

    /// A small number.
    public int count(String column) throws SQLException {
        return results.getInt(column);
    }

    /// Whether a number is not 0.
    public boolean is(String column) throws SQLException {
        return results.getInt(column) != 0;
    }

    /// A time, kept as milliseconds.
    public Instant time(String column) throws SQLException {
        return Instant.ofEpochMilli(results.getLong(column));
    }

    /// Bytes; none where there is nothing.
    public byte[] bytes(String column) throws SQLException {
        byte[] bytes = results.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    /// The number in the first column.
    long first() throws SQLException {
        return results.getLong(1);
    }
}
