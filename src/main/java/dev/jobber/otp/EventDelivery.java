package dev.jobber.otp;

/// How a node hands its events to its listeners.
public enum EventDelivery {
    /// Each listener has a thread of its own and gets the events in order; the default. A listener
    /// that blocks delays no process, and a listener may call processes.
    QUEUED,

    /// The thread on which the event happens calls the listener before it goes on. Only for a
    /// listener that does no more than put the event into its own queue: a listener that blocks
    /// delays the process that the event is about. Events of the node's clock and of its fairness
    /// watchdog are still [#QUEUED].
    AT_ONCE
}
