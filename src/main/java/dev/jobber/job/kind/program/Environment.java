package dev.jobber.job.kind.program;

import dev.jobber.job.kind.program.os.ProgramStartException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The environment of a program: whether it begins with jobber's own, what is set in it, and which
/// values of jobber's are secret.
///
/// @param inherited whether jobber's own environment is passed on
/// @param values what is set besides, and wins
/// @param secrets names whose values come from jobber's environment when the program starts; the
///   values stand nowhere else, and are shown as `***`
public record Environment(
        boolean inherited, SortedMap<String, String> values, List<String> secrets) {
    /// jobber's own environment.
    public static final Environment INHERITED = new Environment(true, new TreeMap<>(), List.of());

    public Environment {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        secrets = List.copyOf(secrets);
    }

    /// Writes all of it into the environment of a process that is to be started.
    ///
    /// @param target holds jobber's own environment
    /// @param own jobber's own environment
    void applyTo(Map<String, String> target, Map<String, String> own) {
        if (!inherited) {
            target.clear();
        }
        target.putAll(values);
        for (String secret : secrets) {
            String value = own.get(secret);
            if (value == null) {
                throw new ProgramStartException(
                        "the secret " + secret + " is not in jobber's environment");
            }
            target.put(secret, value);
        }
    }

    /// The values of the secrets, as far as there are any.
    ///
    /// @param own jobber's own environment
    List<String> secretValues(Map<String, String> own) {
        return secrets.stream().map(own::get).filter(Objects::nonNull).toList();
    }
}
