package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Inspect;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a record is shown that the kernel may not reach by itself.
class ForeignRecordTest {
    private record Hidden(int maxRestarts, List<String> names) {}

    @Test
    void a_private_record_of_another_package_is_shown_as_a_struct() {
        assertThat(Inspect.inspect(new Hidden(3, List.of("a"))))
                .isEqualTo("%Hidden{max_restarts: 3, names: [\"a\"]}");
    }
}
