package dev.jobber.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BegunNumberTest {
    @Property
    void a_number_begins_as_its_text_does(
            @ForAll @LongRange(min = 1) long one, @ForAll @LongRange(min = 1) long other) {
        String begin = Long.toString(one % 1_000);
        Optional<BegunNumber> begun = BegunNumber.of(begin, ".0>");
        if (begin.equals("0")) {
            assertThat(begun).isEmpty();
        } else {
            assertThat(begun.orElseThrow().begins(other))
                    .isEqualTo(Long.toString(other).startsWith(begin));
            assertThat(BegunNumber.of(begin + ".0", ".0>").orElseThrow().begins(other))
                    .isEqualTo(Long.toString(other).equals(begin));
        }
        assertThat(BegunNumber.of("", ".0>").orElseThrow().begins(other)).isTrue();
    }

    @Property
    void two_numbers_have_in_common_what_their_texts_have(
            @ForAll @LongRange(min = 1, max = 300_000) long one,
            @ForAll @LongRange(min = 1, max = 300_000) long other) {
        BegunNumber common = BegunNumber.of(one).inCommonWith(other);

        String text = Long.toString(one);
        while (!Long.toString(other).startsWith(text)) {
            text = text.substring(0, text.length() - 1);
        }
        assertThat(common.digits()).isEqualTo(text.isEmpty() ? 0 : Long.parseLong(text));
        assertThat(common.begins(one)).isTrue();
        assertThat(common.begins(other)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", ".", "12x", "12.1", "0", "012", "1234567890123456789"})
    void other_texts_begin_none(String typed) {
        assertThat(BegunNumber.of(typed, ".0>")).isEmpty();
    }
}
