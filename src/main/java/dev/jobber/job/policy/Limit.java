package dev.jobber.job.policy;

import java.util.OptionalInt;

/// The quota on a type of job.
///
/// @param type the label
/// @param limit how many may run at once; empty for any number
/// @param running how many do, those that are being started again included
public record Limit(String type, OptionalInt limit, int running) {}
