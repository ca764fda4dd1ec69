package dev.jobber.otp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// Several listeners as one. A listener that throws is removed, and the others are told. When the
/// last one throws, the exception is thrown on, so that the node removes the whole.
///
/// Any thread may call it. Each listener is removed once, by one of the threads on which it threw;
/// that thread alone tells of it.
final class EventListeners implements EventListener {
    private final List<EventListener> listeners;

    private EventListeners(Stream<EventListener> all) {
        listeners = new CopyOnWriteArrayList<>(all.toList());
    }

    /// Joins two listeners to one; each of them may be several listeners already.
    static EventListener of(EventListener first, EventListener second) {
        return new EventListeners(Stream.of(first, second).flatMap(EventListeners::parts));
    }

    private static Stream<EventListener> parts(EventListener listener) {
        return listener instanceof EventListeners several
                ? several.listeners.stream()
                : Stream.of(listener);
    }

    @Override
    public void on(Event event) {
        List<Event> removals = List.of();
        for (EventListener each : listeners) {
            Throwable problem = Guard.problemOf(() -> each.on(event));
            if (problem != null && remove(each, problem)) {
                removals = new ArrayList<>(removals);
                removals.add(new Event.ListenerRemoved(each.getClass().getName(), problem));
            }
        }
        removals.forEach(this::on);
    }

    /// False if another thread has removed it.
    private boolean remove(EventListener listener, Throwable problem) {
        synchronized (listeners) {
            if (!listeners.remove(listener)) {
                return false;
            }
            if (!listeners.isEmpty()) {
                return true;
            }
        }
        throw switch (problem) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException(problem);
        };
    }
}
