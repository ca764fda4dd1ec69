package dev.jobber.store.sql;

import java.sql.SQLException;

/// What is to be done in a transaction. It may be done again if the transaction fails, so it
/// changes nothing but the database.
///
/// @param <T> what it answers
@FunctionalInterface
public interface Work<T> {
    /// Does it.
    T in(Transaction transaction) throws SQLException;
}
