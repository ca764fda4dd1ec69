package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page that leads a newcomer through the sources speaks of files that are there.
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("src/site/markdown/architecture.md");
    private static final Pattern TYPE =
            Pattern.compile("`(?:command/)?([A-Z][A-Za-z]+)(?:\\.[a-z]+)?`");

    @Test
    void every_type_it_names_has_a_file() throws IOException {
        Set<String> named =
                TYPE.matcher(Files.readString(PAGE))
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            there =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .collect(Collectors.toCollection(TreeSet::new));
        }
        named.remove("JobRunner"); // a process, not a type

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(there).containsAll(named);
    }
}
