package dev.jobber.otp;

import java.time.Duration;

/// How long threads from outside wait for their turns, and what the node has done about it.
///
/// @param watched whether the node watches at all
/// @param carriers how many threads carry virtual threads at the moment, with those that were
///   added: as many as there are processors, or fewer if fewer do more
/// @param added how many of them were added because processes compute without a pause
/// @param pauses how often all traffic was held for a moment to let others in
/// @param longestWait the longest time a virtual thread was seen waiting to run
public record FairnessInfo(
        boolean watched, int carriers, int added, long pauses, Duration longestWait) {}
