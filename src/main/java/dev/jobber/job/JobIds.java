package dev.jobber.job;

import java.util.Base64;
import java.util.random.RandomGenerator;

/// Draws ids for jobs: five random bytes in Base64-URL, seven characters, of which the first is no
/// `-`.
final class JobIds {
    private static final int BYTES = 5;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final RandomGenerator random;

    JobIds(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        byte[] bytes = new byte[BYTES];
        String id;
        do {
            random.nextBytes(bytes);
            id = ENCODER.encodeToString(bytes);
        } while (id.startsWith("-"));
        return id;
    }
}
