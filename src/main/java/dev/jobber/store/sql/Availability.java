package dev.jobber.store.sql;

/// Hears whether a database answers. Called by threads of the database.
public interface Availability {
    /// It does not.
    ///
    /// @param why in words
    void away(String why);

    /// It does.
    void here();
}
