package dev.jobber.job.identity;

import java.util.Base64;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Draws ids for jobs: five random bytes in Base64-URL, seven characters, of which the first is no
/// `-`.
public final class JobIds {
    private static final int BYTES = 5;

    /// How many ids are tried for one job. Even if half of all ids were in use, which are 500
    /// thousand million, so many used ids in a row cannot be chance.
    private static final int MOST = 1_000;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final RandomGenerator random;

    /// @param random where they come from
    public JobIds(RandomGenerator random) {
        this.random = random;
    }

    /// An id that is not in use. Throws [IllegalStateException] after a thousand ids that are in
    /// use.
    public String next(Predicate<String> taken) {
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
