package dev.jobber.job;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// A job somebody wants started.
///
/// @param work what it does; a job without work is refused when it starts
/// @param name what the work is called, for people who look
/// @param id what the job is called; drawn at random if empty
/// @param type its label in the registry, which a quota may limit
/// @param maxRetries how often it is tried again after an error; 3 by default, 0 for never
/// @param retryDelay how long it waits before; 5 s by default
public record JobRequest(
        Optional<Work> work,
        Optional<String> name,
        Optional<String> id,
        Optional<String> type,
        int maxRetries,
        Duration retryDelay) {
    /// How often a job is tried again unless something else is said: 3 times.
    public static final int DEFAULT_MAX_RETRIES = 3;

    /// How long a job waits before it is tried again unless something else is said: 5 s.
    public static final Duration DEFAULT_RETRY_DELAY = Duration.ofSeconds(5);

    /// A request that says nothing, not even what to do.
    public static final JobRequest EMPTY =
            new JobRequest(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    DEFAULT_MAX_RETRIES,
                    DEFAULT_RETRY_DELAY);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_.-]*");

    public JobRequest {
        id.ifPresent(it -> {
            if (!isId(it)) {
                throw new IllegalArgumentException(
                        "expected an id of letters, digits, '_', '-' and '.' that does not begin with '-', got: "
                                + it);
            }
        });
        if (maxRetries < 0) {
            throw new IllegalArgumentException(
                    "expected max_retries of 0 or more, got: " + maxRetries);
        }
        if (retryDelay.isNegative()) {
            throw new IllegalArgumentException(
                    "expected a retry_delay that is not negative, got: " + retryDelay);
        }
    }

    /// A job that does this, with everything else as usual.
    public static JobRequest of(Work work) {
        return new JobRequest(
                Optional.of(work),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_MAX_RETRIES,
                DEFAULT_RETRY_DELAY);
    }

    /// May a job be called this? Letters, digits, `_`, `-` and `.`, not first a `-`.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// The same, its work called so.
    public JobRequest withName(String newName) {
        return new JobRequest(work, Optional.of(newName), id, type, maxRetries, retryDelay);
    }

    /// The same under this id.
    public JobRequest withId(String newId) {
        return new JobRequest(work, name, Optional.of(newId), type, maxRetries, retryDelay);
    }

    /// The same under this label.
    public JobRequest withType(String newType) {
        return new JobRequest(work, name, id, Optional.of(newType), maxRetries, retryDelay);
    }

    /// The same with so many retries.
    public JobRequest withMaxRetries(int retries) {
        return new JobRequest(work, name, id, type, retries, retryDelay);
    }

    /// The same, waiting so long before a retry.
    public JobRequest withRetryDelay(Duration delay) {
        return new JobRequest(work, name, id, type, maxRetries, delay);
    }
}
