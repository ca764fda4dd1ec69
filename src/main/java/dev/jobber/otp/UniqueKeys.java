package dev.jobber.otp;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One entry for each key.
final class UniqueKeys implements RegistryKeys {
    private final ConcurrentHashMap<Hashed, RegistryEntry> entries = new ConcurrentHashMap<>();

    @Override
    public RegistryEntry entry(RegistryTables tables, ProcessCell owner, Hashed key, Hashed value) {
        return new RegistryEntry(tables, owner, key, value);
    }

    @Override
    public @Nullable RegistryEntry add(RegistryEntry entry) {
        return entries.putIfAbsent(entry.key, entry);
    }

    @Nullable RegistryEntry find(Object key) {
        return entries.get(new Hashed(key));
    }

    @Override
    public void remove(RegistryEntry entry) {
        entries.remove(entry.key.safe(), entry);
    }

    @Override
    public void forEach(Object key, Consumer<RegistryEntry> action) {
        RegistryEntry entry = entries.get(new Hashed(key));
        if (entry != null) {
            action.accept(entry);
        }
    }

    @Override
    public List<Registry.Entry> shown(Object key) {
        RegistryEntry entry = entries.get(new Hashed(key));
        return entry == null ? List.of() : entry.shown().map(List::of).orElse(List.of());
    }

    @Override
    public void forEach(Consumer<RegistryEntry> action) {
        entries.values().forEach(action);
    }

    @Override
    public long count() {
        return entries.mappingCount();
    }
}
