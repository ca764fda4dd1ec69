package dev.jobber.shell.session;

import dev.jobber.job.policy.DurationText;
import dev.jobber.shell.parse.Converters;
import dev.jobber.shell.result.Choices;
import dev.jobber.shell.result.Durations;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What `set` shows and changes.
public final class Settings {
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Set<String> ofTree = new HashSet<>();
    private final Map<String, UserError> missing = new HashMap<>();

    /// A setting.
    ///
    /// @param key its name
    /// @param description what it is for
    /// @param range which values it may have
    /// @param get its value
    /// @param set gives it a value that its range has
    public record Setting(
            String key,
            String description,
            Range range,
            Supplier<String> get,
            Consumer<String> set) {
        /// Its value as a result; a number if the setting is a count.
        public Value value() {
            String text = get.get();
            return switch (range) {
                case Range.Words _ -> new Value.Text(text);
                case Range.Counts _ -> new Value.Whole(Long.parseLong(text));
                case Range.Times _ -> new Value.Text(text);
            };
        }

        /// The possible values; empty if the setting is a count.
        public List<String> choices() {
            return range instanceof Range.Words(List<String> words) ? words : List.of();
        }

        /// Checks a value.
        ///
        /// @throws ShellException if the setting cannot have the value
        public void check(String value) {
            switch (range) {
                case Range.Words(List<String> words) -> {
                    if (!words.contains(value)) {
                        throw Choices.unknown(key, value, words);
                    }
                }
                case Range.Times(Duration least) -> {
                    if (Durations.parse(value).compareTo(least) < 0) {
                        throw new ShellException(
                                UserError.usage("expected " + range + ", got: " + value));
                    }
                }
                case Range.Counts(int least) -> {
                    if (Converters.count(value) < least) {
                        throw new ShellException(
                                UserError.usage("expected " + range + ", got: " + value));
                    }
                }
            }
        }

        /// The setting as a row: its value, its possible values and its purpose.
        public Value.Fields row() {
            return Value.Fields.none()
                    .with("setting", key)
                    .with("value", value())
                    .with("may be", range.toString())
                    .with("what it is", description);
        }

        /// A setting that has one of a few values.
        public static Setting choice(
                String key,
                String description,
                List<String> choices,
                Supplier<String> get,
                Consumer<String> set) {
            return new Setting(key, description, new Range.Words(choices), get, set);
        }

        /// A setting that is a time.
        ///
        /// @param least the shortest that it may be
        public static Setting duration(
                String key,
                String description,
                Duration least,
                Supplier<String> get,
                Consumer<Duration> set) {
            return new Setting(
                    key,
                    description,
                    new Range.Times(least),
                    get,
                    value -> set.accept(Durations.parse(value)));
        }

        /// A setting that counts something.
        ///
        /// @param least the smallest count it may be
        public static Setting count(
                String key,
                String description,
                int least,
                Supplier<Integer> get,
                Consumer<Integer> set) {
            return new Setting(
                    key,
                    description,
                    new Range.Counts(least),
                    () -> get.get().toString(),
                    value -> set.accept(Converters.count(value)));
        }
    }

    /// The values that a setting may have.
    public sealed interface Range {
        /// One of these.
        record Words(List<String> words) implements Range {
            public Words {
                words = List.copyOf(words);
            }

            @Override
            public String toString() {
                return String.join(" or ", words);
            }
        }

        /// A time from this one on.
        record Times(Duration least) implements Range {
            @Override
            public String toString() {
                return "a time from " + DurationText.format(least) + " on, such as 3s";
            }
        }

        /// A whole number from this one on.
        record Counts(int least) implements Range {
            @Override
            public String toString() {
                return "a count from " + least + " on";
            }
        }
    }

    /// Adds a setting.
    public void add(Setting setting) {
        missing.remove(setting.key());
        settings.put(setting.key(), setting);
    }

    /// A setting of this name would be there, but for something that this program has not.
    ///
    /// @param why what that is, and what to do
    public void addMissing(String key, UserError why) {
        missing.put(key, why);
    }

    /// Adds a setting that is the same in all sessions on a tree.
    public void addOfTree(Setting setting) {
        add(setting);
        ofTree.add(setting.key());
    }

    /// Whether a setting of this name is the same in all sessions on a tree.
    public boolean isOfTree(String key) {
        return ofTree.contains(key);
    }

    /// The settings' names.
    public List<String> keys() {
        return List.copyOf(settings.keySet());
    }

    /// The setting of this name.
    ///
    /// @throws ShellException where there is none
    public Setting get(String key) {
        Setting setting = settings.get(key);
        if (setting == null) {
            throw Optional.ofNullable(missing.get(key))
                    .map(ShellException::new)
                    .orElseGet(() -> Choices.unknown("setting", key, settings.keySet()));
        }
        return setting;
    }

    /// Every setting.
    public List<Setting> all() {
        return List.copyOf(settings.values());
    }

    /// Every setting's value.
    public Value.Fields values() {
        var values = Value.Fields.none();
        for (Setting setting : settings.values()) {
            values = values.with(setting.key(), setting.value());
        }
        return values;
    }
}
