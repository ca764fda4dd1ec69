package dev.jobber.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Statements that all happen or all do not. Used by one thread.
public final class Transaction {
    private final Connection connection;
    private final Dialect dialect;
    private OptionalLong now = OptionalLong.empty();

    Transaction(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /// Which database it is.
    public Dialect dialect() {
        return dialect;
    }

    /// Milliseconds since 1970, by the clock that all nodes of the store share: that of the server,
    /// or of the machine of the file. One time for the whole transaction.
    public long now() throws SQLException {
        if (now.isEmpty()) {
            now =
                    OptionalLong.of(
                            switch (dialect) {
                                case SQLITE -> System.currentTimeMillis();
                                case POSTGRESQL ->
                                        count(
                                                "select cast(extract(epoch from clock_timestamp())"
                                                        + " * 1000 as bigint)");
                            });
        }
        return now.getAsLong();
    }

    /// What a question finds.
    ///
    /// @param values stand for the question marks: texts, numbers, bytes, booleans, or optionals
    public <T> List<T> rows(Row.Mapper<T> mapper, String statement, Object... values)
            throws SQLException {
        try (PreparedStatement prepared = prepare(statement, values);
                ResultSet results = prepared.executeQuery()) {
            var row = new Row(results);
            List<T> all = new ArrayList<>();
            while (results.next()) {
                all.add(mapper.of(row));
            }
            return all;
        }
    }

    /// The first row that a question finds.
    public <T> Optional<T> row(Row.Mapper<T> mapper, String statement, Object... values)
            throws SQLException {
        try (PreparedStatement prepared = prepare(statement, values);
                ResultSet results = prepared.executeQuery()) {
            return results.next() ? Optional.of(mapper.of(new Row(results))) : Optional.empty();
        }
    }

    /// The number that a question finds; 0 if it finds none.
    public long count(String statement, Object... values) throws SQLException {
        return row(Row::first, statement, values).orElse(0L);
    }

    /// What tells this transaction from others when its connection is lost; empty where it has
    /// changed nothing, or where a commit that fails is not done for sure.
    OptionalLong number() throws SQLException {
        return switch (dialect) {
            case SQLITE -> OptionalLong.empty();
            case POSTGRESQL ->
                    row(
                                    row -> row.optionalNumber("number"),
                                    "select txid_current_if_assigned() as number")
                            .flatMap(number -> number)
                            .map(OptionalLong::of)
                            .orElse(OptionalLong.empty());
        };
    }

    /// Whether the transaction of this number was committed.
    ///
    /// @return empty if that is not known yet
    Optional<Boolean> wasCommitted(long number) throws SQLException {
        return row(row -> row.text("status"), "select txid_status(?) as status", number)
                .filter(status -> !status.equals("in progress"))
                .map(status -> status.equals("committed"));
    }

    /// Changes rows.
    ///
    /// @return how many
    public int update(String statement, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, values)) {
            return prepared.executeUpdate();
        }
    }

    /// Waits until no other transaction has this lock, and has it until it ends. SQLite has locked
    /// the whole file anyway.
    public void lock(long key) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            count("select 1 from (select pg_advisory_xact_lock(?)) as lock", key);
        }
    }

    private PreparedStatement prepare(String statement, Object... values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(dialect.of(statement));
        try {
            for (int i = 0; i < values.length; i++) {
                set(prepared, i + 1, values[i]);
            }
            return prepared;
        } catch (SQLException | RuntimeException failed) {
            prepared.close();
            throw failed;
        }
    }

    private static void set(PreparedStatement prepared, int place, Object value)
            throws SQLException {
        switch (value) {
            case String text -> prepared.setString(place, text);
            case Long number -> prepared.setLong(place, number);
            case Integer number -> prepared.setLong(place, number);
            case Boolean is -> prepared.setLong(place, is ? 1 : 0);
            case byte[] bytes -> prepared.setBytes(place, bytes);
            case Optional<?> optional -> {
                if (optional.isPresent()) {
                    set(prepared, place, optional.get());
                } else {
                    prepared.setNull(place, Types.NULL);
                }
            }
            default ->
                    throw new IllegalArgumentException(
                            "expected a text, a number, bytes or a truth, got: "
                                    + value.getClass());
        }
    }
}
