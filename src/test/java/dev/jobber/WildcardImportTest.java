package dev.jobber;

import static dev.jobber.otp.Process.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.*;
import java.time.*;
import java.util.*;
import org.junit.jupiter.api.Test;

/// What the page of the kernel's package says of imports.
class WildcardImportTest {
    @Test
    void the_kernel_can_be_imported_as_a_whole_beside_java_lang_and_java_util() throws Exception {
        try (Node node = Node.builder().build()) {
            List<Object> received = new ArrayList<>();

            node.run(() -> {
                Pid parent = self();
                spawn(() -> send(parent, "hello"));
                received.add(receive());
                sleep(Duration.ZERO);
                return received;
            });

            assertThat(received).containsExactly("hello");
        }
    }
}
