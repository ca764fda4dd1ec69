package dev.jobber;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    @TestFactory
    List<DynamicNode> transcripts() throws IOException {
        var tests = new ArrayList<DynamicNode>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                for (Transcript transcript : Transcript.read(file)) {
                    tests.add(
                            DynamicTest.dynamicTest(
                                    file.getFileName() + ": " + transcript.name(),
                                    () -> replays(transcript)));
                }
            }
        }
        return tests;
    }

    /// Writes the transcripts anew, for review: `RECORD_TRANSCRIPTS=yes scripts/test`.
    @Test
    @EnabledIfEnvironmentVariable(named = "RECORD_TRANSCRIPTS", matches = "yes")
    void record_what_happens() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                var text =
                        new StringBuilder(
                                Files.readString(file)
                                        .lines()
                                        .takeWhile(line -> line.startsWith("#"))
                                        .collect(joining("\n")));
                for (Transcript transcript : Transcript.read(file)) {
                    try (var folder = TestFolder.create()) {
                        text.append("\n\n").append(transcript.replay(folder.path()));
                    }
                }
                Files.writeString(file, text.append('\n'));
            }
        }
        fail("the transcripts were recorded, not compared");
    }

    private static void replays(Transcript transcript) throws IOException {
        try (var folder = TestFolder.create()) {
            assertThat(transcript.replay(folder.path())).hasToString(transcript.toString());
        }
    }

    @Test
    void a_wrong_transcript_is_told_from_what_happens(@TempDir Path folder) throws IOException {
        List<Transcript> wrong =
                Transcript.parse(
                        """
                        --- wrong output, error and exit code
                        $ jobber -c 'echo a; bogus'
                        b
                        ! -c:1:9: all is well
                        """);
        assertThat(wrong.getFirst().replay(folder))
                .hasToString(
                        """
                        --- wrong output, error and exit code
                        $ jobber -c 'echo a; bogus'
                        a
                        ! -c:1:9: unknown command 'bogus' ('help' lists the commands)
                        = 2\
                        """);
    }
}
