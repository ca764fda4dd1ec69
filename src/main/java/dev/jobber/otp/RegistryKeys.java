package dev.jobber.otp;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The entries of a registry by key. Looking never blocks.
sealed interface RegistryKeys permits UniqueKeys, DuplicateKeys {
    /// An entry for this table, not entered yet.
    RegistryEntry entry(RegistryTables tables, ProcessCell owner, Hashed key, Hashed value);

    /// Enters an entry; answers the one that has the key, if that is in the way.
    @Nullable RegistryEntry add(RegistryEntry entry);

    /// Takes an entry out, once.
    void remove(RegistryEntry entry);

    /// Shows the entries of a key, the newest first.
    void forEach(Object key, Consumer<RegistryEntry> action);

    /// What is shown of the entries of a key, the oldest first.
    List<Registry.Entry> shown(Object key);

    /// Shows all entries.
    void forEach(Consumer<RegistryEntry> action);

    /// How many there are.
    long count();
}
