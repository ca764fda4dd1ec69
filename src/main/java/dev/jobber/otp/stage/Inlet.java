package dev.jobber.otp.stage;

import dev.jobber.otp.Dest;
import dev.jobber.otp.Down;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The side of a stage to which values flow: whose they are, and when more are asked for.
final class Inlet {
    private record Subscription(Dest producer, MonitorRef ref, Demand demand) {}

    private final Map<MonitorRef, Subscription> byMonitor = new HashMap<>();
    private final Map<Pid, Demand> byProducer = new HashMap<>();

    void subscribe(Flow.SubscribeTo to) {
        MonitorRef ref = Process.monitor(to.producer());
        byMonitor.put(ref, new Subscription(to.producer(), ref, to.demand()));
        to.producer()
                .whereis()
                .ifPresent(producer -> {
                    byProducer.put(producer, to.demand());
                    GenServer.cast(producer, new Flow.Subscribe(Process.self()));
                    ask(producer, to.demand().max());
                });
    }

    /// How many values of this producer are handled at once.
    int batch(Pid producer) {
        return byProducer.getOrDefault(producer, Demand.DEFAULT).batch();
    }

    /// This number of values has been handled.
    void handled(Pid producer, int number) {
        ask(producer, number);
    }

    private static void ask(Pid producer, int number) {
        GenServer.cast(producer, new Flow.Ask(Process.self(), number));
    }

    /// Why the stage ends with a producer of its; empty if it goes on.
    Optional<ExitReason> ended(Down down) {
        Subscription subscription = byMonitor.remove(down.ref());
        if (subscription == null) {
            return Optional.empty();
        }
        byProducer.keySet().removeIf(producer -> !producer.isAlive());
        boolean ends =
                switch (subscription.demand().cancel()) {
                    case PERMANENT -> true;
                    case TRANSIENT -> !down.reason().isOrderly();
                    case TEMPORARY -> false;
                };
        return ends ? Optional.of(down.reason()) : Optional.empty();
    }
}
