package dev.jobber.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RingTest {
    private static final long DEADLINE = Duration.ofSeconds(30).toNanos();

    private static Ring<Integer> with(int capacity, int items) {
        Ring<Integer> ring = new Ring<>(capacity);
        IntStream.range(0, items).forEach(ring::add);
        return ring;
    }

    @Test
    void the_last_items_are_kept_in_their_order() {
        assertThat(with(3, 0).items()).isEmpty();
        assertThat(with(3, 2).items()).containsExactly(0, 1);
        assertThat(with(3, 5).items()).containsExactly(2, 3, 4);
    }

    @Test
    void a_look_goes_on_where_the_one_before_has_ended() {
        Ring<Integer> ring = with(3, 2);
        Ring.Since<Integer> first = ring.since(0);
        ring.add(2);

        assertThat(first).isEqualTo(new Ring.Since<>(List.of(0, 1), 0, 2));
        assertThat(ring.since(first.next())).isEqualTo(new Ring.Since<>(List.of(2), 0, 3));
        assertThat(ring.since(3)).isEqualTo(new Ring.Since<>(List.of(), 0, 3));
    }

    @Test
    void a_look_that_comes_too_late_tells_how_many_are_lost() {
        assertThat(with(3, 10).since(2)).isEqualTo(new Ring.Since<>(List.of(7, 8, 9), 5, 10));
    }

    @Test
    void who_waits_is_woken_by_the_next_item() throws Exception {
        Ring<Integer> ring = with(3, 1);
        CompletableFuture<Integer> added =
                CompletableFuture.supplyAsync(() -> {
                    ring.add(7);
                    return 7;
                });

        ring.await(1, DEADLINE);

        assertThat(ring.since(1).items()).containsExactly(7);
        assertThat(added.join()).isEqualTo(7);
    }

    @Test
    void a_wait_ends_when_its_time_is_over_and_at_once_for_an_item_that_is_there()
            throws Exception {
        Ring<Integer> ring = with(3, 1);

        ring.await(1, 1);
        ring.await(0, DEADLINE);

        assertThat(ring.added()).isEqualTo(1);
    }

    @Test
    void who_follows_sees_all_that_several_threads_add_and_the_order_of_each() throws Exception {
        int threads = 4;
        int each = 20_000;
        Ring<Integer> ring = new Ring<>(threads * each);
        List<Thread> adders =
                IntStream.range(0, threads)
                        .mapToObj(thread ->
                                Thread.ofPlatform()
                                        .start(() -> {
                                            for (int i = 0; i < each; i++) {
                                                ring.add(thread * each + i);
                                            }
                                        }))
                        .toList();
        var seen = new ArrayList<Integer>();
        long next = 0;
        while (seen.size() < threads * each) {
            ring.await(next, DEADLINE);
            Ring.Since<Integer> news = ring.since(next);
            assertThat(news.lost()).isZero();
            seen.addAll(news.items());
            next = news.next();
        }
        for (Thread adder : adders) {
            adder.join();
        }

        for (int thread = 0; thread < threads; thread++) {
            int of = thread;
            assertThat(seen.stream().filter(item -> item / each == of).toList())
                    .isEqualTo(IntStream.range(of * each, (of + 1) * each).boxed().toList());
        }
        assertThat(ring.items()).isEqualTo(seen);
    }
}
