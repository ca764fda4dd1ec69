package dev.jobber.job;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Secure random numbers. Their source is looked for when the first is drawn, for that takes 7 ms
/// of a start which may draw none. May be used by several threads.
public final class SecureNumbers implements RandomGenerator {

    private static final class Source {

        private static final SecureRandom RANDOM = new SecureRandom();
    }

    /// Numbers whose source has not been looked for.
    public SecureNumbers() {}

    @Override
    public long nextLong() {
        return Source.RANDOM.nextLong();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        Source.RANDOM.nextBytes(bytes);
    }
}
