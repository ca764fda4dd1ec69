package dev.jobber.store.sql;

/// Hears whether a database answers. Called by threads of the database.
public interface Availability {
    /// What the database is asked for. It may do one and not the other: a full disk can be read.
    enum Side {
        /// To change something.
        WRITING,
        /// To find something.
        READING
    }

    /// It does not answer.
    ///
    /// @param why in words
    void away(Side side, String why);

    /// It does.
    void here(Side side);
}
