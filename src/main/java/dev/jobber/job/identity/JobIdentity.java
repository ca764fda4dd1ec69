package dev.jobber.job.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a job is called.
///
/// @param name the name of the work, only shown and never used
/// @param id the unique name of the job; random if empty
/// @param type the type of the job; a limit applies to all jobs of one type
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

    /// Whether a text can be an id: letters, digits, `_`, `-` and `.`; the first character is no
    /// `-`.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
