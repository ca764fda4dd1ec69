package dev.jobber.observer;

/// How many restarts a supervisor has done lately, and how many it may do.
///
/// @param count how many restarts lie within the last seconds
/// @param most how many are allowed within so many seconds
public record Restarts(int count, int most, int seconds) {
    /// `3 of 3 restarts within 30 s`
    public String text() {
        return count
                + " of "
                + most
                + (most == 1 ? " restart" : " restarts")
                + " within "
                + seconds
                + " s";
    }
}
