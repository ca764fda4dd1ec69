package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documents refer to is there.
class DocumentLinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static List<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.walk(Path.of("src/site/markdown"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), pages)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_link_leads_to_a_file_and_to_a_heading_in_it(Path document) throws IOException {
        Matcher links = LINK.matcher(Files.readString(document));
        while (links.find()) {
            URI link = URI.create(links.group(1));
            if (link.isAbsolute()) {
                continue;
            }
            Path target =
                    link.getPath().isEmpty()
                            ? document
                            : document.resolveSibling(link.getPath()).normalize();
            assertThat(target).exists();
            if (link.getFragment() != null) {
                assertThat(anchors(target)).contains(link.getFragment());
            }
        }
    }

    @Test
    void a_decision_has_a_number_of_its_own_which_its_first_line_says() throws IOException {
        try (Stream<Path> decisions = Files.list(Path.of("src/site/markdown/adr"))) {
            List<Path> files = decisions.toList();

            assertThat(files)
                    .allSatisfy(file ->
                            assertThat(Files.readString(file))
                                    .startsWith("# " + Integer.parseInt(number(file)) + ". "));
            assertThat(files.stream().map(DocumentLinksTest::number)).doesNotHaveDuplicates();
        }
    }

    private static String number(Path decision) {
        return decision.getFileName().toString().substring(0, 4);
    }

    /// What a heading is called in links: small letters, no punctuation, hyphens for blanks.
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(heading ->
                        heading.group(1)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                                .replace(' ', '-'))
                .toList();
    }
}
