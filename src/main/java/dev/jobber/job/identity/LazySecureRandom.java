package dev.jobber.job.identity;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Secure random numbers. Their source is found when the first number is drawn: that takes 7 ms,
/// and a start may draw none. Several threads may use it.
public final class LazySecureRandom implements RandomGenerator {
    private @Nullable SecureRandom source;

    /// Numbers whose source has not been looked for.
    public LazySecureRandom() {}

    private synchronized SecureRandom source() {
        SecureRandom known = source;
        if (known == null) {
            known = new SecureRandom();
            source = known;
        }
        return known;
    }

    @Override
    public long nextLong() {
        return source().nextLong();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        source().nextBytes(bytes);
    }
}
