package dev.jobber.otp;

import java.time.Duration;

/// How fair the scheduler of virtual threads is to those who come from outside, and what it took.
///
/// @param watched whether the node watches at all
/// @param carriers how many threads may carry virtual threads at the moment, those added included:
///   as many as there are processors, or fewer where they do more
/// @param added how many of them were added because processes compute without a pause
/// @param pauses how often all traffic was held for a moment to let others in
/// @param longestWait the longest time a virtual thread was seen waiting to run
public record FairnessInfo(
        boolean watched, int carriers, int added, long pauses, Duration longestWait) {}
