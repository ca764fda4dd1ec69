package dev.jobber.otp;

/// Hears of everything that happens in a node.
///
/// A listener that throws is taken out, as OTP takes out an event handler that fails: it hears
/// nothing any more, and the node goes on. That is told with [Event.ListenerRemoved] to the other
/// listeners of the node, or, where it was the node's own, to the [uncaught exception
/// handler][Thread.UncaughtExceptionHandler].
@FunctionalInterface
public interface EventListener {
    /// Called for one event after the other, on a thread that the listener has for itself, unless
    /// the node is built with [EventDelivery#AT_ONCE]. It may block, and it may ask processes; up
    /// to 65 536 events wait for it, and of those that come beyond that only the number is told,
    /// with [Event.EventsLeftOut]. No kill interrupts it.
    void on(Event event);
}
