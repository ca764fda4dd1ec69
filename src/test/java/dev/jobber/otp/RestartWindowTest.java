package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestartWindowTest {
    @Test
    void allows_as_many_as_it_says_within_the_window_and_not_one_more() {
        var window = new RestartWindow(3, 5);

        assertThat(window.add(100)).isTrue();
        assertThat(window.add(101)).isTrue();
        assertThat(window.add(102)).isTrue();
        assertThat(window.add(103)).isFalse();
    }

    @Test
    void counts_a_restart_that_is_just_as_old_as_the_window_is_long() {
        var window = new RestartWindow(1, 5);

        assertThat(window.add(100)).isTrue();
        assertThat(window.add(105)).isFalse();
    }

    @Test
    void forgets_a_restart_that_is_a_second_older() {
        var window = new RestartWindow(1, 5);

        assertThat(window.add(100)).isTrue();
        assertThat(window.add(106)).isTrue();
        assertThat(window.add(111)).isFalse();
    }

    @Test
    void allows_none_if_it_says_so() {
        assertThat(new RestartWindow(0, 5).add(100)).isFalse();
    }

    @Test
    void remembers_many_and_forgets_them_one_by_one() {
        var window = new RestartWindow(10, 10);

        for (int second = 0; second < 1_000; second += 2) {
            assertThat(window.add(second)).as("at %s", second).isTrue();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(window.add(998)).as("the %s. of a burst", i).isTrue();
        }
        assertThat(window.add(998)).isFalse();
    }
}
