package dev.jobber.otp.scheduling;

import java.time.Duration;

/// Is told when threads wait in vain for a carrier, and when they do not any more. The watch of a
/// [FairnessWatchdog] calls it and waits until it returns.
public interface Starvation {
    /// Virtual threads wait in vain.
    ///
    /// @param waited how long they have waited
    /// @param carriers how many carriers there are now, with those that were added
    /// @param added how many of them were added
    void begins(Duration waited, int carriers, int added);

    /// No thread waits in vain any more, and the carriers that were added have been given back.
    void ends(int carriers);
}
