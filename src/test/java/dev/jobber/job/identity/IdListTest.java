package dev.jobber.job.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IdListTest {
    private static final class Thing extends IdList.Member {
        private final String id;

        Thing(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private static IdList<Thing> list(List<Thing> things) {
        var list = new IdList<Thing>();
        things.forEach(list::add);
        return list;
    }

    private static List<Thing> things(String... ids) {
        return List.of(ids).stream().map(Thing::new).toList();
    }

    private static List<Thing> all(IdList<Thing> list) {
        var all = new ArrayList<Thing>();
        list.forEach(all::add);
        return all;
    }

    @Test
    void finds_those_that_begin_alike_the_latest_first() {
        List<Thing> things = things("a1", "b1", "a2", "", "a3", "a");
        IdList<Thing> list = list(things);

        assertThat(list.begun("a", 3).latest())
                .extracting(Thing::id)
                .containsExactly("a", "a3", "a2");
        assertThat(list.begun("b", 3).latest()).extracting(Thing::id).containsExactly("b1");
        assertThat(list.begun("c", 3).latest()).isEmpty();
        assertThat(list.latest(2)).extracting(Thing::id).containsExactly("a", "a3");
        assertThat(list.last(thing -> thing.id().startsWith("b"))).contains(things.get(1));
    }

    @Test
    void finds_ids_of_any_length_and_any_characters() {
        String longOne = "x".repeat(1_000);
        List<Thing> things = things("né", longOne, "漢字", "n", longOne + "y");
        IdList<Thing> list = list(things);

        assertThat(list.begun("n", 9).latest()).extracting(Thing::id).containsExactly("n", "né");
        assertThat(list.begun("né", 9).latest()).extracting(Thing::id).containsExactly("né");
        assertThat(list.begun("漢", 9).latest()).extracting(Thing::id).containsExactly("漢字");
        assertThat(list.begun(longOne, 9).latest()).containsExactly(things.get(4), things.get(1));
    }

    /// Things come and go in any order, as jobs do: mostly the oldest go first.
    @Property(tries = 60)
    void is_the_same_as_a_plain_list(
            @ForAll long seed,
            @ForAll @IntRange(max = 6_000) int steps,
            @ForAll @IntRange(min = 1, max = 40) int digits) {
        var random = new Random(seed);
        var list = new IdList<Thing>();
        var plain = new ArrayList<Thing>();
        for (int i = 0; i < steps; i++) {
            if (plain.isEmpty() || random.nextInt(5) > 1) {
                var thing = new Thing(Integer.toString(random.nextInt(digits * 50)));
                list.add(thing);
                plain.add(thing);
            } else {
                int most = random.nextBoolean() ? plain.size() : Math.min(5, plain.size());
                list.remove(plain.remove(random.nextInt(most)));
            }
        }
        assertThat(all(list)).isEqualTo(plain);
        assertThat(list.latest(10))
                .isEqualTo(plain.reversed().subList(0, Math.min(10, plain.size())));
        for (String begin : List.of("", "1", "12", "19", "199")) {
            List<Thing> wanted =
                    plain.reversed().stream()
                            .filter(thing -> thing.id().startsWith(begin))
                            .toList();
            IdList.Begun<Thing> begun = list.begun(begin, 7);
            assertThat(begun.latest()).isEqualTo(wanted.subList(0, Math.min(7, wanted.size())));
            assertThat(wanted).containsAll(begun.others());
            List<Thing> named = new ArrayList<>(begun.latest());
            named.addAll(begun.others());
            assertThat(common(named)).isEqualTo(common(wanted));
        }
    }

    /// What all their ids begin with.
    private static Optional<String> common(List<Thing> things) {
        return things.stream()
                .map(Thing::id)
                .reduce((one, other) -> {
                    int length = 0;
                    while (length < Math.min(one.length(), other.length())
                            && one.charAt(length) == other.charAt(length)) {
                        length++;
                    }
                    return one.substring(0, length);
                });
    }
}
