package dev.jobber.otp;

/// A registry of one key and one value, which the processes of a race take.
final class RaceNames {
    final RegistryTables tables;

    RaceNames(Registry.Keys keys) {
        var registry = Registry.of(keys, "R");
        tables = registry.newTables();
        tables.partitionStarted(0, RaceLab.still());
        registry.open(tables);
    }

    /// True if no process had the key.
    boolean take(ProcessCell cell) {
        return tables.add(cell, "key", "value").isEmpty();
    }

    int byKey() {
        int[] n = {0};
        tables.keys().forEach("key", entry -> n[0] += entry.shown().isPresent() ? 1 : 0);
        return n[0];
    }

    int byValue() {
        int[] n = {0};
        tables.values().forEach("value", entry -> n[0] += entry.shown().isPresent() ? 1 : 0);
        return n[0];
    }

    /// By key, by value and by number: how many there are if these agree, else -1.
    int entries() {
        int n = byKey();
        int[] raw = {0};
        tables.values().forEach("value", entry -> raw[0]++);
        return n == byValue() && n == raw[0] && n == tables.keys().count() ? n : -1;
    }
}
