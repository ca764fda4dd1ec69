package dev.jobber.job;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a job is called.
///
/// @param name what the work is called, for people who look
/// @param id the job's own name; drawn at random if empty
/// @param type its label in the registry, which a quota may limit
public record JobIdentity(Optional<String> name, Optional<String> id, Optional<String> type) {
    /// No name, no type, and an id drawn at random.
    public static final JobIdentity NONE =
            new JobIdentity(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_.-]*");

    public JobIdentity {
        id.ifPresent(it -> {
            if (!isId(it)) {
                throw new IllegalArgumentException(
                        "expected an id of letters, digits, '_', '-' and '.' that does not begin with '-', got: "
                                + it);
            }
        });
    }

    /// The same job with this id. Throws [IllegalArgumentException] if it is no id.
    public JobIdentity withId(String id) {
        return new JobIdentity(name, Optional.of(id), type);
    }

    /// May a job be called this? Letters, digits, `_`, `-` and `.`, not first a `-`.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
