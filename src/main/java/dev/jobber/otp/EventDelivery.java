package dev.jobber.otp;

/// How a node brings what happens to its listeners.
public enum EventDelivery {
    /// On a thread that each listener has for itself, in the order in which it happened; the
    /// default. A listener that blocks delays no process, and may itself ask one.
    QUEUED,

    /// On the thread on which it happened, before the code there goes on. Only for a listener that
    /// does no more than put the event into a queue of its own: one that blocks delays the process
    /// that it hears of. What the node's clock and its watch over fairness tell is [#QUEUED] all
    /// the same.
    AT_ONCE
}
