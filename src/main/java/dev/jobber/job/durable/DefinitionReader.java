package dev.jobber.job.durable;

/// Makes jobs of text.
@FunctionalInterface
public interface DefinitionReader {
    /// The start that a definition describes. Called by threads that may wait.
    ///
    /// @throws StoreException where this node can make nothing of it; another may
    DurableStart read(Definition definition);
}
