package dev.jobber.otp;

/// Gets every event of a node.
///
/// A listener that throws is removed, as OTP removes an event handler that fails: it gets no more
/// events, and the node goes on. The other listeners get [Event.ListenerRemoved]. If no other
/// listener is left, the [uncaught exception handler][Thread.UncaughtExceptionHandler] gets the
/// exception.
@FunctionalInterface
public interface EventListener {
    /// Called for one event after the other, on the listener's own thread, unless the node is built
    /// with [EventDelivery#AT_ONCE]. It may block, and it may call processes. Up to 65 536 events
    /// wait for it; events beyond that are dropped, and [Event.EventsLeftOut] tells how many. No
    /// kill interrupts it.
    void on(Event event);

    /// Both listeners as one: each event goes first to this one and then to the next. If one of the
    /// two throws, that one alone is removed.
    default EventListener and(EventListener next) {
        return EventListeners.of(this, Refused.ifNull(next, "a listener"));
    }
}
