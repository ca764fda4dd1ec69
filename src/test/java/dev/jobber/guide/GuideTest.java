package dev.jobber.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every Java block of a guide stands in a test of this package, line by line, and so it runs.
class GuideTest {
    private static final Path SITE = Path.of("src/site/markdown");
    private static final Path TESTS = Path.of("src/test/java/dev/jobber/guide");
    private static final Path KERNEL = Path.of("src/main/java/dev/jobber/otp");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from-elixir.md",
                "from-threads.md",
                "from-pekko.md",
                "testing.md",
                "spring-boot.md"
            })
    void each_block_stands_in_a_test(String guide) throws IOException {
        String tests = lines(sources());
        List<String> blocks =
                BLOCK.matcher(Files.readString(SITE.resolve(guide)))
                        .results()
                        .map(found -> lines(found.group(1)))
                        .toList();

        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(tests).contains(block));
    }

    /// The main types of the kernel are explained with code that runs, too.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GenServer",
                "StateMachine",
                "Agent",
                "Supervisor",
                "DynamicSupervisor",
                "PartitionSupervisor",
                "Registry",
                "Task",
                "TaskSupervisor",
                "Sys",
                "RequestId"
            })
    void each_example_of_a_main_type_stands_in_a_test(String type) throws IOException {
        String comment =
                Files.readString(KERNEL.resolve(type + ".java"))
                        .lines()
                        .dropWhile(line -> !line.startsWith("///"))
                        .takeWhile(line -> line.startsWith("///"))
                        .map(line -> line.replaceFirst("^/// ?", ""))
                        .collect(Collectors.joining("\n", "", "\n"));
        String tests = lines(sources());
        List<String> blocks =
                BLOCK.matcher(comment).results().map(found -> lines(found.group(1))).toList();

        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(tests).contains(block));
    }

    private static String sources() throws IOException {
        var all = new ArrayList<String>();
        try (Stream<Path> files = Files.list(TESTS)) {
            for (Path file : files.toList()) {
                all.add(Files.readString(file));
            }
        }
        return String.join("\n", all);
    }

    /// The text without indents and empty lines, and without the words that a nested class needs.
    private static String lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.replaceFirst("^(public |static )(?=final |class )", ""))
                .collect(Collectors.joining("\n"));
    }
}
