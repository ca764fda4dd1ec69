package dev.jobber.shell.session;

import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.policy.DurationText;
import dev.jobber.shell.session.Settings.Setting;
import java.time.Duration;
import java.util.List;

/// The settings of a store.
public final class StoreSettings {
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    private static final String DURABLE = "durable";
    private static final String LEASE = "lease";
    private static final String WORKERS = "workers";

    private StoreSettings() {}

    /// Adds them to those of a session. Without a store they only say that they need one.
    public static void addTo(Session session) {
        if (session.hasStore()) {
            addAll(session);
        } else {
            for (String key : List.of(DURABLE, LEASE, WORKERS)) {
                session.settings().addMissing(key, NoStore.error("'set " + key + "'"));
            }
        }
    }

    private static DurableJobs store(Session session) {
        return session.storeFor("a setting of the store");
    }

    private static void addAll(Session session) {
        session.settings()
                .addOfTree(
                        Setting.choice(
                                DURABLE,
                                "whether jobs that are started go into the store",
                                List.of("on", "off"),
                                () -> session.startsDurable() ? "on" : "off",
                                value -> session.tree().startsDurable(value.equals("on"))));
        session.settings()
                .addOfTree(
                        Setting.duration(
                                LEASE,
                                "how long after its last sign of life a node is taken for lost",
                                SHORTEST_LEASE,
                                () -> DurationText.format(store(session).lease()),
                                time -> store(session).setLease(time)));
        session.settings()
                .addOfTree(
                        Setting.count(
                                WORKERS,
                                "how many jobs of the store this node runs at once",
                                0,
                                () -> store(session).workers(),
                                jobs -> store(session).setWorkers(jobs)));
    }
}
