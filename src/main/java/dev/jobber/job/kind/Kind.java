package dev.jobber.job.kind;

/// Work that can be described in words: what `define-job KIND` makes.
public interface Kind {
    /// The word for the kind: `sim`.
    String word();
}
