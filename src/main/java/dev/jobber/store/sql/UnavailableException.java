package dev.jobber.store.sql;

/// The database has not done in time what it was asked for. It is not known to have done it.
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String why) {
        super(why, null, false, false);
    }
}
