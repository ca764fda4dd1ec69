package dev.jobber.otp.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How many carriers are tried, and which number stays. No threads, no time: only looks.
class CarrierCompactionTest {
    private static final int ALL = 8;
    private static final double MUCH = 10 * CarrierCompaction.TALK;

    private final CarrierCompaction compaction = new CarrierCompaction(ALL);
    private int carriers = ALL;

    /// Looks a number of times at a load. A function says how much the load does with a number of
    /// carriers.
    private int[] look(int times, IntToDoubleFunction rate) {
        var seen = new int[times];
        for (int i = 0; i < times; i++) {
            double done = rate.applyAsDouble(carriers);
            carriers = compaction.look(done, done);
            seen[i] = carriers;
        }
        return seen;
    }

    /// Processes that only talk: the fewer carriers, the better.
    private static double talk(int carriers) {
        return MUCH * 16 / carriers;
    }

    /// Processes that compute between their messages: each carrier counts.
    private static double work(int carriers) {
        return MUCH * carriers;
    }

    /// More carriers than this number make it no better and no worse.
    private static IntToDoubleFunction atMost(int useful) {
        return carriers -> work(Math.min(useful, carriers));
    }

    @Test
    void where_there_is_little_talk_all_carriers_stay() {
        assertThat(look(100, carriers -> CarrierCompaction.TALK - 1)).containsOnly(ALL);
    }

    @Test
    void much_work_for_few_wakes_is_no_talk() {
        for (int i = 0; i < 100; i++) {
            assertThat(compaction.look(100 * MUCH, CarrierCompaction.TALK - 1)).isEqualTo(ALL);
        }
    }

    @Test
    void a_load_that_only_talks_has_one_carrier_within_a_few_looks() {
        assertThat(look(6, CarrierCompactionTest::talk)).containsExactly(4, 4, 2, 2, 1, 1);
    }

    @Test
    void a_load_that_computes_keeps_all_but_for_trials_that_become_rare() {
        assertThat(look(10_000, CarrierCompactionTest::work)).endsWith(ALL, ALL, ALL);
        int[] later = look(10_000, CarrierCompactionTest::work);
        assertThat(later).contains(4);
        assertThat(IntStream.of(later).filter(each -> each != ALL).toArray())
                .as("carriers while on trial, two looks in 500")
                .hasSizeBetween(30, 50)
                .containsOnly(4);
    }

    @Test
    void no_more_carriers_are_used_than_are_of_use() {
        look(200, atMost(4));
        assertThat(carriers).isEqualTo(4);
    }

    @Test
    void more_carriers_are_tried_now_and_then_and_stay_where_they_are_of_use() {
        look(10, CarrierCompactionTest::talk);
        assertThat(carriers).isEqualTo(1);
        look(2_100, CarrierCompactionTest::work);
        assertThat(carriers).isEqualTo(ALL);
    }

    @Test
    void as_much_with_fewer_is_better_and_as_much_with_more_is_not() {
        look(1_000, carriers -> MUCH);
        assertThat(carriers).isEqualTo(1);
    }

    @Test
    void where_processes_compute_on_all_carriers_all_come_back_at_once_and_stay_for_a_while() {
        look(10, CarrierCompactionTest::talk);
        compaction.crowded();
        assertThat(look(10, CarrierCompactionTest::talk)).containsOnly(ALL);
    }

    @Test
    void a_pause_gives_all_carriers_back_and_the_load_need_not_wait_for_a_trial_afterwards() {
        look(100, CarrierCompactionTest::talk);
        assertThat(look(1, carriers -> 0)).containsExactly(ALL);
        assertThat(look(2, CarrierCompactionTest::talk)).containsExactly(4, 4);
    }

    @Test
    void a_load_that_starves_with_fewer_carriers_is_not_tried_again_and_again() {
        int[] seen = look(1_000, carriers -> carriers == ALL ? 2 * CarrierCompaction.TALK : 0);
        assertThat(IntStream.of(seen).filter(each -> each != ALL).toArray())
                .as("carriers while on trial")
                .hasSizeLessThan(20);
    }

    @Test
    void where_nothing_has_happened_for_a_while_what_was_tried_is_forgotten() {
        look(1_000, CarrierCompactionTest::work);
        compaction.forget();
        assertThat(look(2, CarrierCompactionTest::talk)).containsExactly(4, 4);
    }

    @Test
    void a_load_that_is_just_talk_is_tried_with_fewer_carriers_and_just_as_much_is_enough() {
        assertThat(look(10, carriers -> CarrierCompaction.TALK)).endsWith(1);
    }

    @Test
    void more_carriers_stay_if_they_do_exactly_a_tenth_more() {
        look(10, CarrierCompactionTest::talk);
        double one = MUCH;

        look(2_100, carriers -> carriers == 1 ? one : one * 1.1);

        assertThat(compaction.look(one * 1.1, MUCH)).isGreaterThan(1);
    }

    @Test
    void after_a_trial_in_vain_the_next_one_goes_the_other_way() {
        assertThat(IntStream.of(look(100, atMost(4))).distinct().toArray())
                .as("half of all stay, a quarter is in vain, all are in vain")
                .startsWith(4, 2, 8);
    }

    @Test
    void a_load_that_did_no_better_with_fewer_waits_for_its_next_trial_through_a_pause() {
        assertThat(look(3, CarrierCompactionTest::work)).containsExactly(4, 4, ALL);
        look(1, carriers -> 0);

        assertThat(look(9, CarrierCompactionTest::work)).containsOnly(ALL);
    }

    @Test
    void where_all_carriers_are_used_already_a_crowd_puts_off_no_trial() {
        compaction.crowded();

        assertThat(look(1, CarrierCompactionTest::talk)).containsExactly(4);
    }

    @Test
    void it_says_what_it_said_at_the_last_look() {
        look(1, CarrierCompactionTest::talk);

        assertThat(compaction.carriers()).isEqualTo(4);
        assertThat(compaction.isOn()).isTrue();
        compaction.forget();
        assertThat(compaction.carriers()).isEqualTo(ALL);
        assertThat(compaction.isOn()).isFalse();
    }

    @Test
    void one_processor_leaves_nothing_to_try() {
        var alone = new CarrierCompaction(1);
        for (int i = 0; i < 100; i++) {
            assertThat(alone.look(MUCH, MUCH)).isEqualTo(1);
        }
    }
}
