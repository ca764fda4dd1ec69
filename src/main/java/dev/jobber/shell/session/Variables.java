package dev.jobber.shell.session;

import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.syntax.Characters;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The results kept under names, and the last one, `_`.
public final class Variables {
    /// The name of the last result.
    public static final String LAST = "_";

    private static final ScopedValue<Map<String, Value>> OF_THREAD = ScopedValue.newInstance();

    /// How many numbered results are kept.
    public static final int MOST_NUMBERED = 20;

    private final SortedMap<String, Kept> values = new TreeMap<>();
    private final Deque<Numbered> numbered = new ArrayDeque<>();
    private int last;
    private final Map<String, String> environment;

    /// No variables yet.
    ///
    /// @param environment used for names that no line has set
    Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /// A stored result.
    ///
    /// @param rendering how it was shown first
    public record Kept(Value value, Rendering rendering) {}

    /// A result that is kept under its number.
    ///
    /// @param line the command that answered it
    public record Numbered(int number, String line, Kept kept) {}

    /// Runs code on this thread for which these values stand before all others.
    public static <T> T with(
            Map<String, Value> values, ScopedValue.CallableOp<T, RuntimeException> code) {
        return ScopedValue.where(OF_THREAD, Map.copyOf(values)).call(code);
    }

    /// Stores a result under a name.
    public synchronized void put(String name, Kept result) {
        values.put(name, result);
    }

    /// Keeps a result under the next number, and forgets the oldest of too many.
    public synchronized void number(String line, Kept result) {
        if (numbered.size() == MOST_NUMBERED) {
            numbered.removeFirst();
        }
        numbered.addLast(new Numbered(++last, line, result));
    }

    /// The last results, oldest first.
    public synchronized List<Numbered> numbered() {
        return List.copyOf(numbered);
    }

    /// The result stored under a name, or under a number. Environment variables are not among them.
    public synchronized Optional<Kept> kept(String name) {
        return Characters.isNumber(name)
                ? numbered.stream()
                        .filter(each -> Integer.toString(each.number()).equals(name))
                        .findFirst()
                        .map(Numbered::kept)
                : Optional.ofNullable(values.get(name));
    }

    /// The result stored under a name, or else the environment variable.
    public Optional<Value> find(String name) {
        return Optional.ofNullable(OF_THREAD.orElse(Map.of()).get(name))
                .or(() -> kept(name).map(Kept::value))
                .or(() -> variable(name).map(Value.Text::new));
    }

    /// All stored results, by name.
    public synchronized Map<String, Value> all() {
        var all = new TreeMap<String, Value>();
        values.forEach((name, kept) -> all.put(name, kept.value()));
        return Collections.unmodifiableMap(all);
    }

    /// The user's home folder.
    public String home() {
        return variable("HOME").orElseGet(() -> System.getProperty("user.home"));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    /// A variable of the environment; empty where it is not set.
    public String environment(String name) {
        return variable(name).orElse("");
    }

    /// The names of the environment's variables that a line can refer to, in order.
    public List<String> environment() {
        return environment.keySet().stream().filter(Characters::isName).sorted().toList();
    }
}
