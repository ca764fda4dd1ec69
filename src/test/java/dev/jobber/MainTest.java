package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    @Test
    void version_prints_the_name_and_the_version_and_succeeds() {
        var out = new StringWriter();

        int exitCode =
                new CommandLine(new Main()).setOut(new PrintWriter(out)).execute("--version");

        assertThat(exitCode).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("jobber " + System.getProperty("project.version"));
    }

    @Test
    void what_the_launcher_reads_is_accepted_and_checked() {
        var main = new Main();

        assertThat(new CommandLine(main).execute("--gc", "g1", "--verbose")).isZero();

        var err = new StringWriter();
        int exitCode =
                new CommandLine(new Main()).setErr(new PrintWriter(err)).execute("--gc", "zgc");
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("--gc").contains("zgc").contains("serial, g1, z");
    }
}
