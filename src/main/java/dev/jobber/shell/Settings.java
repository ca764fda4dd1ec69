package dev.jobber.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What `set` shows and changes.
public final class Settings {

    private final Map<String, Setting> settings = new LinkedHashMap<>();

    /// A setting.
    ///
    /// @param key its name
    /// @param description what it is for
    /// @param choices the values there are; empty where any may do
    /// @param get its value
    /// @param check ends with a [ShellException] where it cannot have this value
    /// @param set gives it a value that has been checked
    public record Setting(
            String key,
            String description,
            List<String> choices,
            Supplier<String> get,
            Consumer<String> check,
            Consumer<String> set) {

        /// Its value as a result: a number where it counts something.
        public Value value() {
            var text = get.get();
            return choices.isEmpty() && text.matches("\\d{1,18}")
                    ? new Value.Whole(Long.parseLong(text))
                    : new Value.Text(text);
        }

        /// A setting that has one of a few values.
        public static Setting choice(
                String key,
                String description,
                List<String> choices,
                Supplier<String> get,
                Consumer<String> set) {
            Consumer<String> check =
                    value -> {
                        if (!choices.contains(value)) {
                            throw Choices.unknown(key, value, choices);
                        }
                    };
            return new Setting(key, description, choices, get, check, set);
        }

        /// A setting that counts something.
        public static Setting count(
                String key, String description, Supplier<Integer> get, Consumer<Integer> set) {
            return new Setting(
                    key,
                    description,
                    List.of(),
                    () -> get.get().toString(),
                    Converters::count,
                    value -> set.accept(Converters.count(value)));
        }
    }

    /// Adds a setting.
    public void add(Setting setting) {
        settings.put(setting.key(), setting);
    }

    /// The settings' names.
    public List<String> keys() {
        return List.copyOf(settings.keySet());
    }

    /// The setting of this name.
    ///
    /// @throws ShellException where there is none
    public Setting get(String key) {
        var setting = settings.get(key);
        if (setting == null) {
            throw Choices.unknown("setting", key, settings.keySet());
        }
        return setting;
    }

    /// Every setting's value.
    public Value.Fields values() {
        var values = Value.Fields.none();
        for (var setting : settings.values()) {
            values = values.with(setting.key(), setting.value());
        }
        return values;
    }
}
