package dev.jobber.bench;

import dev.jobber.otp.Node;
import dev.jobber.otp.Registry;

/// A registry and one process.
final class Registries {
    private Registries() {}

    static void register(BenchRun run) throws Exception {
        int n = 200_000;
        run.warmUp(() -> registrations(n));
        for (int i = 0; i < run.repeats(); i++) {
            run.figure("registry-register", n / registrations(n));
        }
    }

    /// Seconds for a number of keys of one process.
    private static double registrations(int n) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            var registry = Registry.of(Registry.Keys.UNIQUE, "names");
            Registry.start(node, registry).pidOrExit();
            return node.run(() -> {
                long start = System.nanoTime();
                for (int i = 0; i < n; i++) {
                    registry.register(i, "value");
                }
                return (System.nanoTime() - start) / 1e9;
            });
        }
    }

    static void lookup(BenchRun run) throws Exception {
        int n = 1_000_000;
        int keys = 1_000;
        try (Node node = Node.builder().ownsScheduler().build()) {
            var registry = Registry.of(Registry.Keys.UNIQUE, "names");
            Registry.start(node, registry).pidOrExit();
            node.run(() -> {
                for (int i = 0; i < keys; i++) {
                    registry.register(i, "value");
                }
                run.rate("registry-lookup", n, () -> lookups(registry, n, keys));
                return n;
            });
        }
    }

    private static void lookups(Registry registry, int n, int keys) {
        long found = 0;
        for (int i = 0; i < n; i++) {
            found += registry.lookup(i % keys).size();
        }
        if (found != n) {
            throw new IllegalStateException("expected " + n + " entries, got: " + found);
        }
    }
}
