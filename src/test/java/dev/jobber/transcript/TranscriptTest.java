package dev.jobber.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// What happened on OTP happens here, line by line.
class TranscriptTest {
    @TestFactory
    Stream<DynamicNode> what_happened_on_otp_happens_here() throws IOException, URISyntaxException {
        URL recordings = Objects.requireNonNull(getClass().getResource("/otp-transcripts"));
        Path folder = Path.of(recordings.toURI());
        Map<String, List<Transcript>> files =
                Transcript.read(folder).stream()
                        .collect(
                                Collectors.groupingBy(
                                        Transcript::file, LinkedHashMap::new, Collectors.toList()));
        return files.entrySet().stream()
                .map(file ->
                        dynamicContainer(
                                folder.relativize(Path.of(file.getKey())).toString(),
                                file.getValue().stream().map(TranscriptTest::test)));
    }

    private static DynamicNode test(Transcript transcript) {
        return dynamicTest(transcript.name(), () -> assertThat(transcript.differences()).isEmpty());
    }
}
