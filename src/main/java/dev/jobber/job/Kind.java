package dev.jobber.job;

/// Work of a kind that can be described in words: what `define-job KIND` makes.
public sealed interface Kind extends Work permits Sim {
    /// The word for the kind: `sim`.
    String word();
}
