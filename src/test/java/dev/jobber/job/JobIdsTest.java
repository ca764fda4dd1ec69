package dev.jobber.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.identity.JobIdentity;
import dev.jobber.job.identity.JobIds;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobIdsTest {
    /// Random bytes that are known beforehand.
    private static RandomGenerator bytes(byte[]... draws) {
        Deque<byte[]> left = new ArrayDeque<>(List.of(draws));
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException("expected nextBytes only, got: nextLong");
            }

            @Override
            public void nextBytes(byte[] into) {
                byte[] draw = left.remove();
                System.arraycopy(draw, 0, into, 0, into.length);
            }
        };
    }

    private static byte[] five(int first, int rest) {
        var bytes = new byte[5];
        Arrays.fill(bytes, (byte) rest);
        bytes[0] = (byte) first;
        return bytes;
    }

    @Test
    void five_random_bytes_make_seven_characters_of_base64_url() {
        assertThat(new JobIds(bytes(five(0, 0))).next(id -> false)).isEqualTo("AAAAAAA");
        assertThat(new JobIds(bytes(five(0xFF, 0xFF))).next(id -> false)).isEqualTo("______8");
    }

    @Test
    void an_id_that_begins_with_a_minus_is_drawn_again() {
        byte[] minusFirst = five(0xF8, 0);
        assertThat(new JobIds(bytes(minusFirst, minusFirst, five(4, 0))).next(id -> false))
                .isEqualTo("BAAAAAA");
    }

    @Test
    void a_hundred_thousand_ids_are_all_different_and_fit_to_be_given_by_hand() {
        var ids = new JobIds(new Random(7));
        Set<String> drawn =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> ids.next(id -> false))
                        .collect(Collectors.toSet());
        assertThat(drawn)
                .hasSize(100_000)
                .allSatisfy(id -> assertThat(id).hasSize(7).matches(JobIdentity::isId));
    }

    @Test
    void an_id_of_a_job_that_is_known_is_drawn_again() {
        byte[] taken = five(0, 0);
        try (var lab = new JobLab(options -> options.withRandom(bytes(taken, taken, five(4, 0))))) {
            assertThat(lab.start(JobRequest.of(JobLab.GOOD)).id()).isEqualTo("AAAAAAA");
            lab.seconds(5);
            assertThat(lab.start(JobRequest.of(JobLab.GOOD)).id()).isEqualTo("BAAAAAA");
        }
    }

    @Test
    void a_source_that_repeats_itself_ends_the_start_with_a_sentence_not_the_caller() {
        try (var lab = new JobLab(options -> options.withRandom(() -> 42L))) {
            String first = lab.start(JobRequest.of(JobLab.GOOD)).id();

            assertThatThrownBy(() -> lab.jobber.startJob(JobRequest.of(JobLab.GOOD)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "no free id in 1000 random ones, the last one "
                                    + first
                                    + ": the source of random numbers repeats itself; give"
                                    + " JobberOptions.withRandom another, or the job an id");
            assertThat(lab.start(JobRequest.of(JobLab.GOOD).withId("mine")).id()).isEqualTo("mine");
        }
    }
}
