package dev.jobber.job;

import java.util.Base64;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Draws ids for jobs: five random bytes in Base64-URL, seven characters, of which the first is no
/// `-`.
final class JobIds {
    private static final int BYTES = 5;

    /// How many are drawn for one job. Even with 500 thousand million jobs, half of all ids, so
    /// many taken ones in a row do not come by chance.
    private static final int MOST = 1_000;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final RandomGenerator random;

    JobIds(RandomGenerator random) {
        this.random = random;
    }

    /// One that is not taken. Throws [IllegalStateException] if a thousand are.
    String next(Predicate<String> taken) {
        var bytes = new byte[BYTES];
        var id = "";
        for (int i = 0; i < MOST; i++) {
            random.nextBytes(bytes);
            id = ENCODER.encodeToString(bytes);
            if (!id.startsWith("-") && !taken.test(id)) {
                return id;
            }
        }
        throw new IllegalStateException(
                "no free id in "
                        + MOST
                        + " random ones, the last one "
                        + id
                        + ": the source of random numbers repeats itself; give JobberOptions"
                        + ".withRandom another, or the job an id");
    }
}
