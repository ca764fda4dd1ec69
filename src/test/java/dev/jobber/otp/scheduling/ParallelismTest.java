package dev.jobber.otp.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Which node decides how many carriers there are, and how many there are afterwards.
class ParallelismTest {
    private static final int FOUND = 4;

    private int carriers = FOUND;
    private int changes;
    private final Parallelism parallelism = new Parallelism(() -> carriers, this::change);
    private final Object one = new Object();
    private final Object other = new Object();

    private void change(int wanted) {
        changes++;
        carriers = wanted;
    }

    @Test
    void nothing_is_changed_without_a_wish() {
        parallelism.withdraw(one);
        assertThat(parallelism.found()).isEqualTo(FOUND);
        assertThat(changes).isZero();
    }

    @Test
    void what_was_found_is_given_back() {
        parallelism.wish(one, 1);
        assertThat(carriers).isEqualTo(1);
        assertThat(parallelism.found()).isEqualTo(FOUND);
        parallelism.wish(one, 20);
        assertThat(carriers).isEqualTo(20);
        assertThat(parallelism.found()).isEqualTo(FOUND);

        parallelism.withdraw(one);

        assertThat(carriers).isEqualTo(FOUND);
    }

    @Test
    void the_greatest_wish_counts_and_the_last_to_go_gives_back() {
        parallelism.wish(one, 1);
        parallelism.wish(other, 6);
        assertThat(carriers).isEqualTo(6);
        parallelism.wish(one, 2);
        assertThat(carriers).isEqualTo(6);
        parallelism.withdraw(other);
        assertThat(carriers).isEqualTo(2);
        parallelism.withdraw(other);
        assertThat(carriers).isEqualTo(2);
        parallelism.withdraw(one);
        assertThat(carriers).isEqualTo(FOUND);
    }

    @Test
    void one_that_has_no_wish_hinders_no_other() {
        parallelism.wish(one, 1);
        parallelism.withdraw(one);
        parallelism.wish(other, 1);
        assertThat(carriers).isEqualTo(1);
    }

    @Test
    void what_the_host_sets_meanwhile_is_what_it_finds_afterwards() {
        parallelism.wish(one, 1);
        carriers = 8;
        assertThat(parallelism.found()).isEqualTo(8);
        parallelism.wish(one, 2);
        assertThat(carriers).isEqualTo(2);
        assertThat(parallelism.found()).isEqualTo(8);

        parallelism.withdraw(one);

        assertThat(carriers).isEqualTo(8);
    }

    @Test
    void what_the_host_sets_meanwhile_stays_if_nothing_is_changed_any_more() {
        parallelism.wish(one, 1);
        carriers = 3;
        parallelism.withdraw(one);
        assertThat(carriers).isEqualTo(3);
        assertThat(parallelism.found()).isEqualTo(3);
    }

    @Test
    void a_wish_for_what_there_is_changes_nothing_and_holds_all_the_same() {
        parallelism.wish(one, FOUND);
        assertThat(changes).isZero();
        parallelism.wish(other, 1);
        assertThat(carriers).isEqualTo(FOUND);
    }
}
