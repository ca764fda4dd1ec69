package dev.jobber.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// What happened on OTP happens here, line by line.
///
/// Some recordings have two processes that react to one event. Here they do so one after the other,
/// in the order in which they hear of it: all virtual threads share one carrier meanwhile.
class OtpTranscriptTest {
    private static final VirtualThreadSchedulerMXBean SCHEDULER =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private static final int PARALLELISM = SCHEDULER.getParallelism();

    @BeforeAll
    static void share_one_carrier() {
        SCHEDULER.setParallelism(1);
    }

    @AfterAll
    static void use_all_carriers_again() {
        SCHEDULER.setParallelism(PARALLELISM);
    }

    @TestFactory
    Stream<DynamicNode> what_happened_on_otp_happens_here() throws IOException, URISyntaxException {
        URL recordings = Objects.requireNonNull(getClass().getResource("/otp-transcripts"));
        var folder = Path.of(recordings.toURI());
        Map<String, List<OtpTranscript>> files =
                OtpTranscript.read(folder).stream()
                        .collect(
                                Collectors.groupingBy(
                                        OtpTranscript::file,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return files.entrySet().stream()
                .map(file ->
                        dynamicContainer(
                                folder.relativize(Path.of(file.getKey())).toString(),
                                file.getValue().stream().map(OtpTranscriptTest::test)));
    }

    private static DynamicNode test(OtpTranscript transcript) {
        return dynamicTest(transcript.name(), () -> assertThat(transcript.differences()).isEmpty());
    }
}
