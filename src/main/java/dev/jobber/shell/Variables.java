package dev.jobber.shell;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The results kept under names, and the last one, `_`.
public final class Variables {

    /// The name of the last result.
    static final String LAST = "_";

    private final SortedMap<String, Value> values = new TreeMap<>();
    private final Function<String, Optional<String>> environment;

    /// No variables yet.
    ///
    /// @param environment what stands behind them
    Variables(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /// Keeps a result under a name.
    public synchronized void put(String name, Value value) {
        values.put(name, value);
    }

    /// What is kept under a name, else the environment's variable.
    public synchronized Optional<Value> find(String name) {
        return Optional.ofNullable(values.get(name))
                .or(() -> environment.apply(name).map(Value.Text::new));
    }

    /// Everything that is kept, by name.
    public synchronized Map<String, Value> all() {
        return Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /// The user's home folder.
    String home() {
        return environment.apply("HOME").orElseGet(() -> System.getProperty("user.home"));
    }
}
