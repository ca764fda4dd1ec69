package dev.jobber.store.table;

/// The owner of jobs: a node, from the time when it has come to the time when it goes or is
/// declared lost. A node that comes back after that is another owner, though its name is the same.
///
/// @param node the name of the node
/// @param session drawn when it came
public record Owner(String node, String session) {}
