package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.TestSession;
import dev.jobber.shell.parse.Commands;
import dev.jobber.shell.parse.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples that `help` shows.
class ExamplesTest {
    static Stream<String> examples() {
        Commands commands = TestSession.open().shell().commands();
        return commands.names().stream()
                .map(name -> commands.create(name).orElseThrow().getClass())
                .flatMap(command -> Stream.of(command.getAnnotationsByType(Example.class)))
                .filter(example -> !example.attached())
                .map(Example::value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void an_example_works_beside_the_jobs_of_jobber_rc(String line, @TempDir Path folder)
            throws IOException {
        Files.copy(Path.of("jobber.rc"), folder.resolve("jobber.rc"));
        folder.resolve("jobber.rc").toFile().setWritable(true, true);

        var run = ProgramRun.inRealTime(folder, List.of("-c", line));

        assertThat(run.exitCode()).as(run.err()).isZero();
    }
}
