package dev.jobber.otp;

import java.util.Optional;

/// A name kept in a [Registry]: `{:via, Registry, {registry, key}}`, or with a value `{:via,
/// Registry, {registry, key, value}}`.
///
/// @param registry which registry
/// @param key the name
/// @param value what is stored beside it when a process is started under this name
public record Via(Registry registry, Object key, Optional<Object> value) implements Dest {
    public Via {
        Refused.ifNull(registry, "a registry");
        Refused.ifNoValue(key, "a key");
        Refused.ifNoValue(value, "a value");
    }

    @Override
    public Optional<Pid> whereis() {
        return registry.whereis(key);
    }

    @Override
    public String toString() {
        return "{"
                + registry
                + ", "
                + Inspect.inspect(key)
                + value.map(it -> ", " + Inspect.inspect(it)).orElse("")
                + "}";
    }
}
