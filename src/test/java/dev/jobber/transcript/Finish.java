package dev.jobber.transcript;

/// Tells the held work of a job what it comes to.
record Finish(String how) {}
