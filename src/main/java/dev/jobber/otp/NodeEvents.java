package dev.jobber.otp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The events of a node, and the listeners that get them.
final class NodeEvents {
    private final Node node;
    private final EventDelivery how;

    /// The listener that the node was built with.
    private final Optional<Delivery<Event>> first;

    private final boolean tellsLives;

    /// The listeners that came after the node was built.
    private final List<Delivery<Event>> listeners = new CopyOnWriteArrayList<>();

    private final List<Delivery<?>> deliveries = new CopyOnWriteArrayList<>();

    /// @param tellsLives whether the listener hears of the start and the end of each server
    NodeEvents(Node node, @Nullable EventListener listener, EventDelivery how, boolean tellsLives) {
        this.node = node;
        this.how = how;
        first =
                Optional.ofNullable(listener)
                        .map(it -> newDelivery(it::on, it.getClass().getName()));
        this.tellsLives = tellsLives && first.isPresent();
    }

    // ---- listeners

    /// Adds a listener, until the returned code is run.
    Runnable listen(EventListener listener) {
        Delivery<Event> delivery =
                new Delivery<>(
                        listener::on,
                        listener.getClass().getName(),
                        EventDelivery.QUEUED,
                        this::report);
        deliveries.add(delivery);
        listeners.add(delivery);
        return () -> {
            listeners.remove(delivery);
            deliveries.remove(delivery);
        };
    }

    /// Brings events of another kind to a listener.
    <E> Consumer<E> delivery(Consumer<? super E> listener) {
        Delivery<E> delivery = newDelivery(listener, listener.getClass().getName());
        return delivery::tell;
    }

    private <E> Delivery<E> newDelivery(Consumer<? super E> listener, String name) {
        Delivery<E> delivery = new Delivery<>(listener, name, how, this::report);
        deliveries.add(delivery);
        return delivery;
    }

    /// Whether the listeners have heard of all that happened, apart from listeners that have been
    /// busy for seconds.
    boolean isQuiet() {
        return deliveries.stream().allMatch(Delivery::isQuiet);
    }

    /// Reports what happened to a listener: to the node's own listener, or to the uncaught
    /// exception handler if the node's own listener is gone.
    private void report(Event event) {
        if (event instanceof Event.ListenerRemoved(var listener, var problem)
                && first.filter(it -> !it.isRemoved()).isEmpty()) {
            var thread = Thread.currentThread();
            var removed =
                    new IllegalStateException(
                            "event listener "
                                    + listener
                                    + " threw an exception and was removed; it gets no more events",
                            problem);
            // this handler is foreign code too, and there is no other listener for what it throws
            var _ =
                    Guard.problemOf(() ->
                            thread.getUncaughtExceptionHandler()
                                    .uncaughtException(thread, removed));
        } else {
            emitLater(event);
        }
    }

    // ---- what is told

    /// Tells the listeners. Never throws, unless the calling process ends with it.
    void emit(Event event) {
        if (node.isFlightRecorded()) {
            Flight.told(event);
        }
        first.ifPresent(it -> it.tell(event));
        for (Delivery<Event> more : listeners) {
            more.tell(event);
        }
    }

    /// Tells the listeners on another thread, even if the node's delivery is
    /// [EventDelivery#AT_ONCE]: for threads that must not wait.
    void emitLater(Event event) {
        if (node.isFlightRecorded()) {
            Flight.told(event);
        }
        first.ifPresent(it -> it.tellLater(event));
        for (Delivery<Event> more : listeners) {
            more.tellLater(event);
        }
    }

    /// The init of a server has succeeded.
    void started(ProcessCell cell) {
        if (tellsLives) {
            emit(
                    new Event.Started(
                            cell,
                            Optional.ofNullable(cell.name()),
                            Optional.ofNullable(cell.parent())));
        }
    }

    /// A process is dead, and no other process has been told yet.
    ///
    /// @param body what it did; null if it never ran
    /// @param killer the process whose exit signal has ended it
    void exited(
            ProcessCell cell,
            @Nullable ProcessBody body,
            ExitReason reason,
            @Nullable ProcessCell killer) {
        if (node.recorded) {
            Flight.exited(cell, reason);
        }
        if (tellsLives && body != null && body.isServer()) {
            emit(
                    new Event.Exited(
                            cell,
                            Optional.ofNullable(cell.name()),
                            reason,
                            Optional.<Pid>ofNullable(killer).filter(it -> it != node.outside())));
        }
    }
}
