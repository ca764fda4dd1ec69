package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A table is whole although Errors come in the middle of its operations.
class OpenHashTableTest {
    /// Numbers by themselves. Fails with an Error after so many looks at a key.
    private static final class Numbers extends OpenHashTable<Integer, Integer> {
        private int looksLeft = Integer.MAX_VALUE;

        @Override
        Integer keyOf(Integer entry) {
            if (looksLeft-- <= 0) {
                throw new StackOverflowError("on purpose");
            }
            return entry;
        }

        /// True if it was put.
        private boolean putWithin(Integer entry, int looks) {
            looksLeft = looks;
            try {
                put(entry);
                return true;
            } catch (StackOverflowError expected) {
                return false;
            } finally {
                looksLeft = Integer.MAX_VALUE;
            }
        }

        private List<Integer> all() {
            List<Integer> all = new ArrayList<>();
            forEach(all::add);
            return all;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 12, 25})
    void what_is_put_is_found_whatever_Error_came_before(int size) {
        List<Integer> entries = IntStream.range(0, size + 5).boxed().toList();
        for (int looks = 0; looks < 3 * size; looks++) {
            var table = new Numbers();
            List<Integer> there = new ArrayList<>(entries.subList(0, size));
            there.forEach(table::put);
            for (Integer each : entries.subList(size, size + 5)) {
                if (table.putWithin(each, looks)) {
                    there.add(each);
                }
                assertThat(table.size()).isLessThan(table.capacity());
            }

            assertThat(table.all()).containsExactlyInAnyOrderElementsOf(there);
            assertThat(table.size()).isEqualTo(there.size());
            assertThat(there).allSatisfy(each -> assertThat(table.get(each)).isSameAs(each));
        }
    }

    @Test
    void it_grows_before_it_is_full_and_shrinks_when_it_is_nearly_empty() {
        var table = new Numbers();
        List<Integer> entries = IntStream.range(0, 1000).boxed().toList();
        for (Integer each : entries) {
            table.put(each);
            assertThat(table.size() * 5).isLessThanOrEqualTo(table.capacity() * 4);
        }
        entries.forEach(table::remove);

        assertThat(table.size()).isZero();
        assertThat(table.capacity()).isEqualTo(4);
    }
}
