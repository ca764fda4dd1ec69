package dev.jobber.shell.session;

import dev.jobber.job.DurationText;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.shell.session.Settings.Setting;
import java.time.Duration;
import java.util.List;

/// The settings of a store.
public final class StoreSettings {
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    private StoreSettings() {}

    /// Adds them to those of a session, if its tree has a store.
    public static void addTo(Session session) {
        session.store().ifPresent(store -> addTo(session, store));
    }

    private static void addTo(Session session, DurableJobs store) {
        session.settings()
                .addOfTree(
                        Setting.choice(
                                "durable",
                                "whether jobs that are started go into the store",
                                List.of("on", "off"),
                                () -> session.startsDurable() ? "on" : "off",
                                value -> session.tree().startsDurable(value.equals("on"))));
        session.settings()
                .addOfTree(
                        Setting.duration(
                                "lease",
                                "how long after its last sign of life a node is taken for lost",
                                SHORTEST_LEASE,
                                () -> DurationText.format(store.lease()),
                                store::setLease));
        session.settings()
                .addOfTree(
                        Setting.count(
                                "workers",
                                "how many jobs of the store this node runs at once",
                                0,
                                store::workers,
                                store::setWorkers));
    }
}
