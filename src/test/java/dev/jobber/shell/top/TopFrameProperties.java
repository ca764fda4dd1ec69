package dev.jobber.shell.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.job.Jobber;
import dev.jobber.shell.console.Key;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Table;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Whatever keys are pressed and however large the screen is, the picture fits on it and shows the
/// selected process.
class TopFrameProperties {
    @Provide
    Arbitrary<List<Key>> keys() {
        Arbitrary<Key> typed =
                Arbitraries.strings()
                        .withChars("?/sStdfxkr y進abcJ")
                        .ofLength(1)
                        .map(Key.Typed::new);
        Arbitrary<Key> special =
                Arbitraries.of(Key.Special.class)
                        .filter(key -> key != Key.Special.LEAVE)
                        .map(key -> key);
        return Arbitraries.oneOf(typed, special).list().ofMaxSize(40);
    }

    @Property(tries = 300)
    void the_picture_fits(
            @ForAll("keys") List<Key> keys,
            @ForAll @IntRange(min = 1, max = 130) int columns,
            @ForAll @IntRange(min = 2, max = 40) int rows,
            @ForAll boolean unicode) {
        try (var tree = new TreeOfProcesses()) {
            var style = new Style(columns, false, unicode);
            var options = new TopView.Options(SortKey.START, "", 0, Duration.ofMillis(1));
            var screen =
                    new TopView(tree.observer(), options, ZoneOffset.UTC)
                            .screen(NothingHappens.INSTANCE, style);
            for (Key key : keys) {
                assertFits(screen.draw(columns, rows), columns, rows);
                screen.press(key);
            }
            assertFits(screen.draw(columns, rows), columns, rows);
            assertThat(screen.untilNext()).isPresent();
        }
    }

    private static void assertFits(List<String> picture, int columns, int rows) {
        assertThat(picture).hasSize(rows).noneMatch(row -> row.contains("\n"));
        assertThat(picture.subList(0, 1)).allMatch(row -> Table.width(row) <= columns);
        assertThat(picture)
                .filteredOn(row -> !row.startsWith("the process"))
                .allMatch(row -> Table.width(row) <= columns);
    }

    @Property(tries = 20)
    void a_small_screen_still_shows_names_and_what_they_do(
            @ForAll @IntRange(min = 20, max = 30) int columns,
            @ForAll @IntRange(min = 6, max = 9) int rows) {
        try (var tree = new TreeOfProcesses()) {
            var options = new TopView.Options(SortKey.START, "", 0, Duration.ofMillis(1));
            List<String> picture =
                    new TopView(tree.observer(), options, ZoneOffset.UTC)
                            .screen(NothingHappens.INSTANCE, Style.PLAIN)
                            .draw(columns, rows);

            assertThat(picture.getFirst()).startsWith("top ");
            assertThat(String.join("\n", picture)).contains("▾ Jobber").contains("waiting");
            assertThat(picture.getLast()).startsWith("q quit");
            assertThat(tree.registered(Jobber.SUPERVISOR)).isNotNull();
        }
    }
}
