package dev.jobber.otp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a node tells of what happens in it, and the listeners that hear it.
final class NodeEvents {
    private final Node node;
    private final EventDelivery how;

    /// The listener that the node was built with.
    private final Optional<Delivery<Event>> first;

    private final boolean tellsLives;

    /// Those that came after the node was built.
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

    /// A further listener of events, until the returned code is run.
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

    /// A way to a listener that hears of something else.
    <E> Consumer<E> delivery(Consumer<? super E> listener) {
        Delivery<E> delivery = newDelivery(listener, listener.getClass().getName());
        return delivery::tell;
    }

    private <E> Delivery<E> newDelivery(Consumer<? super E> listener, String name) {
        Delivery<E> delivery = new Delivery<>(listener, name, how, this::report);
        deliveries.add(delivery);
        return delivery;
    }

    /// The listeners have heard of all that happened, unless one is kept busy for seconds.
    boolean isQuiet() {
        return deliveries.stream().allMatch(Delivery::isQuiet);
    }

    /// What becomes of a listener: told to the node's own, or, if it is that one which is gone, to
    /// the uncaught exception handler.
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
            // foreign code, too; what it throws can be told to nothing else
            var _ =
                    Guard.problemOf(() ->
                            thread.getUncaughtExceptionHandler()
                                    .uncaughtException(thread, removed));
        } else {
            emitLater(event);
        }
    }

    // ---- what is told

    /// Tells the listeners. Never throws, unless this is the end of the calling process.
    void emit(Event event) {
        if (node.isFlightRecorded()) {
            Flight.told(event);
        }
        first.ifPresent(it -> it.tell(event));
        for (Delivery<Event> more : listeners) {
            more.tell(event);
        }
    }

    /// The same on another thread, whatever way of delivery the node has: for threads that may not
    /// be kept from their work.
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

    /// A process is dead, and no other has been told yet.
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
