package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a process does with the signals it has: takes the next, takes one that it wants, notes a
/// place, and looks from there on.
class MailboxTest {
    private final Node node = Node.builder().fairness(false).build();

    /// Never runs, so that the test is its thread.
    private final ProcessCell box = new ProcessCell(node, null, new BareProcess(() -> {}));

    private int next;

    @AfterEach
    void close() {
        node.close();
    }

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            box.enqueue(new Signal.Letter(next++));
        }
    }

    private Optional<Object> take(Object wanted) {
        return box.scan(wanted::equals).next();
    }

    /// Takes all that is there: the messages in their order, and a `place` for each place.
    private List<Object> takeAll() {
        List<Object> all = new ArrayList<>();
        for (Signal signal = box.poll(); signal != null; signal = box.poll()) {
            Object message = signal.asMessage();
            all.add(message == null ? "place" : message);
            assertThat(signal.next).isNull();
        }
        return all;
    }

    /// Which messages a search from a place looks at.
    private List<Object> seenFrom(Signal.Place place) {
        List<Object> seen = new ArrayList<>();
        assertThat(
                        box.scan(
                                        place,
                                        message -> {
                                            seen.add(message);
                                            return false;
                                        })
                                .next())
                .isEmpty();
        return seen;
    }

    @Test
    void a_search_from_a_place_looks_at_nothing_before_it() {
        send(3);
        Signal.Place place = Objects.requireNonNull(box.place());
        send(2);

        assertThat(seenFrom(place)).containsExactly(3, 4);
        assertThat(MailboxLength.own(box)).isEqualTo(5);
        assertThat(takeAll()).containsExactly(0, 1, 2, "place", 3, 4);
    }

    @Test
    void the_end_of_an_empty_mailbox_needs_no_place() {
        assertThat(box.place()).isNull();
    }

    @Test
    void places_at_one_end_are_one() {
        send(1);

        assertThat(box.place()).isNotNull().isSameAs(box.place());
    }

    @Test
    void when_all_before_a_place_is_gone_all_that_is_left_came_later() {
        send(2);
        Signal.Place place = Objects.requireNonNull(box.place());
        send(2);
        for (int i = 0; i < 3; i++) {
            box.poll();
        }

        assertThat(seenFrom(place)).containsExactly(2, 3);
    }

    @Test
    void a_place_means_the_same_after_the_messages_around_it_are_gone() {
        send(2);
        Signal.Place one = box.place();
        send(1);
        Signal.Place two = box.place();
        send(1);
        Signal.Place three = box.place();
        send(1);

        assertThat(take(2)).contains(2);
        assertThat(take(3)).contains(3);

        for (Signal.Place place : new Signal.Place[] {one, two, three}) {
            assertThat(seenFrom(place)).containsExactly(4);
        }
        assertThat(takeAll()).containsExactly(0, 1, "place", 4);
    }

    @Test
    void places_do_not_grow_in_number() {
        send(1);
        for (int i = 0; i < 1000; i++) {
            box.place();
            send(1);
            assertThat(take(next - 1)).isPresent();
        }

        assertThat(takeAll()).containsExactly(0, "place");
    }

    @Test
    void a_predicate_that_takes_messages_itself_loses_none() {
        send(5);

        assertThat(
                        box.scan(
                                        message -> {
                                            take(0);
                                            take(1);
                                            take(2);
                                            return message.equals(4);
                                        })
                                .next())
                .contains(4);

        assertThat(takeAll()).containsExactly(3);
    }

    @Test
    void its_end_refuses_what_is_here_in_order() {
        send(2);
        box.place();
        var early = new Call("early", box, null);
        box.enqueue(early);
        box.enqueue(new Signal.Leaving());
        var late = new Call("late", box, null);
        box.enqueue(late);

        box.close(ExitReason.SHUTDOWN);

        assertThat(early.failure()).contains(ExitReason.SHUTDOWN);
        assertThat(late.failure()).contains(ExitReason.NOPROC);
        assertThat(box.enqueue(new Signal.Letter("later"))).isFalse();
    }

    /// A place in the model: how many messages had come when it was noted.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_is_done_it_is_a_list(long seed) {
        var random = new Random(seed);
        List<Object> model = new ArrayList<>();
        Map<Signal.Place, Integer> places = new HashMap<>();
        List<Signal.Place> known = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> {
                    model.add(next);
                    send(1);
                }
                case 3, 4 -> {
                    Signal signal = box.poll();
                    while (signal instanceof Signal.Place) {
                        signal = box.poll();
                    }
                    assertThat(signal == null ? null : signal.asMessage())
                            .isEqualTo(model.isEmpty() ? null : model.removeFirst());
                }
                case 5, 6 -> {
                    if (!model.isEmpty()) {
                        Object wanted = model.get(random.nextInt(model.size()));
                        model.remove(wanted);
                        assertThat(take(wanted)).contains(wanted);
                    }
                }
                case 7 -> {
                    Signal.Place place = box.place();
                    if (place != null && places.putIfAbsent(place, next) == null) {
                        known.add(place);
                    }
                }
                default -> {
                    if (!known.isEmpty()) {
                        Signal.Place place = known.get(random.nextInt(known.size()));
                        int came = Objects.requireNonNull(places.get(place));
                        assertThat(seenFrom(place))
                                .containsExactlyElementsOf(
                                        model.stream().filter(it -> (Integer) it >= came).toList());
                    }
                }
            }
            assertThat(MailboxLength.own(box)).isEqualTo(model.size());
            assertThat(MailboxLength.seen(box)).isEqualTo(model.size());
        }
    }
}
