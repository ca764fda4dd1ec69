package dev.jobber.job.kind.program.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A pipe is at its end when all who hold it are gone: an escaped process would keep it open.
@Timeout(60)
class ProcessTreeTest {
    @Test
    void none_escapes_by_a_fork() throws Exception {
        for (int round = 0; round < 60; round++) {
            Process shell =
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    "echo up; for i in 1 2 3 4 5 6; do sleep 600 & done; wait")
                            .start();
            InputStream output = shell.getInputStream();
            assertThat(output.read()).isEqualTo('u');

            ProcessTree.kill(List.of(shell.toHandle()));

            assertThat(output.readAllBytes()).isNotEmpty();
            assertThat(shell.waitFor()).isEqualTo(137);
        }
    }

    @Test
    void one_that_has_ended_is_left_alone() throws Exception {
        Process over = new ProcessBuilder("true").start();
        over.waitFor();

        assertThat(ProcessTree.kill(List.of(over.toHandle()))).isEmpty();
    }
}
