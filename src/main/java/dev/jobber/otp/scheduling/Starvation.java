package dev.jobber.otp.scheduling;

import java.time.Duration;

/// Hears that threads wait in vain for a carrier, and that they do not any more. Called by the
/// watch over [FairnessWatchdog], which waits meanwhile.
public interface Starvation {
    /// Virtual threads have waited for so long.
    ///
    /// @param carriers how many there are now, those added included
    /// @param added how many of them were added
    void begins(Duration waited, int carriers, int added);

    /// None waits any more, and what was added has been given back.
    void ends(int carriers);
}
