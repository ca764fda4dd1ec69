package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Member;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page that leads a newcomer through the sources names only what is there.
class ArchitecturePageTest {
    private static final String ROOT = "dev.jobber";
    private static final Path SOURCES = Path.of("src/main/java/dev/jobber");

    /// A type, and perhaps one in it or a member of it.
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*)(?:\\.(\\w+))?`");

    private static final Pattern PACKAGE = Pattern.compile("`([a-z]+(?:\\.[a-z]+)+)`");
    private static final Pattern PACKAGE_ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");
    private static final Pattern STATION =
            Pattern.compile("(?m)^\\| (\\d+) \\| `(\\w+)` \\| `([a-z.]+)` \\|");

    private final String page = Files.readString(Path.of("src/site/markdown/architecture.md"));

    /// The classes of the program and of its tests, by their full names.
    private final Set<String> classes = new TreeSet<>();

    ArchitecturePageTest() throws IOException, URISyntaxException {
        for (Class<?> each : List.of(Main.class, ArchitecturePageTest.class)) {
            addClasses(Path.of(each.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
    }

    private void addClasses(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> file.replaceFirst("[.]class$", "").replace('/', '.'))
                    .forEach(classes::add);
        }
    }

    @Test
    void every_type_and_every_member_that_it_names_exists() {
        Map<String, List<String>> known =
                classes.stream()
                        .collect(Collectors.groupingBy(each -> each.replaceFirst("^.*[.$]", "")));
        List<MatchResult> named = matches(TYPE);

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(named)
                .filteredOn(match ->
                        known.getOrDefault(match.group(1), List.of()).stream()
                                .noneMatch(each ->
                                        match.group(2) == null || has(each, match.group(2))))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    private boolean has(String owner, String name) {
        return classes.contains(owner + "$" + name)
                || members(owner).map(Member::getName).anyMatch(name::equals);
    }

    private static Stream<Member> members(String owner) {
        try {
            Class<?> type = Class.forName(owner, false, Main.class.getClassLoader());
            return Stream.concat(
                    Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredFields()));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void every_package_has_a_row() {
        assertThat(matches(PACKAGE_ROW))
                .extracting(match -> match.group(1))
                .containsExactlyInAnyOrderElementsOf(packages());
    }

    @Test
    void every_package_that_it_names_exists() {
        assertThat(matches(PACKAGE)).extracting(match -> match.group(1)).isSubsetOf(packages());
    }

    @Test
    void every_package_stands_in_the_picture_itself_or_with_the_one_around_it() {
        String picture = page.substring(page.indexOf("```") + 3);
        String drawn = picture.substring(0, picture.indexOf("```"));
        List<String> words = List.of(drawn.split("[^a-z.]+"));

        assertThat(packages())
                .allMatch(each ->
                        words.contains(each)
                                || each.startsWith("shell.") && words.contains(each.split("\\.")[1])
                                || each.startsWith("job.kind."));
    }

    @Test
    void every_station_of_the_walk_is_in_the_package_that_it_says() {
        List<MatchResult> stations = matches(STATION);

        assertThat(stations).hasSizeGreaterThan(20);
        assertThat(stations)
                .allSatisfy(station ->
                        assertThat(
                                        classes.contains(
                                                qualified(station.group(3))
                                                        + "."
                                                        + station.group(2)))
                                .as(station.group())
                                .isTrue());
        for (int i = 0; i < stations.size(); i++) {
            assertThat(stations.get(i).group(1)).isEqualTo(String.valueOf(i + 1));
        }
    }

    /// The packages of jobber, by the names that they have on the page.
    private static Set<String> packages() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> SOURCES.relativize(file.getParent()).toString())
                    .map(folder -> folder.isEmpty() ? ROOT : folder.replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String qualified(String name) {
        return name.equals(ROOT) ? ROOT : ROOT + "." + name;
    }

    private List<MatchResult> matches(Pattern pattern) {
        return pattern.matcher(page).results().toList();
    }
}
