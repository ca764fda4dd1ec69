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
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every Java block of a guide stands in a test of this package, or in an example that
/// `scripts/test` runs, line by line, and so it runs.
class GuideTest {
    private static final Path SITE = Path.of("src/site/markdown");
    private static final Path TESTS = Path.of("src/test/java/dev/jobber/guide");

    /// `scripts/test` builds and runs these.
    private static final Path EXAMPLES = Path.of("src/it");

    /// And this one, beside the benchmarks, which have Pekko.
    private static final Path PEKKO = Path.of("src/bench/java/dev/jobber/bench/PekkoGuide.java");

    private static final Path KERNEL = Path.of("src/main/java/dev/jobber/otp");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern PICTURE = Pattern.compile("(?m)^```\\n[^`]+^```\\n");

    static final List<String> MAIN_TYPES =
            List.of(
                    "Node",
                    "Process",
                    "GenServer",
                    "StateMachine",
                    "Agent",
                    "Supervisor",
                    "DynamicSupervisor",
                    "PartitionSupervisor",
                    "Registry",
                    "Task",
                    "TaskSupervisor",
                    "Sys");

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

        assertThat(blocks).isNotEmpty().allMatch(tests::contains);
    }

    /// The main types of the kernel are explained with code that runs, too.
    @ParameterizedTest
    @MethodSource("typesWithExamples")
    void each_example_of_a_main_type_stands_in_a_test(String type) throws IOException {
        String tests = lines(sources());
        List<String> blocks =
                BLOCK.matcher(comment(type)).results().map(found -> lines(found.group(1))).toList();

        assertThat(blocks).isNotEmpty().allMatch(tests::contains);
    }

    static Stream<String> typesWithExamples() {
        return Stream.concat(MAIN_TYPES.stream(), Stream.of("RequestId", "ServerRef"));
    }

    /// A reader sees at once what it is, when to take it and what it costs.
    @ParameterizedTest
    @FieldSource("MAIN_TYPES")
    void each_main_type_opens_with_a_picture_and_says_when_to_use_it_and_what_it_costs(String type)
            throws IOException {
        String comment = comment(type);
        assertThat(comment.substring(0, comment.indexOf("```java"))).containsPattern(PICTURE);
        assertThat(comment).contains("**When to use it.** ", "**What it costs.** ");
    }

    private static String comment(String type) throws IOException {
        return Files.readString(KERNEL.resolve(type + ".java"))
                .lines()
                .dropWhile(line -> !line.startsWith("///"))
                .takeWhile(line -> line.startsWith("///"))
                .map(line -> line.replaceFirst("^/// ?", ""))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String sources() throws IOException {
        var all = new ArrayList<String>();
        for (Path folder : List.of(TESTS, EXAMPLES, PEKKO)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                    all.add(Files.readString(file));
                }
            }
        }
        return String.join("\n", all);
    }

    /// The text without blanks and line breaks, for the formatter may break a nested line
    /// elsewhere, and without the words that a nested class needs.
    private static String lines(String text) {
        return text.lines()
                .map(String::strip)
                .map(line -> line.replaceFirst("^(public |static )(?=final |class )", ""))
                .collect(Collectors.joining())
                .replaceAll("\\s", "");
    }
}
