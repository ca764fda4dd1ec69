package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.FreshJvm;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Nothing that one process has begun for another is left undone because its stack was full.
///
/// No part of the ordinary run: a class that the JVM itself needs for the first time where the
/// stack is full is broken, and then the JVM of [FullStackProgram] may end before its time.
@Tag("endurance")
class FullStackEnduranceTest {
    @Test
    void nothing_is_left_undone() throws Exception {
        // interpreted, since each call of compiled code needs less of the stack, so fewer end it
        String said = FreshJvm.run(FreshJvm.of(List.of("-Xint"), FullStackProgram.class.getName()));

        assertThat(said.lines()).isNotEmpty().allMatch(line -> line.endsWith(": 0"));
    }
}
