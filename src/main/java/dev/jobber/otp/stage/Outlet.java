package dev.jobber.otp.stage;

import dev.jobber.otp.Down;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The side of a stage from which values flow: how many each consumer has asked for, and what
/// waits.
///
/// **No value is sent that was not asked for**, and each is sent once.
final class Outlet<E> {
    /// The open demand of each consumer.
    private final Map<Pid, Long> open = new LinkedHashMap<>();

    private final Deque<E> waiting = new ArrayDeque<>();

    /// How many values the stage has been asked for and has not given.
    private long owed;

    void subscribed(Pid consumer) {
        if (open.putIfAbsent(consumer, 0L) == null) {
            Process.monitor(consumer);
        }
    }

    /// More is asked for. Answers how many values the stage is to give now, beyond those that it
    /// owes already.
    long asked(Pid consumer, int number) {
        if (!open.containsKey(consumer)) {
            return 0; // it has ended meanwhile
        }
        open.merge(consumer, (long) number, Long::sum);
        send();
        long more = demand() - owed;
        if (more <= 0) {
            return 0;
        }
        owed += more;
        return more;
    }

    private long demand() {
        return open.values().stream().mapToLong(Long::longValue).sum();
    }

    void ended(Down down) {
        if (down.from() instanceof Pid consumer) {
            open.remove(consumer);
        }
    }

    /// The stage gives values, be it more or fewer than it was asked for.
    void give(List<? extends E> values) {
        owed = Math.max(0, owed - values.size());
        waiting.addAll(values);
        send();
    }

    /// How many values wait for demand.
    int waiting() {
        return waiting.size();
    }

    /// To the consumer with the most open demand, as long as one has any.
    private void send() {
        while (!waiting.isEmpty()) {
            Map.Entry<Pid, Long> first = null;
            for (Map.Entry<Pid, Long> each : open.entrySet()) {
                if (first == null || each.getValue() > first.getValue()) {
                    first = each;
                }
            }
            if (first == null || first.getValue() == 0) {
                return;
            }
            List<E> values = new ArrayList<>();
            while (!waiting.isEmpty() && values.size() < first.getValue()) {
                values.add(waiting.poll());
            }
            first.setValue(first.getValue() - values.size());
            GenServer.cast(first.getKey(), new Flow.Values(Process.self(), values));
        }
    }
}
