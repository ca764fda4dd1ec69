package dev.jobber.otp;

/// Hears of everything that happens in a node.
@FunctionalInterface
public interface EventListener {
    /// Called on the thread on which it happened, before it is announced to others: quick, never
    /// blocks, never throws.
    void on(Event event);
}
